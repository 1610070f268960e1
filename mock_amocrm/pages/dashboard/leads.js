// The board of leads: a column for each stage of a pipeline, cards that are dragged or moved by keys, webhooks below.

import { call, get, of } from "./api.js";
import { columnOf } from "./column.js";
import { button, el, field, select, tell } from "./dom.js";
import { firedHooks } from "./fired_hooks.js";
import { leadForm } from "./lead_form.js";
import { listen } from "./live.js";
import { number, say } from "./texts.js";

const PAUSE = 300; // ms, in which many writes become one reading
let pipelineChosen = null;

export async function open(place, { account }) {
  if (!account) return void place.append(el("h2", {}, say("view_leads")), el("p", {}, say("no_account")));
  const { pipelines } = await get(of(account, "/pipelines"));
  let pipeline = pipelines.find((each) => each.id === pipelineChosen) ?? pipelines[0];
  let leads = [];
  let columns = new Map();
  const count = el("span", { class: "quiet", role: "status" });
  const board = el("div", { class: "board", role: "group", "aria-label": say("view_leads") });
  const text = el("input", { type: "search", on: { input: () => show() } });
  const hooks = firedHooks(account);

  const names = pipelines.map((each) => [each.id, each.is_main ? say("main_pipeline", { name: each.name }) : each.name]);
  const choice = select(names, { value: pipeline?.id ?? "", on: { change: choosePipeline } });
  const form = leadForm({ account, changed, gone, added: reload });

  function choosePipeline() {
    pipeline = pipelines.find((each) => String(each.id) === choice.value);
    pipelineChosen = pipeline.id;
    draw();
  }

  function draw() {
    const made = (pipeline?.stages ?? []).map((stage) => [stage.id, columnOf(stage, { edit, move, step })]);
    columns = new Map(made);
    board.replaceChildren(...made.map(([, column]) => column.element));
    show();
  }

  function show() {
    const sought = text.value.trim().toLowerCase();
    const mine = leads.filter((lead) => lead.pipeline_id === pipeline?.id);
    const found = sought ? mine.filter((lead) => described(lead).includes(sought)) : mine;
    const byStage = new Map([...columns.keys()].map((id) => [id, []]));
    for (const lead of found) byStage.get(lead.status_id)?.push(lead);
    for (const [id, column] of columns) column.show(byStage.get(id));
    count.textContent = say("board_count", { shown: number(found.length), all: number(mine.length) });
  }

  async function reload() {
    leads = (await get(of(account, "/leads"))).leads.sort((one, other) => other.updated_at - one.updated_at || other.id - one.id);
    show();
  }

  function changed(lead) {
    leads = [lead, ...leads.filter((each) => each.id !== lead.id)];
    show();
  }

  function gone(id) {
    leads = leads.filter((each) => each.id !== id);
    show();
  }

  const edit = (lead) => form.open(pipeline, lead);

  async function move(id, stage, { isByKey = false } = {}) {
    const lead = leads.find((each) => each.id === id);
    if (!lead || lead.status_id === stage.id) return;
    const moved = await call("PATCH", of(account, `/leads/${id}`), { status_id: stage.id });
    changed(moved);
    if (isByKey) columns.get(stage.id).focusOn(id);
    tell(say("moved", { name: moved.name ?? id, stage: stage.name }));
  }

  function step(lead, by) {
    const stages = pipeline.stages;
    const next = stages[stages.findIndex((stage) => stage.id === lead.status_id) + by];
    if (next) return move(lead.id, next, { isByKey: true });
  }

  place.append(
    el("h2", {}, say("view_leads")),
    el(
      "div",
      { class: "filters", role: "search" },
      field(say("pipeline"), choice),
      button(say("new_lead"), () => form.open(pipeline), { class: "first", disabled: !pipeline }),
      field(say("text"), text),
    ),
    el("p", { class: "quiet" }, count, " · ", say("board_keys")),
    board,
    hooks.element,
    form.element,
  );
  draw();
  await reload();
  let asked = null;
  const stop = listen((lines) => {
    const isWritten = lines.some((line) => line.account === account && line.surface === "api" && line.method !== "GET");
    if (!isWritten) return;
    clearTimeout(asked);
    asked = setTimeout(reload, PAUSE);
  });
  return () => {
    stop();
    clearTimeout(asked);
    hooks.stop();
  };
}

const described = (lead) => `${lead.id} ${lead.name} ${lead.price} ${lead.contact} ${lead.phone}`.toLowerCase();
