// The contacts of an account, by name, phone or e-mail.

import { get, of } from "./api.js";
import { el, field, words } from "./dom.js";
import { moment, number, say } from "./texts.js";
import { windowed } from "./windowed.js";

const ROW = 44;

export async function open(place, { account }) {
  if (!account) return void place.append(el("h2", {}, say("view_contacts")), el("p", {}, say("no_account")));
  const { contacts } = await get(of(account, "/contacts"));
  const haystacks = new Map(contacts.map((each) => [each, `${each.id} ${each.name} ${each.phone} ${each.email}`.toLowerCase()]));
  const count = el("span", { class: "quiet", role: "status" });
  const text = el("input", { type: "search", on: { input: show } });
  const list = windowed({ label: say("view_contacts"), height: ROW, key: (each) => each.id, make, className: "tall" });

  function show() {
    const sought = text.value.trim().toLowerCase();
    const found = contacts.filter((each) => haystacks.get(each).includes(sought));
    list.show(found);
    count.textContent = say("contact_count", { shown: number(found.length), all: number(contacts.length) });
  }

  place.append(
    el("h2", {}, say("view_contacts")),
    el("div", { class: "filters", role: "search" }, field(say("text"), text)),
    count,
    list.element,
  );
  show();
}

function make(contact) {
  return el(
    "div",
    { class: "contact", "data-contact": contact.id },
    words(contact.name || `#${contact.id}`, { class: "words title" }),
    words(contact.phone),
    words(contact.email),
    el("span", { class: "quiet" }, say("lead_count", { count: number(contact.leads) })),
    el("span", { class: "quiet" }, moment(contact.updated_at)),
  );
}
