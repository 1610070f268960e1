// The control API: the dashboard knows no other door to the fake.

import { tell } from "./dom.js";

export class Refused extends Error {}

/** The answer's JSON; a refusal is told to whoever looks, and thrown. */
export async function call(method, path, body, { quietly = false } = {}) {
  let answer;
  try {
    answer = await fetch(`/_mock${path}`, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    throw new Refused(error.message);
  }
  const text = await answer.text();
  const document = text ? JSON.parse(text) : null;
  if (answer.ok) return document;
  if (!quietly) tell(document?.detail ?? `${answer.status}`, { isError: true });
  throw new Refused(document?.detail ?? answer.status);
}

export const get = (path, options) => call("GET", path, undefined, options);

/** A path below an account. */
export const of = (account, rest = "") => `/accounts/${encodeURIComponent(account)}${rest}`;
