// Elements made without markup: whatever somebody has typed into the fake becomes a text node and nothing else.

/** An element; `on` holds listeners, `true` is an empty attribute, null and false are none. */
export function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, listen] of Object.entries(value)) made.addEventListener(event, listen);
    else if (name === "value") continue;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined).map(node));
  if ("value" in props) made.value = props.value; // a select takes the value of an option that it has
  return made;
}

function node(child) {
  return child instanceof Node ? child : document.createTextNode(String(child));
}

/** Somebody's own words: their direction is their own, and their length is not the layout's concern. */
export function words(text, props = {}) {
  return el("bdi", { class: "words", title: String(text ?? "").slice(0, 300), ...props }, text ?? "–");
}

export function button(label, press, props = {}) {
  return el("button", { type: "button", ...props, on: { click: press } }, label);
}

let fields = 0;

/** A control with its label. */
export function field(label, control) {
  control.id ||= `field-${(fields += 1)}`;
  return el("div", { class: "field" }, el("label", { for: control.id }, label), control);
}

export function select(options, props = {}) {
  return el("select", props, ...options.map(([value, label]) => el("option", { value }, label)));
}

/** A table with a header; each row is an array of cells. */
export function table(heads, rows, caption) {
  const cell = (child) => el("td", {}, child);
  return el(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    el(
      "table",
      {},
      el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", {}, ...rows.map((row) => el("tr", {}, ...row.map(cell)))),
    ),
  );
}

let notes = 0;

/** A line for everybody, read out by screen readers, gone after a while. */
export function tell(text, { isError = false } = {}) {
  const place = document.getElementById("notes");
  const note = el("p", { class: isError ? "note bad" : "note", id: `note-${(notes += 1)}` }, String(text).slice(0, 500));
  place.append(note);
  setTimeout(() => note.remove(), isError ? 12_000 : 5_000);
}
