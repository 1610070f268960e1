/** Leads of a linked account: read whole, page by page, and again by number when amoCRM has news of them. */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import express, { Router } from "express";
import { links, signedIn } from "./people.js";
import { refusal } from "./refusal.js";

/** @typedef {{uid: string, amo: number, changed: number, card: object}} Deal */
/** @typedef {import("./amo.js").Link} Link */

const AT_ONCE = 50; // amoCRM gives up to 250 and recommends 50
const ON_A_PAGE = 50;
const PATIENCE = 20_000; // milliseconds that the app waits for an import

/** Everything that the account has. @param {Link} link */
export async function readAll(link) {
  link.account ??= (await link.get("/api/v4/account")).id;
  const deals = new Map();
  for (let page = 1, more = true; more; page++) {
    const answer = await link.get("/api/v4/leads", { page, limit: AT_ONCE, with: "contacts", "order[id]": "asc" });
    for (const deal of await dealsFrom(link, answer)) deals.set(deal.amo, deal);
    more = Boolean(answer?._links?.next);
  }
  link.deals = deals;
  link.complete = true;
}

/** Some leads as they are now; what amoCRM shows no more is gone. @param {Link} link @param {number[]} numbers */
async function readAgain(link, numbers) {
  for (const some of chunks(numbers)) {
    const answer = await link.get("/api/v4/leads", { "filter[id]": some, limit: AT_ONCE, with: "contacts" });
    const found = new Map((await dealsFrom(link, answer)).map((deal) => [deal.amo, deal]));
    for (const number of some) {
      link.deals.delete(number);
      if (found.has(number)) link.deals.set(number, /** @type {Deal} */ (found.get(number)));
    }
  }
}

/** Of contacts a page has the numbers only. @param {Link} link @param {any} answer @returns {Promise<Deal[]>} */
async function dealsFrom(link, answer) {
  /** @type {any[]} */
  const leads = answer?._embedded.leads ?? [];
  const numberOf = (/** @type {any} */ lead) =>
    lead._embedded?.contacts?.find((/** @type {any} */ one) => one.is_main)?.id;
  const contacts = new Map();
  for (const some of chunks([...new Set(leads.map(numberOf).filter(Boolean))])) {
    const page = await link.get("/api/v4/contacts", { "filter[id]": some, limit: AT_ONCE });
    for (const contact of page?._embedded.contacts ?? []) contacts.set(contact.id, contact);
  }
  return leads.map((lead) => {
    const contact = contacts.get(numberOf(lead));
    const fields = /** @type {any[]} */ (contact?.custom_fields_values ?? []);
    const phone = fields.find(({ field_code }) => field_code === "PHONE")?.values[0].value;
    return {
      uid: link.deals.get(lead.id)?.uid ?? randomUUID(),
      amo: lead.id,
      changed: lead.updated_at,
      card: { title: lead.name, budget: lead.price, person: contact?.name ?? null, phone: phone ?? null },
    };
  });
}

/** @param {number[]} numbers */
function* chunks(numbers) {
  for (let from = 0; from < numbers.length; from += AT_ONCE) yield numbers.slice(from, from + AT_ONCE);
}

export const webhook = {
  /** amoCRM sends forms, `leads[add][0][id]=…`, with hundreds of fields. */
  reader: () => express.urlencoded({ extended: false, limit: "5mb", parameterLimit: 100_000 }),
};

export function leadRoutes() {
  const routes = Router();

  routes.get("/deals/page/:number", signedIn, async (request, response) => {
    const link = links.of(response.locals.person);
    if (link && !link.complete) link.queue(() => (link.complete ? Promise.resolve() : readAll(link)));
    await Promise.race([link?.work, pause(PATIENCE, null, { ref: false })]);
    const all = [...(link?.deals.values() ?? [])].sort((one, other) => other.changed - one.changed);
    const from = (Math.max(1, Number(request.params.number) || 1) - 1) * ON_A_PAGE;
    const last = Math.max(1, Math.ceil(all.length / ON_A_PAGE));
    response.json({ deals: all.slice(from, from + ON_A_PAGE), pages: { last } });
  });

  routes.get("/deals/:uid", signedIn, async (request, response) => {
    const { link } = response.locals.person; // a dead one, too: that it can't be read is no reason to deny the deal
    const known = [...(link?.deals.values() ?? [])].find((deal) => deal.uid === request.params.uid);
    if (link && known) await readAgain(link, [known.amo]);
    const deal = known && link?.deals.get(known.amo);
    if (!deal) throw refusal(404, "no such deal");
    response.json({ deal });
  });

  // Anybody can send this, so it is only a hint of what to read again. amoCRM waits 2 seconds: it is answered at once.
  routes.post("/amo/news", webhook.reader(), (request, response) => {
    const names = Object.keys(request.body ?? {}).filter((name) => /^leads\[\w+\]\[\d+\]\[id\]$/.test(name));
    const numbers = names.map((name) => Number(request.body[name])).filter(Number.isInteger);
    const own = numbers.length ? links.ofAccount(Number(request.body["account[id]"])) : [];
    for (const link of own) link.queue(() => readAgain(link, [...new Set(numbers)]));
    response.json({ heard: numbers.length });
  });

  return routes;
}
