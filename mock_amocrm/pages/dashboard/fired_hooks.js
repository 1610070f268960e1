// The webhooks that fired since a view was opened: what for, whereto, and what came of it.

import { get, of } from "./api.js";
import { el, words } from "./dom.js";
import { listen } from "./live.js";
import { say } from "./texts.js";

const MOST = 8;

export function firedHooks(account) {
  const list = el("ul", { class: "fired", "aria-live": "polite" }, el("li", { class: "quiet" }, say("none")));
  const element = el("section", { class: "hooks", "data-testid": "hooks" }, el("h3", {}, say("hooks_fired")), list);
  let before = null;

  async function read() {
    const { deliveries } = await get(of(account, "/deliveries"), { quietly: true });
    before ??= deliveries.at(-1)?.id ?? 0;
    const fresh = deliveries.filter((each) => each.id > before).slice(-MOST).reverse();
    if (fresh.length) list.replaceChildren(...fresh.map(shown));
  }

  read();
  const stop = listen((lines) => lines.some((line) => line.surface === "hook" && line.account === account) && read());
  return { element, stop };
}

function shown(delivery) {
  const last = delivery.attempts.at(-1);
  const answer = last ? last.status || say("no_answer") : "…";
  const isGood = last && last.status >= 200 && last.status < 300;
  return el(
    "li",
    {},
    el("code", {}, delivery.event),
    " → ",
    words(delivery.url),
    " ",
    el("strong", { class: isGood ? "good" : "bad" }, answer),
    ` ${say(`stage_${delivery.stage}`)}`,
  );
}
