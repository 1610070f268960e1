const words = JSON.parse(document.getElementById("words").textContent);

/** Fills in the holes of a sentence. */
function worded(key, values) {
  return words[key].replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));
}

/** An element: attributes, then children, which are nodes or texts; never markup. */
function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value !== undefined && value !== "" && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null && child !== ""));
  return element;
}

function paint(name, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes ?? {})) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** What can be folded; its inside is made when it is first opened. */
function folded(attributes, summary, inside) {
  const element = make("details", attributes, make("summary", {}, ...summary));
  const fill = () => {
    if (element.open) {
      element.append(...inside());
      element.removeEventListener("toggle", fill);
    }
  };
  element.addEventListener("toggle", fill);
  return element;
}

function copyButton(text) {
  const said = make("span", { role: "status", class: "small soft" });
  const button = make("button", { type: "button", class: "screen small" }, words.copy);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = words.copied;
    } catch {
      getSelection().selectAllChildren(button.parentElement.previousElementSibling);
    }
  });
  return make("p", { class: "copy" }, button, " ", said);
}

function called(actor) {
  return words[`actor_${actor}`] ?? actor;
}

function clock(wall) {
  return wall.slice(11, 23).replace(/[Z+].*/, "");
}

function accountClock(seconds) {
  return seconds === null || seconds === undefined ? "" : new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
}

function shortened(text, length) {
  const signs = [...text];
  return signs.length > length ? `${signs.slice(0, length - 1).join("")}…` : text;
}

const blocks = new Map();

/** The details of a scenario, from the block that holds it. */
async function unpacked(number) {
  const block = Math.floor(number / words.in_one);
  if (!blocks.has(block)) blocks.set(block, unpack(document.getElementById(`block-${block}`).textContent));
  return (await blocks.get(block))[number % words.in_one];
}

function messagesOf(step) {
  return step.entries.filter(({ kind }) => kind === "exchange").flatMap(({ sent, got }) => [sent, got]);
}

/** Of a block; its headers and bodies stand in it once, however many exchanges have them. */
async function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const { texts, scenarios } = JSON.parse(await new Response(stream).text());
  for (const message of scenarios.flatMap((scenario) => scenario.steps.flatMap(messagesOf))) {
    message.headers = message.headers.map((number) => texts[number]);
    message.body = texts[message.body];
  }
  return scenarios;
}
