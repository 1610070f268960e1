/** People of the app, their sessions, and whose link is whose. Kept in memory: this is an example. */
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { Router } from "express";
import { refusal } from "./refusal.js";

/** @typedef {import("./amo.js").Link} Link */
/** @typedef {{salt: Buffer, digest: Buffer, link: Link | null}} Person */

const WEEK = 7 * 24 * 3600 * 1000;
const people = /** @type {Map<string, Person>} */ (new Map());
const sessions = /** @type {Map<string, {person: Person, until: number}>} */ (new Map());
const digestOf = /** @type {(secret: string, salt: Buffer, length: number) => Promise<Buffer>} */ (promisify(scrypt));
const isText = (/** @type {unknown} */ value) => typeof value === "string" && value !== "";

export const everybody = () => [...people.values()];

export const links = {
  /** A person's own link, while it lives. @param {Person} person */
  of: (person) => (person.link?.dead ? null : person.link),

  /** Those of everybody who has connected this account. @param {number} account */
  ofAccount: (account) => everybody().flatMap(({ link }) => (link?.account === account ? [link] : [])),
};

/** @param {import("express").Request} request @param {import("express").Response} response @param {() => void} next */
export const signedIn = (request, response, next) => {
  const session = sessions.get((request.get("Authorization") ?? "").replace(/^Bearer /, ""));
  if (!session || session.until < Date.now()) throw refusal(401, "sign in first");
  response.locals.person = session.person;
  next();
};

export function peopleRoutes() {
  const routes = Router();

  routes.post("/people", async (request, response) => {
    const { mail, secret } = request.body ?? {};
    if (!isText(mail) || !isText(secret)) throw refusal(400, "mail and secret are needed");
    const salt = randomBytes(16);
    const digest = await digestOf(secret, salt, 32);
    if (people.has(mail)) throw refusal(409, "this mail is taken");
    people.set(mail, { salt, digest, link: null });
    response.status(201).json({ person: { mail } });
  });

  routes.post("/sessions", async (request, response) => {
    const { mail, secret } = request.body ?? {};
    const person = people.get(mail);
    const right = person && timingSafeEqual(person.digest, await digestOf(String(secret), person.salt, 32));
    if (!right) throw refusal(401, "wrong mail or secret");
    const key = randomBytes(32).toString("base64url");
    sessions.set(key, { person, until: Date.now() + WEEK });
    response.status(201).json({ session: { key } });
  });

  return routes;
}
