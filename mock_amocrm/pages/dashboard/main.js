// The page put together: which view is open, which account is meant, and the journal followed all the while.

import { get, of } from "./api.js";
import { el, tell } from "./dom.js";
import { follow } from "./live.js";
import { moment, say } from "./texts.js";

const place = document.getElementById("view");
const chooser = document.getElementById("account");
const clock = document.getElementById("clock");
const links = [...document.querySelectorAll("nav.views a[href^='#']")];
const views = links.map((link) => link.hash.slice(1));
const REMEMBERED = "mock-amocrm-account";
const chosen = { account: sessionStorage.getItem(REMEMBERED) ?? "", ahead: null };
let leave = () => {};
let turn = 0;

async function open() {
  const name = views.includes(location.hash.slice(1)) ? location.hash.slice(1) : views[0];
  const mine = (turn += 1);
  leave();
  leave = () => {};
  for (const link of links) link.toggleAttribute("aria-current", link.hash === `#${name}`);
  links.find((link) => link.hash === `#${name}`)?.setAttribute("aria-current", "page");
  try {
    const [view] = await Promise.all([import(`./${name}.js`), readAccounts()]);
    if (mine !== turn) return;
    const fresh = el("div", { class: `view ${name}` });
    place.replaceChildren(fresh);
    const left = await view.open(fresh, { account: chosen.account, choose, reopen: open, readClock });
    if (mine === turn) leave = left ?? (() => {});
    else left?.();
  } catch (error) {
    if (mine === turn) tell(say("failed", { why: error.message }), { isError: true });
  }
}

async function readAccounts() {
  const { accounts } = await get("/accounts");
  const names = accounts.map((account) => account.subdomain);
  if (!names.includes(chosen.account)) chosen.account = names[0] ?? "";
  chooser.replaceChildren(...names.map((name) => el("option", { value: name }, name)));
  chooser.value = chosen.account;
  await readClock();
}

function choose(account) {
  chosen.account = account;
  sessionStorage.setItem(REMEMBERED, account);
  open();
}

async function readClock() {
  chosen.ahead = null;
  if (!chosen.account) return;
  const { now } = await get(of(chosen.account, "/clock"));
  chosen.ahead = now - Date.now() / 1000;
  tick();
}

function tick() {
  clock.textContent = chosen.ahead === null ? "–" : moment(Date.now() / 1000 + chosen.ahead);
}

chooser.addEventListener("change", () => choose(chooser.value));
document.getElementById("skip").addEventListener("click", () => place.focus());
for (const link of document.querySelectorAll("nav.langs a")) {
  link.addEventListener("click", () => (link.href = `?lang=${link.lang}${location.hash}`));
}
addEventListener("hashchange", open);
// What a view was refused has been told already; anything else is a mistake of this page.
addEventListener("unhandledrejection", (event) => event.reason?.constructor.name === "Refused" && event.preventDefault());
setInterval(tick, 1000);
open();
follow();
