// Time: an account's or everybody's, moved forward, and what happened meanwhile.

import { call, of } from "./api.js";
import { button, el, field, table, words } from "./dom.js";
import { duration, knows, moment, say } from "./texts.js";

const LEAPS = [60, 20 * 60, 86_400, 90 * 86_400];

export function open(place, { account, readClock }) {
  const seconds = el("input", { type: "number", min: "0", value: "1200", required: true, inputmode: "numeric" });
  const everybody = el("input", { type: "checkbox" });
  const fired = el("div", { "aria-live": "polite", "data-testid": "fired" });

  async function advance(by) {
    const isForAll = everybody.checked || !account;
    const moved = await call("POST", isForAll ? "/clock/advance" : of(account, "/clock/advance"), { seconds: by });
    const heads = [say("at"), say("what"), say("account"), say("integration"), say("fingerprint"), say("delivery")];
    fired.replaceChildren(
      el("p", {}, moment(moved.now)),
      moved.fired.length ? table(heads, moved.fired.map(row), say("fired")) : el("p", { class: "quiet" }, say("none")),
    );
    await readClock();
  }

  const submit = (event) => {
    event.preventDefault();
    return advance(Number(seconds.value));
  };
  place.append(
    el("h2", {}, say("view_clock")),
    el(
      "form",
      { class: "form", on: { submit } },
      field(say("seconds"), seconds),
      el("button", { class: "first" }, say("advance")),
      ...LEAPS.map((leap) => button(`+ ${duration(leap)}`, () => advance(leap))),
      el("label", { class: "check" }, everybody, say("everybody")),
    ),
    el("h3", {}, say("fired")),
    fired,
  );
}

function row(each) {
  const what = `fired_${each.what}`;
  const delivery = each.delivery === null ? "" : `№ ${each.delivery} → ${each.status || say("no_answer")}`;
  return [
    moment(each.at),
    knows(what) ? say(what) : each.what,
    words(each.account),
    words(each.integration ?? ""),
    el("code", {}, each.fingerprint ?? ""),
    delivery,
  ];
}
