/** What is on the phone's screen, read from the page as a person reads it; screen.py, with Python's names. */

export interface ReadLead {
  readonly id: string;
  readonly amo_id: number | null;
  readonly name: string;
  readonly phone: string | null;
  readonly price: number | null;
  readonly status: string | null;
}

export interface Screen {
  readonly id: string;
  readonly texts: readonly string[];
  readonly buttons: readonly string[];
  readonly connected: boolean | null;
  readonly leads_state: string;
  readonly leads: readonly ReadLead[];
  readonly reason: string | null;
  /** When it became this, in the phone's seconds. */
  readonly at: number;
}

/** Read what the page shows now. */
export function readScreen(at: number): Screen {
  const shown = document.querySelector<HTMLElement>("[data-screen]");
  if (shown === null) throw new Error("the page shows no screen of the app");
  const { screen = "", connected, leadsState = "none", reason } = shown.dataset;
  return {
    id: screen,
    texts: words(shown, "[data-text]"),
    buttons: words(shown, "[data-button]"),
    connected: connected === "true" ? true : connected === "false" ? false : null,
    leads_state: leadsState,
    leads: [...shown.querySelectorAll<HTMLElement>("[data-lead]")].map(readLead),
    reason: reason ?? null,
    at,
  };
}

/** Equal for screens that a person could not tell apart. */
export function lookOf(screen: Screen): string {
  return JSON.stringify({ ...screen, at: 0 });
}

function words(shown: HTMLElement, selector: string): string[] {
  return [...shown.querySelectorAll(selector)].map((element) => element.textContent ?? "");
}

function readLead(card: HTMLElement): ReadLead {
  const { id = "", amoId, price, phone, status } = card.dataset;
  return {
    id,
    amo_id: amoId === undefined ? null : Number(amoId),
    name: card.querySelector("[data-name]")?.textContent ?? "",
    phone: phone ?? null,
    price: price === undefined ? null : Number(price),
    status: status ?? null,
  };
}
