/** What the host tells this phone: the backend's API, the texts, the language, which known bugs it has. */

import type { ApiShape } from "./apiShape";

export interface Settings {
  /** Whether a program presses the buttons: time is then virtual and `window.phone` is there. */
  readonly driven: boolean;
  readonly language: string;
  readonly scheme: string;
  readonly authorize_url: string;
  readonly client_id: string;
  readonly bugs: readonly string[];
  readonly api: ApiShape;
  /** `APP` of simulated_client/messages.py: what the app says, the same in every language. */
  readonly texts: Readonly<Record<string, string>>;
  /** `LOCALES[language]` of the same module: what follows the phone's language. */
  readonly locale: Readonly<Record<string, string>>;
  /** The standard phrase of each HTTP status. */
  readonly phrases?: Readonly<Record<string, string>>;
}

export class TextMissing extends Error {}

let current: Settings | null = null;

/** Ask the host. */
export async function loadSettings(): Promise<Settings> {
  const answer = await fetch("./settings.json", { cache: "no-store" });
  if (!answer.ok) throw new Error(`settings.json: ${answer.status}`);
  return use((await answer.json()) as Settings);
}

/** From now on these are the phone's. */
export function use(settings: Settings): Settings {
  current = settings;
  return settings;
}

/** A text of the app, its holes filled. */
export function text(key: string, holes: Readonly<Record<string, string | number>> = {}): string {
  return filled("texts", key, holes);
}

/** A text in the phone's language. */
export function localText(key: string, holes: Readonly<Record<string, string | number>> = {}): string {
  return filled("locale", key, holes);
}

/** The phrase of RFC 9110 for a status, empty for an unknown one. */
export function standardPhrase(status: number): string {
  return current?.phrases?.[status] ?? "";
}

function filled(table: "texts" | "locale", key: string, holes: Readonly<Record<string, string | number>>): string {
  const template = current?.[table][key];
  if (template === undefined) throw new TextMissing(`settings.json has no ${table}.${key}`);
  return template.replace(/\{(\w+)\}/gu, (hole, name: string) => String(holes[name] ?? hole));
}
