/** Known bugs, each as a developer once wrote it: it replaces one piece of the correct code. */
import express from "express";
import { callback } from "./connecting.js";
import { webhook } from "./leads.js";
import { everybody, links } from "./people.js";

/** @type {Record<string, () => void>} */
const BUGS = {
  // The callback has spent the code and hands it to the app all the same, which exchanges it once more.
  "code-in-deep-link": () => {
    const { tell } = callback;
    callback.tell = (outcome, query) => {
      const { code, state } = Object.fromEntries(query);
      return outcome === "linked" ? new URLSearchParams({ code, state }) : tell(outcome, query);
    };
  },
  // Whoever has no token of their own gets somebody else's.
  "token-shared": () => {
    links.of = (person) => person.link ?? everybody().find(({ link }) => link)?.link ?? null;
  },
  // The app speaks JSON, so the server reads JSON; amoCRM's webhooks are forms.
  "webhook-form-unread": () => {
    webhook.reader = () => express.json();
  },
};

/** @param {string} bug */
export function switchOn(bug) {
  if (!Object.hasOwn(BUGS, bug)) throw new Error(`no bug is called ${bug}; known: ${Object.keys(BUGS).join(", ")}`);
  BUGS[bug]();
}
