const JSON_SIGNS = /"(?:[^"\\]|\\.)*"|\{\s*\}|\[\s*\]|[{}[\],:]|\s+/g;

/** JSON with room between its parts; numbers, double keys and their order stay as they were sent: they may be the bug. */
function pretty(body) {
  try {
    JSON.parse(body);
  } catch {
    return body;
  }
  let depth = 0;
  const line = () => `\n${"  ".repeat(depth)}`;
  return body.replace(JSON_SIGNS, (sign) => {
    if (sign.startsWith('"')) return JSON.stringify(JSON.parse(sign)); // \\u0456 is read as a letter
    if (sign.length > 1) return sign.trim() ? sign[0] + sign.at(-1) : "";
    if (sign === ":") return ": ";
    if (sign === ",") return `,${line()}`;
    if ("{[".includes(sign)) {
      depth += 1;
      return sign + line();
    }
    if ("}]".includes(sign)) {
      depth -= 1;
      return line() + sign;
    }
    return "";
  });
}

function message(title, told) {
  const headers = told.headers.join("\n");
  const parts = [make("h5", {}, title)];
  if (headers) parts.push(folded({}, [words.headers], () => [make("pre", { tabindex: "0" }, headers)]));
  if (told.body) parts.push(make("pre", { tabindex: "0", class: "body", "aria-label": words.body }, pretty(told.body)));
  const shown = [...told.body].length;
  if (shown < told.of) {
    parts.push(make("p", { class: "cut small" }, `✂ ${worded("body_cut", { shown, all: told.of })}`));
  }
  return make("div", { class: "message" }, ...parts);
}

function exchange(entry, scenario) {
  const wrong = entry.number === scenario.turn;
  const refused = entry.status >= 400 || entry.status === 0;
  const status = make("b", { class: refused ? "refused" : "fine" }, entry.status ? String(entry.status) : words.no_answer);
  const path = entry.url.replace(/^\w+:\/\/[^/?]*/, "") || "/";
  const summary = [
    wrong ? make("b", { class: "refused" }, "✗ ") : scenario.evidence.includes(entry.number) ? "● " : "",
    make("span", { class: "number" }, `№${entry.number} `),
    `${called(entry.caller)} → ${called(entry.callee)} `,
    make("code", {}, make("bdi", {}, shortened(`${entry.method} ${path}`, 120))),
    " → ",
    status,
    entry.fault ? make("span", { class: "tag" }, `${words.fault}: ${entry.fault}`) : "",
    make("span", { class: "soft small" }, ` ${clock(entry.wall)} · ${Math.round((entry.end - entry.at) * 10) / 10} ms`),
  ];
  return folded({ class: wrong ? "exchange wrong" : "exchange", "data-exchange": entry.number }, summary, () => [
    make("p", { class: "small" }, make("code", {}, make("bdi", {}, `${entry.method} ${entry.url}`))),
    entry.account_time ? make("p", { class: "soft small" }, `${words.account_clock}: ${accountClock(entry.account_time)}`) : "",
    message(words.request, entry.sent),
    message(words.response, entry.got),
  ]);
}

function happening(entry) {
  const texts = (entry.texts ?? []).join(" · ");
  return make(
    "p",
    { class: `happening ${entry.kind}` },
    make("span", { class: "soft small" }, `${clock(entry.wall)} `),
    `${words[entry.kind]}: `,
    make("code", {}, make("bdi", {}, entry.text)),
    texts ? make("span", { class: "soft small" }, " ", make("bdi", {}, shortened(texts, 300))) : "",
  );
}

function picture(told) {
  const title = words[`picture_${told.shows}`] ? worded(`picture_${told.shows}`, told) : told.shows;
  const content = document.getElementById(`picture-${told.id}`);
  if (!content) return make("p", { class: "cut small" }, `✂ ${worded("picture_missing", told)}`);
  const image = make("img", { src: `data:image/png;base64,${content.textContent}`, alt: title });
  return make("figure", {}, image, make("figcaption", { class: "small soft" }, title));
}
