/** Which endpoints the app calls, and where the values it needs lie in their answers; api_shape.py, whose host sends it. */

export type Values = Readonly<Record<string, unknown>>;

/** One endpoint. Path and body are templates with {placeholders}; `read` has a JMESPath for each result. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly read: Readonly<Record<string, string>>;
}

/** A call that is null isn't offered by this backend. */
export interface ApiShape {
  readonly sign_in: Call;
  readonly status: Call;
  readonly leads: Call;
  readonly refresh: Call | null;
  readonly connect: Call | null;
  readonly lead: Call | null;
  readonly exchange_code: Call | null;
  readonly disconnect: Call | null;
  readonly pipelines: Call | null;
  readonly stages: Call | null;
}

const PLACEHOLDER = /\{(\w+)\}/gu;

/** The names that the templates ask for. */
export function placeholders(call: Call): ReadonlySet<string> {
  return new Set(named(call.path + JSON.stringify(call.body ?? null)));
}

/** The path with its values percent-encoded; a parameter of the query whose value is null is left out. */
export function filledPath(call: Call, values: Values): string {
  const mark = call.path.indexOf("?");
  const path = mark < 0 ? call.path : call.path.slice(0, mark);
  const parameters = mark < 0 ? [] : call.path.slice(mark + 1).split("&");
  const asked = parameters.filter((parameter) => named(parameter).every((name) => values[name] != null));
  const template = asked.length > 0 ? `${path}?${asked.join("&")}` : path;
  return template.replace(PLACEHOLDER, (_, name: string) => percentEncoded(asWord(values[name])));
}

/** The body as JSON, or null for a call without one. */
export function filledBody(call: Call, values: Values): string | null {
  return call.body == null ? null : JSON.stringify(filled(call.body, values));
}

function filled(template: unknown, values: Values): unknown {
  if (typeof template === "string") {
    const whole = /^\{(\w+)\}$/u.exec(template);
    if (whole?.[1] !== undefined) return values[whole[1]] ?? null;
    return template.replace(PLACEHOLDER, (_, name: string) => asWord(values[name]));
  }
  if (Array.isArray(template)) return template.map((each) => filled(each, values));
  if (template !== null && typeof template === "object") {
    return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, filled(value, values)]));
  }
  return template;
}

function named(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? "");
}

function asWord(value: unknown): string {
  return value == null ? "None" : String(value);
}

/** Only what RFC 3986 leaves unreserved stays as it is. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
