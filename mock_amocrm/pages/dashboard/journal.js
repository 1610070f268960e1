// The live journal: newest first, narrowed by account, surface, status and text; one entry beside it.

import { el, field, select, words } from "./dom.js";
import { entryPanel } from "./entry.js";
import { journal, listen } from "./live.js";
import { hour, number, say } from "./texts.js";
import { windowed } from "./windowed.js";

const SURFACES = ["consent", "token", "api", "button", "widget", "hook", "other"];
const STATUSES = ["2", "3", "4", "5", "bad", "0"];
const ROW = 44;
const wanted = { account: "", surface: "", status: "", text: "" };

/** Narrow the journal before it is opened, as other views do it. */
export function narrow(filters) {
  Object.assign(wanted, { account: "", surface: "", status: "", text: "" }, filters);
}

export function open(place, { account }) {
  if (wanted.account && wanted.account !== account) wanted.account = account;
  const count = el("span", { class: "quiet", role: "status" });
  const panel = entryPanel(() => list.focus());
  const list = windowed({ label: say("view_journal"), height: ROW, key: (line) => line.seq, make, className: "lines" });
  const controls = filters(account, show);
  const desk = el("div", { class: "desk" }, list.element, panel.element);
  place.append(el("h2", {}, say("view_journal")), controls, count, desk);

  function make(line) {
    const refused = line.status >= 400 || line.status === 0;
    const why = line.why_not ?? line.outcome ?? "";
    return el(
      "button",
      { type: "button", class: refused ? "line refused" : "line", "data-seq": line.seq, on: { click: () => panel.show(line) } },
      el("span", { class: "time" }, hour(line.wall)),
      el("span", { class: `status s${String(line.status)[0]}` }, line.status || "—"),
      el("span", { class: "surface" }, line.surface),
      el("span", { class: "method" }, line.method),
      el("span", { class: "address" }, words(address(line))),
      el("span", { class: "why" }, words(why), line.fault ? el("span", { class: "fault" }, ` ⚡ ${line.fault_kind}`) : ""),
      el("span", { class: "whose" }, words(line.account ?? "")),
    );
  }

  function show({ added = 0 } = {}) {
    const found = journal.lines.filter(matcher()).reverse();
    list.show(found, { added });
    const told = say("journal_count", { shown: number(found.length), all: number(journal.lines.length) });
    const lost = journal.evicted ? ` ${say("journal_evicted")}` : "";
    count.textContent = journal.isConnected ? told + lost : say("disconnected");
  }

  show();
  return listen((lines) => show({ added: lines.filter(matcher()).length }));
}

function filters(account, show) {
  const change = (name) => (event) => {
    wanted[name] = event.target.value;
    show();
  };
  const given = (name, options) => select(options, { value: wanted[name], "data-filter": name, on: { change: change(name) } });
  const text = el("input", { type: "search", value: wanted.text, "data-filter": "text", on: { input: change("text") } });
  const surfaces = [["", say("any")], ...SURFACES.map((name) => [name, say(`surface_${name}`)])];
  const statuses = [["", say("any")], ...STATUSES.map((each) => [each, say(`status_${each}`)])];
  const accounts = [["", say("any")], ...(account ? [[account, account]] : [])];
  return el(
    "div",
    { class: "filters", role: "search" },
    field(say("account"), given("account", accounts)),
    field(say("surface"), given("surface", surfaces)),
    field(say("status"), given("status", statuses)),
    field(say("text"), text),
  );
}

function matcher() {
  const { account, surface, status } = wanted;
  const text = wanted.text.trim().toLowerCase();
  return (line) =>
    (!account || line.account === account) &&
    (!surface || line.surface === surface) &&
    (!status || (status === "bad" ? isBad(line) : String(line.status)[0] === status)) &&
    (!text || line.haystack.includes(text));
}

const isBad = (line) => line.status >= 400 || line.status === 0;

/** What is asked for; of amoCRM's own requests, also whom. */
function address({ surface, url }) {
  const isOurs = surface !== "hook";
  return (isOurs ? url.replace(/^https?:\/\/[^/]*/, "") : url).slice(0, 300);
}
