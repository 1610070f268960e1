/** The deep link that brings a person back from the browser, and what the app concludes from it; deep_link.py. */

import { likeness } from "./likeness";

const HOST = "amo-crm";
const PATH = "/callback";

/** Like Expo Router's: a string, several of them if the name was repeated, or nothing. */
export type Parameter = string | readonly string[] | null;

/** The parameters that the callback screen looks at. */
export interface CallbackLink {
  readonly success: Parameter;
  readonly code: Parameter;
  readonly error: Parameter;
}

/** A link that the app doesn't open: which part is wrong, what it says, what it ought to say. */
export interface Unreadable {
  readonly part: "scheme" | "path";
  readonly found: string;
  readonly expected: string;
  readonly near: boolean;
}

export type Verdict =
  /** The backend has exchanged the code already; only what the app knows is out of date. */
  | { readonly is: "connected" }
  /** The app is to exchange the code itself, as the old one did. */
  | { readonly is: "exchange"; readonly code: string }
  /** Shown as an error; the reason is the link's own or the app's. */
  | NotConnected;

export interface NotConnected {
  readonly is: "not connected";
  readonly reason: string;
  readonly missingCode: boolean;
}

/** An error wins; `success` must be exactly "true"; a bare code is what an older backend sends on success. */
export function judge(link: CallbackLink): Verdict {
  if (link.error) return failed(link.error);
  return link.success === "true" || oneCode(link) !== null ? { is: "connected" } : missingCode();
}

/** Knows nothing of `success` and wants a code to exchange. */
export function judgeLikeTheOldApp(link: CallbackLink): Verdict {
  if (link.error) return failed(link.error);
  const code = oneCode(link);
  return code === null ? missingCode() : { is: "exchange", code };
}

/** Parse a link as the phone's system and the app's router would. */
export function readLink(url: string, scheme: string): CallbackLink | Unreadable {
  const parts = split(url.trim());
  if (parts === null) {
    return { part: "scheme", found: url.split("?", 1)[0] ?? "", expected: scheme, near: false };
  }
  if (parts.scheme !== scheme.toLowerCase()) return unreadable("scheme", parts.scheme, scheme);
  if (parts.host.toLowerCase() !== HOST || parts.path.replace(/\/+$/u, "") !== PATH) {
    return unreadable("path", parts.host + parts.path, HOST + PATH);
  }
  const parameters = parsedQuery(parts.query);
  const parameter = (name: string): Parameter => {
    const values = parameters.filter(([its]) => its === name).map(([, value]) => value);
    return values.length > 1 ? values : (values[0] ?? null);
  };
  return { success: parameter("success"), code: parameter("code"), error: parameter("error") };
}

export function isUnreadable(link: CallbackLink | Unreadable): link is Unreadable {
  return "part" in link;
}

function unreadable(part: Unreadable["part"], found: string, expected: string): Unreadable {
  return { part, found, expected, near: likeness(found, expected) >= 0.6 };
}

function failed(error: string | readonly string[]): NotConnected {
  return { is: "not connected", reason: typeof error === "string" ? error : (error[0] ?? ""), missingCode: false };
}

function missingCode(): NotConnected {
  return { is: "not connected", reason: "missing_code", missingCode: true };
}

function oneCode(link: CallbackLink): string | null {
  return typeof link.code === "string" && link.code !== "" ? link.code : null;
}

interface Parts {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

/** As urllib.parse.urlsplit, not as the browser's URL: that one decodes, and knows no hosts of foreign schemes. */
function split(url: string): Parts | null {
  const plain = url.replace(/^[\u0000-\u0020]+/u, "").replace(/[\t\r\n]/gu, "");
  const found = /^(?:([a-z][a-z\d+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?/isu.exec(plain);
  const [, scheme = "", host = "", path = "", query = ""] = found ?? [];
  const brackets = host.includes("[") || host.includes("]");
  const disguised = /[/?#@:]/u.test(host.replace(/[@:#?]/gu, "").normalize("NFKC"));
  return brackets || disguised ? null : { scheme: scheme.toLowerCase(), host, path, query };
}

/** As urllib.parse.parse_qs with keep_blank_values: a name without a value has an empty one. */
function parsedQuery(query: string): [string, string][] {
  return query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      return equals < 0 ? [decoded(pair), ""] : [decoded(pair.slice(0, equals)), decoded(pair.slice(equals + 1))];
    });
}

function decoded(text: string): string {
  return text.replaceAll("+", " ").replace(/(?:%[\da-f]{2})+/giu, (run) => {
    const bytes = run.slice(1).split("%").map((byte) => Number.parseInt(byte, 16));
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(new Uint8Array(bytes));
  });
}
