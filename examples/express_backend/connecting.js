/** From "Connect" to the button that leads back to the app: state, callback, its page; status and disconnecting. */
import { randomBytes } from "node:crypto";
import { Router } from "express";
import { isAccountHost, Link } from "./amo.js";
import { readAll } from "./leads.js";
import { links, signedIn } from "./people.js";

/** @typedef {import("./people.js").Person} Person */
/** @typedef {keyof typeof TEXTS} Outcome */
/** @typedef {{person: Person, until: number, code?: string, outcome?: Promise<Outcome>}} Consent */

const { AMO_CLIENT_ID, AMO_AUTHORIZE_URL = "https://www.amocrm.ru/oauth" } = process.env;
const DEEP_LINK = "foryoure://amo-crm/callback";
const HOUR = 3600 * 1000;
const TEXTS = {
  linked: "amoCRM is connected.",
  access_denied: "You have not allowed access to amoCRM.",
  missing_code: "amoCRM has sent no code. Please connect again.",
  foreign_state: "This is no answer to your request. Please connect again.",
  exchange_failed: "amoCRM could not be connected. Please try again.",
};
const consents = /** @type {Map<string, Consent>} */ (new Map()); // by the state that was handed out

export const callback = {
  /** What the app is told. @param {Outcome} outcome @param {URLSearchParams} _query the callback's own */
  tell: (outcome, _query) => new URLSearchParams(outcome === "linked" ? { success: "true" } : { error: outcome }),
};

/** The same address opened again comes to what its first opening came to.
 * @param {URLSearchParams} query @returns {Promise<Outcome>} */
async function settle(query) {
  const [state, code, host] = ["state", "code", "referer"].map((name) => query.get(name) ?? "");
  if (query.has("error")) return "access_denied";
  if (!code) return "missing_code";
  const consent = consents.get(state);
  if (!consent || consent.until < Date.now() || !isAccountHost(host)) return "foreign_state";
  consent.code ??= code;
  if (consent.code !== code) return "foreign_state";
  consent.outcome ??= redeem(consent.person, host, code);
  return consent.outcome;
}

/** Spend a code; what it opened replaces whatever the person had linked. @returns {Promise<Outcome>}
 * @param {Person} person @param {string} host @param {string} code */
async function redeem(person, host, code) {
  try {
    const link = await Link.open(host, code);
    if (person.link?.host === host) link.deals = person.link.deals; // shown until all is read anew
    person.link = link;
    link.queue(() => readAll(link)); // the page doesn't wait for it, the list of leads does
    return "linked";
  } catch (error) {
    console.error(`${host}: ${/** @type {Error} */ (error).message}`); // the error itself holds our secret
    return "exchange_failed";
  }
}

const escaped = (/** @type {string} */ value) => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** The button needs no script, and opens the app where a plain link may not.
 * @param {Outcome} outcome @param {URLSearchParams} told */
const page = (outcome, told) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>amoCRM</title>
<p>${TEXTS[outcome]}</p><form action="${DEEP_LINK}">
${[...told].map(([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`).join("\n")}
<button>Return to App</button></form></html>`;

export function connectingRoutes() {
  const routes = Router();

  routes.get("/amo", signedIn, (_, response) => {
    const link = links.of(response.locals.person);
    response.json({ link: link && { account: link.host } });
  });

  routes.post("/amo/link", signedIn, (_, response) => {
    for (const [state, { until }] of consents) if (until < Date.now()) consents.delete(state);
    const state = randomBytes(32).toString("base64url");
    consents.set(state, { person: response.locals.person, until: Date.now() + HOUR });
    const query = new URLSearchParams({ client_id: AMO_CLIENT_ID ?? "", state });
    response.status(201).json({ visit: `${AMO_AUTHORIZE_URL}?${query}` });
  });

  routes.delete("/amo/link", signedIn, (_, response) => {
    response.locals.person.link = null;
    response.json({ link: null });
  });

  // Older versions of the app bring a code themselves, to link an account anew.
  routes.put("/amo/link", signedIn, async (request, response) => {
    const { person } = response.locals;
    const host = links.of(person)?.host;
    const outcome = host ? await redeem(person, host, String(request.body?.code)) : "foreign_state";
    response.status(outcome === "linked" ? 200 : 400).json({ outcome });
  });

  routes.get("/amo/return", async (request, response) => {
    const query = new URL(request.url, "http://localhost").searchParams;
    const outcome = await settle(query);
    response.type("html").send(page(outcome, callback.tell(outcome, query)));
  });

  return routes;
}
