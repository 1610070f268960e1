// Faults: ordered here, seen while they wait, and, once used up, found in the journal by what they struck.

import { call, get } from "./api.js";
import { button, el, field, select, table, words } from "./dom.js";
import { narrow } from "./journal.js";
import { journal, listen } from "./live.js";
import { number, say } from "./texts.js";

const ORDERED = /^f\d+$/; // what else strikes a request are limits, blocks and lists of addresses
const METHODS = ["GET", "POST", "PATCH", "DELETE", "PUT"];

export async function open(place, { account }) {
  const { kinds } = await get("/fault-kinds");
  const waiting = el("div", { "data-testid": "waiting" });
  const spent = el("div", { "data-testid": "used-up" });

  async function show() {
    const { faults } = await get("/faults");
    const rows = faults.map(row);
    const heads = ["№", say("kind"), say("path"), say("account"), say("struck"), say("actions")];
    waiting.replaceChildren(rows.length ? table(heads, rows, say("waiting_faults")) : none());
    const gone = [...struck()].filter(([id]) => !faults.some((fault) => fault.id === id)).reverse();
    const used = gone.map(([id, { kind, count }]) => [id, kind, number(count), inJournal(id, kind)]);
    spent.replaceChildren(used.length ? table(["№", say("kind"), say("struck"), say("actions")], used, say("used_up")) : none());
  }

  function row(fault) {
    const withdraw = async () => {
      await call("DELETE", `/faults/${fault.id}`);
      await show();
    };
    const { struck: done, times } = fault;
    const used = times === null ? say("struck_always", { struck: done }) : say("struck_of", { struck: done, times });
    return [
      fault.id,
      [fault.kind, fault.status, fault.shape].filter(Boolean).join(" "),
      words(`${fault.method ?? ""} ${fault.path}`),
      words(fault.account ?? say("every_account")),
      el("span", {}, used),
      el("span", { class: "actions" }, button(say("withdraw"), withdraw), done ? inJournal(fault.id, fault.kind) : null),
    ];
  }

  place.append(
    el("h2", {}, say("view_faults")),
    orderer(kinds, account, show),
    el("h3", {}, say("waiting_faults")),
    waiting,
    el("h3", {}, say("used_up")),
    spent,
  );
  await show();
  return listen((lines) => lines.some((line) => line.fault) && show());
}

const none = () => el("p", { class: "quiet" }, say("none"));

function struck() {
  const found = new Map();
  for (const { fault, fault_kind: kind } of journal.lines) {
    if (fault && ORDERED.test(fault)) found.set(fault, { kind, count: (found.get(fault)?.count ?? 0) + 1 });
  }
  return found;
}

function inJournal(id, kind) {
  const look = () => {
    narrow({ text: `${id} ${kind}` });
    location.hash = "#journal";
  };
  return button(say("see_journal"), look);
}

function orderer(kinds, account, show) {
  const kind = select(kinds.map(({ name }) => [name, name]), { value: "answer", on: { change: fit } });
  const about = el("p", { class: "quiet about" });
  const path = el("input", { value: "/api/v4/leads*", required: true, autocomplete: "off" });
  const method = select([["", say("any")], ...METHODS.map((name) => [name, name])]);
  const status = el("input", { type: "number", min: "200", max: "599", value: "503" });
  const shape = el("select");
  const seconds = el("input", { type: "number", min: "0", max: "120", step: "any" });
  const times = el("input", { type: "number", min: "1", value: "1" });
  const own = el("input", { type: "checkbox" });
  own.checked = Boolean(account);
  const fields = { status: field(say("answer_status"), status), shape: field(say("shape"), shape), seconds: field(say("wait_seconds"), seconds) };

  function fit() {
    const chosen = kinds.find(({ name }) => name === kind.value);
    for (const [name, each] of Object.entries(fields)) each.hidden = !chosen.fields.includes(name);
    shape.replaceChildren(...chosen.shapes.map((name) => el("option", { value: name }, name)));
    about.textContent = say(`fault_${chosen.name}`);
  }

  const order = async (event) => {
    event.preventDefault();
    const body = { kind: kind.value, path: path.value, times: times.value ? Number(times.value) : null };
    if (method.value) body.method = method.value;
    if (own.checked) body.account = account;
    if (!fields.status.hidden) body.status = Number(status.value);
    if (!fields.shape.hidden) body.shape = shape.value;
    if (!fields.seconds.hidden && seconds.value) body.seconds = Number(seconds.value);
    await call("POST", "/faults", body);
    await show();
  };

  fit();
  return el(
    "form",
    { class: "form", "data-testid": "order", on: { submit: order } },
    field(say("kind"), kind),
    field(say("path"), path),
    field(say("method"), method),
    ...Object.values(fields),
    field(say("times"), times),
    account ? el("label", { class: "check" }, own, say("only_account", { account })) : null,
    el("button", { class: "first" }, say("order")),
    about,
  );
}
