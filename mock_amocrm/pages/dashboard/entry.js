// One journal entry as a whole: why it was refused, both sides with their bodies made readable, and the same as curl.

import { get } from "./api.js";
import { button, el, tell, words } from "./dom.js";
import { knows, moment, say } from "./texts.js";

const UNSENT = new Set(["accept-encoding", "connection", "content-length", "transfer-encoding"]);

/** An empty panel; `show(line)` fetches and draws an entry, `back` is called when it is closed. */
export function entryPanel(back) {
  const element = el("section", { class: "panel", "aria-label": say("entry"), tabindex: "-1", hidden: true });

  function close() {
    element.hidden = true;
    back();
  }

  async function show(line) {
    const entry = await get(`/journal/${line.seq}`);
    element.replaceChildren(
      el("div", { class: "bar" }, el("h3", {}, `${entry.method} ${entry.response.status}`), button(say("close"), close)),
      words(entry.url, { class: "url" }),
      el("p", {}, button(say("copy_curl"), () => copy(curl(entry)), { class: "first", "data-testid": "curl" })),
      ...why(entry),
      facts(entry),
      ...side(say("request"), entry.request),
      ...side(say("response"), entry.response),
    );
    element.hidden = false;
    element.scrollTop = 0;
    element.focus({ preventScroll: true });
  }

  element.addEventListener("keydown", (event) => event.key === "Escape" && close());
  return { element, show };
}

/** What is known of a refusal: the fake's own word, the body's, the misfortune that was ordered. */
function why(entry) {
  const { status } = entry.response;
  if (status > 0 && status < 400) return [];
  const body = parsed(entry.response.body) ?? {};
  const told = [
    ["why_fault", entry.fault && `${entry.fault} · ${entry.fault_kind}`],
    ["why_outcome", entry.outcome],
    ["why_detail", typeof body.detail === "string" ? body.detail : null],
    ["why_hint", typeof body.hint === "string" ? body.hint : null],
    ["why_not", entry.why_not],
  ].filter(([, text]) => text);
  if (!told.length) return [];
  const pairs = told.flatMap(([key, text]) => [el("dt", {}, say(key)), el("dd", {}, words(text))]);
  return [el("section", { class: "refusal", "data-testid": "why" }, el("h4", {}, say("why")), el("dl", {}, ...pairs))];
}

function facts(entry) {
  const took = ((entry.ended_ns - entry.started_ns) / 1e6).toFixed(1);
  const rows = [
    ["surface", knows(`surface_${entry.surface}`) ? say(`surface_${entry.surface}`) : entry.surface],
    ["account", entry.account],
    ["integration", entry.integration],
    ["purpose", entry.purpose],
    ["wall_time", new Date(entry.wall).toLocaleString(document.documentElement.lang)],
    ["account_time", entry.account_time === null ? null : moment(entry.account_time)],
    ["took", `${took} ms`],
    ...Object.entries(entry.fingerprints),
  ].filter(([, value]) => value !== null);
  const pairs = rows.flatMap(([key, value]) => [el("dt", {}, knows(key) ? say(key) : key), el("dd", {}, words(value))]);
  return el("dl", { class: "facts" }, ...pairs);
}

function side(title, { headers, body }) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const shown = pretty(body, headers);
  return [
    el("h4", {}, title),
    el("details", {}, el("summary", {}, say("headers", { count: lines.length })), block(lines.join("\n"), say("headers_of", { side: title }))),
    shown ? block(shown, say("body_of", { side: title })) : el("p", { class: "quiet" }, say("no_body")),
  ];
}

function block(text, label) {
  return el("pre", { tabindex: "0", role: "region", "aria-label": label, dir: "auto" }, text);
}

/** A body as people read it: JSON indented, a form one pair to a line, anything else as it is. */
export function pretty(body, headers) {
  const document = parsed(body);
  if (document !== undefined) return JSON.stringify(document, null, 2);
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  if (!type.includes("x-www-form-urlencoded")) return body;
  return [...new URLSearchParams(body)].map(([name, value]) => `${name} = ${value}`).join("\n");
}

function parsed(body) {
  try {
    const document = JSON.parse(body);
    return typeof document === "object" && document !== null ? document : undefined;
  } catch {
    return undefined;
  }
}

/** The request for a shell; it goes to the fake by this page's address, so that no host needs to be known anywhere. */
export function curl(entry) {
  const url = new URL(entry.url, location.origin);
  const isOurs = entry.surface !== "hook";
  const words = ["curl", "-X", entry.method, isOurs ? location.origin + url.pathname + url.search : entry.url];
  for (const [name, value] of Object.entries(entry.request.headers)) {
    if (!UNSENT.has(name.toLowerCase())) words.push("-H", `${name}: ${value}`);
  }
  if (entry.request.body) words.push("--data-raw", entry.request.body);
  return words.map(quoted).join(" ");
}

function quoted(word) {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

export async function copy(text) {
  await navigator.clipboard.writeText(text);
  tell(say("copied"));
}
