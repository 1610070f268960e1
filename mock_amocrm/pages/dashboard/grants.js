// Codes and tokens of an account, by fingerprint, with the time left to each by the account's own clock.

import { call, get, of } from "./api.js";
import { button, el, table, tell, words } from "./dom.js";
import { narrow } from "./journal.js";
import { listen } from "./live.js";
import { duration, moment, number, say } from "./texts.js";

const KINDS = ["codes", "access_tokens", "refresh_tokens"];
const MOST = 100; // newest of each kind
const MARKS = { alive: "good", expired: "warn", spent: "quiet", revoked: "bad" };
const GRANTING = new Set(["token", "consent", "button", "widget"]);

export async function open(place, { account }) {
  if (!account) return void place.append(el("h2", {}, say("view_grants")), el("p", {}, say("no_account")));
  const lists = el("div", {});
  const ticking = new Map(); // cells that show time left → when it is over
  let ahead = 0;

  async function show() {
    const grants = await get(of(account, "/grants"));
    ahead = grants.now - Date.now() / 1000;
    ticking.clear();
    lists.replaceChildren(...KINDS.flatMap((kind) => section(kind, grants[kind])));
    tick();
  }

  function section(kind, grants) {
    const heads = [say("fingerprint"), say("integration"), say("user"), say("state"), say("left")];
    const rows = grants.slice(-MOST).reverse().map(row);
    const title = el("h3", {}, say(kind), " ", el("span", { class: "quiet" }, number(grants.length)));
    return [title, rows.length ? table(heads, rows, say(kind)) : el("p", { class: "quiet" }, say("none"))];
  }

  function row(grant) {
    const follow = () => {
      narrow({ text: grant.fingerprint });
      location.hash = "#journal";
    };
    const left = el("span", { class: "left" });
    if (grant.state === "alive") ticking.set(left, grant.expires_at);
    else left.textContent = moment(grant.ended_at || grant.expires_at);
    return [
      grant.fingerprint ? button(grant.fingerprint, follow, { class: "small", title: say("see_journal") }) : "–",
      words(grant.integration ?? grant.client_id),
      words(grant.user ?? grant.user_id),
      el("span", { class: MARKS[grant.state] }, say(grant.state)),
      left,
    ];
  }

  function tick() {
    const now = Date.now() / 1000 + ahead;
    for (const [cell, end] of ticking) cell.textContent = duration(end - now);
    if ([...ticking.values()].some((end) => end <= now)) show();
  }

  const revoke = async () => {
    if (!confirm(say("spoil_sure", { account }))) return;
    const { revoked } = await call("POST", of(account, "/revoke"), {});
    tell(say("revoked_count", { count: revoked }));
    await show();
  };

  place.append(el("h2", {}, say("view_grants")), el("p", {}, button(say("spoil"), revoke)), lists);
  await show();
  const stop = listen((lines) => lines.some((line) => line.account === account && GRANTING.has(line.surface)) && show());
  const timer = setInterval(tick, 1000);
  return () => {
    stop();
    clearInterval(timer);
  };
}
