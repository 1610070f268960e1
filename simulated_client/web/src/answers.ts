/** The backend's answers: refused or read, by the JMESPaths of the call that they belong to; answers.py. */

import jmespath from "jmespath";

import type { Call } from "./apiShape";
import { Refused, WrongShape } from "./failures";
import { standardPhrase } from "./settings";
import type { Response } from "./wire";

const NOT_JSON = Symbol("not JSON");

/** A success of the backend, read by the call's own JMESPaths. */
export class Answer {
  private readonly document: unknown;

  constructor(
    private readonly call: Call,
    response: Response,
  ) {
    this.document = parsed(response.body);
  }

  /** The value under that name, or null where there is none. */
  read(name: string): unknown {
    if (this.document === NOT_JSON) throw new WrongShape(`${this.endpoint} did not answer with JSON`);
    return readPath(this.call.read[name], this.document);
  }

  /** What lies at a path that isn't the call's own. */
  at(path: string): unknown {
    return this.document === NOT_JSON ? null : readPath(path, this.document);
  }

  /** The value, which must be an address that a browser can open. */
  readUrl(name: string): string {
    const url = this.readText(name);
    if (/^https?:\/\//u.test(url)) return url;
    throw new WrongShape(`${this.endpoint} has no web address at ${quoted(this.call.read[name])}`);
  }

  /** The value, which must be a string with something in it. */
  readText(name: string): string {
    const value = this.read(name);
    if (typeof value === "string" && value !== "") return value;
    throw new WrongShape(`${this.endpoint} has no string at ${quoted(this.call.read[name])} (${name})`);
  }

  private get endpoint(): string {
    return `${this.call.method} ${this.call.path}`;
  }
}

/** What a JMESPath finds in a document; no path finds null. */
export function readPath(path: string | undefined, document: unknown): unknown {
  return path === undefined ? null : ((jmespath.search(document, path) as unknown) ?? null);
}

/** The answer, unless it is a refusal. */
export function accepted(call: Call, response: Response): Answer {
  if (response.status < 200 || response.status >= 300) throw new Refused(response.status, messageOf(response));
  return new Answer(call, response);
}

/** What a refusal says, or the phrase of its status. */
export function messageOf(response: Response): string {
  const document = parsed(response.body);
  const message = document !== null && typeof document === "object" ? (document as { message?: unknown }).message : null;
  return typeof message === "string" ? message : standardPhrase(response.status);
}

/** As Python's repr shows a string, which both clients' messages do. */
export function quoted(text: string | undefined): string {
  if (text === undefined) return "None";
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  return mark + text.replace(mark === "'" ? /[\\']/gu : /\\/gu, "\\$&").replace(/\n/gu, "\\n") + mark;
}

function parsed(body: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) as unknown;
  } catch {
    return NOT_JSON;
  }
}
