// Webhooks of an account: who is told of what, and every delivery with its attempts.

import { call, get, of } from "./api.js";
import { deliveriesOf } from "./deliveries.js";
import { button, el, field, select, table, tell, words } from "./dom.js";
import { listen } from "./live.js";
import { say } from "./texts.js";

export async function open(place, { account }) {
  if (!account) return void place.append(el("h2", {}, say("view_webhooks")), el("p", {}, say("no_account")));
  const { events } = await get("/webhook-events");
  const subscriptions = el("div", {});
  const deliveries = deliveriesOf(account);

  async function show() {
    const { webhooks } = await get(of(account, "/webhooks"));
    const heads = [say("destination"), say("events"), say("state"), say("actions")];
    subscriptions.replaceChildren(
      webhooks.length ? table(heads, webhooks.map(row), say("subscriptions")) : el("p", { class: "quiet" }, say("none")),
    );
  }

  function row(hook) {
    const one = of(account, `/webhooks/${hook.id}`);
    const change = async (method, body) => {
      await call(method, one, body);
      await show();
    };
    return [
      words(hook.destination),
      words(hook.settings.join(", ")),
      el("span", { class: hook.disabled ? "bad" : "good" }, hook.disabled ? say("off") : say("on")),
      el(
        "span",
        { class: "actions" },
        button(hook.disabled ? say("switch_on") : say("switch_off"), () => change("PATCH", { disabled: !hook.disabled })),
        button(say("remove"), () => change("DELETE")),
      ),
    ];
  }

  place.append(
    el("h2", {}, say("view_webhooks")),
    el("h3", {}, say("subscriptions")),
    subscriptions,
    subscriber(account, events, show),
    el("h3", {}, say("deliveries")),
    hinderer(account),
    deliveries.element,
  );
  await Promise.all([show(), deliveries.show()]);
  return listen((lines) => {
    if (lines.some((line) => line.account === account && line.surface === "hook")) deliveries.show();
    if (lines.some((line) => line.account === account && line.path.startsWith("/api/v4/webhooks"))) show();
  });
}

function subscriber(account, events, show) {
  const destination = el("input", { type: "url", required: true });
  const chosen = select(events.map((code) => [code, code]), { multiple: true, size: 5, required: true });
  const subscribe = async (event) => {
    event.preventDefault();
    const settings = [...chosen.selectedOptions].map((option) => option.value);
    await call("POST", of(account, "/webhooks"), { destination: destination.value, settings });
    event.target.reset();
    await show();
  };
  return el(
    "form",
    { class: "form", "data-testid": "subscribe", on: { submit: subscribe } },
    field(say("destination"), destination),
    field(say("events"), chosen),
    el("button", { class: "first" }, say("subscribe")),
  );
}

/** What the next attempts meet on their way. */
function hinderer(account) {
  const status = el("input", { type: "number", min: "0", max: "599", value: "500", required: true });
  const path = of(account, "/webhooks/hindrances");
  const hinder = async (event) => {
    event.preventDefault();
    await call("POST", path, { status: Number(status.value) });
    tell(say("done"));
  };
  const clear = async () => {
    await call("DELETE", path);
    tell(say("done"));
  };
  return el(
    "form",
    { class: "form", "data-testid": "hinder", on: { submit: hinder } },
    field(say("hinder"), status),
    el("button", {}, say("order")),
    button(say("clear_way"), clear),
  );
}
