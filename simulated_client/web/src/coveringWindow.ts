/** What every window that covers the rest does for a keyboard: Tab stays inside, Escape closes. */

import { type KeyboardEvent as Pressed, useEffect } from "react";

export function keepInside(event: Pressed, box: HTMLElement | null): void {
  if (event.key !== "Tab" || box === null) return;
  const stops = [...box.querySelectorAll<HTMLElement>("button, input, a[href]")].filter((stop) => stop.tabIndex >= 0);
  const [first, last] = [stops[0], stops.at(-1)];
  const inside = stops.includes(document.activeElement as HTMLElement);
  if (inside && document.activeElement !== (event.shiftKey ? first : last)) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

/** Wherever the focus is: a click beside the buttons takes it away from all of them. */
export function useEscape(close: () => void): void {
  useEffect(() => {
    const typed = (event: KeyboardEvent): void => {
      if (event.key === "Escape") close();
    };
    document.addEventListener("keydown", typed, true);
    return () => document.removeEventListener("keydown", typed, true);
  }, [close]);
}
