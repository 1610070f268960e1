/** From "Connect" to the button that leads back to the app: state, callback, its page; status and disconnecting. */
import { randomBytes } from "node:crypto";
import { Router } from "express";
import { isAccountHost, Link } from "./amo.js";
import { readAll } from "./leads.js";
import { links, signedIn } from "./people.js";

/** @typedef {import("./people.js").Person} Person */
/** @typedef {"linked" | "declined" | "refused" | "failed"} Outcome */
/** @typedef {{person: Person, until: number, code?: string, outcome?: Promise<Outcome>}} Consent */

const { AMO_CLIENT_ID, AMO_AUTHORIZE_URL = "https://www.amocrm.ru/oauth" } = process.env;
export const DEEP_LINK = "foryoure://amo-crm/callback";
const HOUR = 3600 * 1000;
const TEXTS = {
  linked: "amoCRM is connected.",
  declined: "You have not allowed access to amoCRM.",
  refused: "This is no answer to your request. Please connect again.",
  failed: "amoCRM could not be connected. Please try again.",
};
const consents = /** @type {Map<string, Consent>} */ (new Map()); // by the state that was handed out

export const callback = {
  /** Where the page's button leads. @param {Outcome} outcome @param {URLSearchParams} _query the callback's own */
  linkToApp: (outcome, _query) => DEEP_LINK + (outcome === "linked" ? "?success=true" : `?error=${outcome}`),
};

/** The same address opened again comes to what its first opening came to. @param {URLSearchParams} query */
async function settle(query) {
  const [state, code, host] = ["state", "code", "referer"].map((name) => query.get(name) ?? "");
  if (query.has("error")) return "declined";
  const consent = consents.get(state);
  if (!consent || consent.until < Date.now() || !code || !isAccountHost(host)) return "refused";
  consent.code ??= code;
  if (consent.code !== code) return "refused";
  consent.outcome ??= redeem(consent.person, host, code);
  return consent.outcome;
}

/** Spend a code; what it opened replaces whatever the person had linked. @returns {Promise<Outcome>}
 * @param {Person} person @param {string} host @param {string} code */
async function redeem(person, host, code) {
  try {
    const link = (person.link = await Link.open(host, code));
    link.queue(() => readAll(link)); // the page doesn't wait for it, the list of leads does
    return "linked";
  } catch (error) {
    console.error(`${host}: ${/** @type {Error} */ (error).message}`); // the error itself holds our secret
    return "failed";
  }
}

/** @param {Outcome} outcome @param {string} link */
const page = (outcome, link) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>amoCRM</title>
<p>${TEXTS[outcome]}</p>
<button onclick="window.open('${link.replaceAll("&", "&amp;")}', '_self')">Return to App</button></html>`;

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
    const link = links.of(response.locals.person);
    const outcome = link ? await redeem(response.locals.person, link.host, String(request.body?.code)) : "refused";
    response.status(outcome === "linked" ? 200 : 400).json({ outcome });
  });

  routes.get("/amo/return", async (request, response) => {
    const query = new URL(request.url, "http://localhost").searchParams;
    const outcome = await settle(query);
    response.type("html").send(page(outcome, callback.linkToApp(outcome, query)));
  });

  return routes;
}
