// The accounts of the fake, who can sign in to them, and new ones made from a world.

import { call, get, of } from "./api.js";
import { button, el, field, select, tell, words } from "./dom.js";
import { copy } from "./entry.js";
import { say } from "./texts.js";

const MOST = 100; // cards; who has more accounts looks for one by its name

export async function open(place, { account, choose }) {
  const [{ accounts }, { worlds }] = await Promise.all([get("/accounts"), get("/worlds")]);
  const cards = el("div", { class: "cards" });
  const more = el("p", { class: "quiet" });
  const text = el("input", { type: "search", on: { input: show } });

  function show() {
    const sought = text.value.trim().toLowerCase();
    const found = accounts.filter((each) => `${each.host} ${each.name}`.toLowerCase().includes(sought)).reverse();
    cards.replaceChildren(...found.slice(0, MOST).map((each) => card(each, each.subdomain === account, choose)));
    more.textContent = found.length > MOST ? say("first_of", { shown: MOST, all: found.length }) : "";
  }

  show();
  place.append(el("h2", {}, say("view_accounts")), maker(worlds, choose), field(say("text"), text), cards, more);
}

function card(account, isChosen, choose) {
  const { subdomain, users } = account;
  const restore = async () => {
    if (!confirm(say("restore_sure", { account: subdomain }))) return;
    await call("POST", of(subdomain, "/restore"));
    tell(say("restored"));
    choose(subdomain);
  };
  return el(
    "article",
    { class: isChosen ? "card chosen" : "card", "aria-current": isChosen ? "true" : null, "data-account": subdomain },
    el("h3", {}, words(account.name)),
    el("p", { class: "quiet" }, `${account.host} · ${account.lang} · ${account.id}`),
    el("ul", { class: "people" }, ...users.map(person)),
    el(
      "p",
      { class: "actions" },
      button(isChosen ? say("chosen") : say("choose"), () => choose(subdomain), { disabled: isChosen }),
      button(say("restore"), restore),
    ),
  );
}

/** A password is copied, never shown. */
function person(user) {
  const role = !user.is_active ? say("inactive") : user.is_admin ? say("admin") : "";
  const known = user.password ? button(say("copy_password"), () => copy(user.password), { class: "small" }) : null;
  return el("li", {}, words(user.name), " ", el("span", { class: "quiet" }, words(user.email), ` ${role} `), known);
}


function maker(worlds, choose) {
  const world = select(worlds.map((name) => [name, name]), { value: "demo" });
  const domain = select([["amocrm.ru", "amoCRM"], ["kommo.com", "Kommo"]]);
  const lang = select([["", say("of_product")], ["uk", "uk"], ["ru", "ru"], ["en", "en"]]);
  const subdomain = el("input", { pattern: "[a-z0-9]([a-z0-9\\-]{0,61}[a-z0-9])?", autocomplete: "off" });
  const leads = el("input", { type: "number", min: "0", max: "1000000", inputmode: "numeric" });
  const make = async (event) => {
    event.preventDefault();
    const body = { world: world.value, domain: domain.value };
    if (lang.value) body.lang = lang.value;
    if (subdomain.value) body.subdomain = subdomain.value;
    if (leads.value) body.leads = Number(leads.value);
    const made = await call("POST", "/accounts", body);
    tell(say("account_made", { host: made.host }));
    choose(made.subdomain);
  };
  return el(
    "details",
    { class: "maker" },
    el("summary", {}, say("new_account")),
    el(
      "form",
      { class: "form", "data-testid": "new-account", on: { submit: make } },
      field(say("world"), world),
      field(say("product"), domain),
      field(say("language"), lang),
      field(say("subdomain"), subdomain),
      field(say("how_many_leads"), leads),
      el("button", { class: "first" }, say("make")),
    ),
  );
}
