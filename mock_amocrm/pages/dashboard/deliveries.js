// What an account's webhooks were told, newest first: each attempt, and when the next one is due.

import { call, get, of } from "./api.js";
import { button, el, table, words } from "./dom.js";
import { pretty } from "./entry.js";
import { moment, say } from "./texts.js";

const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const MOST = 100;
const MARKS = { delivered: "good", given_up: "bad", waiting: "warn" };

export function deliveriesOf(account) {
  const element = el("div", { "data-testid": "deliveries" });

  async function show() {
    const { deliveries } = await get(of(account, "/deliveries"));
    const heads = ["№", say("event"), say("destination"), say("state"), say("attempts"), say("body")];
    const rows = deliveries.slice(-MOST).reverse().map(row);
    element.replaceChildren(
      rows.length ? table(heads, rows, say("deliveries")) : el("p", { class: "quiet" }, say("none")),
      deliveries.length > MOST ? el("p", { class: "quiet" }, `${MOST} / ${deliveries.length}`) : "",
    );
  }

  function row(delivery) {
    const now = async () => {
      await call("POST", of(account, `/deliveries/${delivery.id}/now`));
      await show();
    };
    const isWaiting = delivery.stage === "waiting";
    const next = delivery.due_at === null ? null : el("p", {}, say("next_attempt", { at: moment(delivery.due_at) }));
    return [
      String(delivery.id),
      el("code", {}, delivery.event),
      words(delivery.url),
      el("span", { class: MARKS[delivery.stage] ?? "quiet" }, say(`stage_${delivery.stage}`)),
      el("div", {}, attempts(delivery), next, isWaiting ? button(say("deliver_now"), now) : null),
      delivery.body === null ? "–" : el("details", {}, el("summary", {}, say("body")), el("pre", { dir: "auto" }, pretty(delivery.body, FORM))),
    ];
  }

  return { element, show };
}

function attempts(delivery) {
  const told = ({ at, status, outcome }) => {
    const isGood = status >= 200 && status < 300;
    return el("li", {}, el("strong", { class: isGood ? "good" : "bad" }, status || say("no_answer")), ` ${moment(at)} · ${outcome}`);
  };
  return el("ol", { class: "attempts" }, ...delivery.attempts.map(told));
}
