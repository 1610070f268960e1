// Limits of an account: how much of them is used at this moment, and its block.

import { call, get, of } from "./api.js";
import { button, el, field, words } from "./dom.js";
import { number, say } from "./texts.js";

const EVERY = 500; // ms

export async function open(place, { account }) {
  if (!account) return void place.append(el("h2", {}, say("view_limits")), el("p", {}, say("no_account")));
  const { integrations } = await get("/integrations");
  const names = new Map(integrations.map((each) => [each.client_id, each.name]));
  const meters = el("div", { class: "meters", "data-testid": "meters" });
  const state = el("div", { class: "actions" });
  const peaks = new Map();
  let isOpen = true;
  let drawn = "";

  async function show() {
    const limits = await get(of(account, "/limits"), { quietly: true });
    const told = JSON.stringify(limits);
    if (told !== drawn) draw(limits);
    drawn = told;
  }

  function draw(limits) {
    const { used } = limits;
    const rows = [["", say("per_account"), used.account, limits.per_account]];
    const seen = new Set([...peaks.keys(), ...Object.keys(used.integrations).map((id) => `i${id}`)]);
    seen.delete("");
    for (const id of [...seen].sort()) {
      const client = id.slice(1);
      rows.push([id, names.get(client) ?? (client || say("nobody")), used.integrations[client] ?? 0, limits.per_integration]);
    }
    meters.replaceChildren(...rows.map(([id, label, count, most]) => meter(id, label, count, most)));
    const toggle = () => change("PUT", "/limits", { on: !limits.on });
    const block = () => change(limits.blocked ? "DELETE" : "PUT", "/block");
    state.replaceChildren(
      el("span", { class: limits.on ? "good" : "quiet" }, limits.on ? say("limits_on") : say("limits_off")),
      button(limits.on ? say("switch_off") : say("switch_on"), toggle, { "data-testid": "toggle" }),
      el("span", { class: limits.blocked ? "bad" : "quiet" }, limits.blocked ? say("blocked") : say("not_blocked")),
      button(limits.blocked ? say("unblock") : say("block"), block, { "data-testid": "block" }),
      el("span", { class: limits.refused ? "bad" : "quiet" }, say("refused_requests", { count: number(limits.refused) })),
    );
  }

  function meter(id, label, count, most) {
    peaks.set(id, Math.max(peaks.get(id) ?? 0, count));
    const gauge = el("meter", { min: "0", max: String(most), high: String(most - 0.5), "aria-label": label });
    gauge.value = count;
    return el(
      "div",
      { class: "meter" },
      words(label),
      gauge,
      el("strong", {}, `${number(count)} / ${number(most)}`),
      el("span", { class: "quiet" }, say("peak", { count: number(peaks.get(id)) })),
    );
  }

  async function change(method, path, body) {
    await call(method, of(account, path), body);
    await show();
  }

  const own = el("input", { type: "number", min: "1", value: "7", required: true });
  const whole = el("input", { type: "number", min: "1", value: "50", required: true });
  const set = (event) => {
    event.preventDefault();
    return change("PUT", "/limits", { per_integration: Number(own.value), per_account: Number(whole.value) });
  };
  place.append(
    el("h2", {}, say("view_limits")),
    state,
    meters,
    el(
      "form",
      { class: "form", "data-testid": "set-limits", on: { submit: set } },
      field(say("per_integration"), own),
      field(say("per_account"), whole),
      el("button", { class: "first" }, say("switch_on")),
    ),
  );
  await show();
  const again = async () => {
    await new Promise((resolve) => setTimeout(resolve, EVERY));
    if (!isOpen) return;
    if (!document.hidden) await show().catch(() => {}); // the fake may be away for a moment
    again();
  };
  again();
  return () => (isOpen = false);
}
