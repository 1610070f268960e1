/** The Tab key stays inside a window that covers the rest. */

import type { KeyboardEvent } from "react";

export function keepInside(event: KeyboardEvent, box: HTMLElement | null): void {
  if (event.key !== "Tab" || box === null) return;
  const stops = [...box.querySelectorAll<HTMLElement>("button, input, a[href]")].filter((stop) => stop.tabIndex >= 0);
  const [first, last] = [stops[0], stops.at(-1)];
  const inside = stops.includes(document.activeElement as HTMLElement);
  if (inside && document.activeElement !== (event.shiftKey ? first : last)) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
