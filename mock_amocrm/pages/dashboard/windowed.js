// A list of thousands of which only what can be seen is in the page; arrow keys go from row to row.

import { el } from "./dom.js";

const SPARE = 6; // rows beyond each edge

/**
 * `make` draws an item as one element that can have the focus; `key` tells items apart; rows have one height in pixels.
 * Answers the element and `show(items)`.
 */
export function windowed({ label, height, key, make, className = "" }) {
  const inner = el("div", { class: "rows", role: "list", "aria-label": label });
  const element = el("div", { class: `windowed ${className}`, tabindex: "-1" }, inner);
  let items = [];
  let shown = new Map();
  let active = 0;
  let asked = false;

  function draw() {
    asked = false;
    const first = Math.max(0, Math.floor(element.scrollTop / height) - SPARE);
    const last = Math.min(items.length, Math.ceil((element.scrollTop + element.clientHeight) / height) + SPARE);
    const kept = new Map();
    for (let index = first; index < last; index += 1) {
      const item = items[index];
      const name = key(item);
      const known = shown.get(name);
      const row = known && known.item === item ? known : { item, element: drawn(item) };
      row.element.style.transform = `translateY(${index * height}px)`;
      row.element.setAttribute("aria-posinset", String(index + 1));
      row.element.setAttribute("aria-setsize", String(items.length));
      row.element.firstChild.tabIndex = index === active ? 0 : -1;
      row.index = index;
      kept.set(name, row);
    }
    const focused = [...shown].find(([, row]) => row.element.contains(document.activeElement))?.[0];
    for (const [name, row] of shown) if (kept.get(name) !== row) row.element.remove();
    for (const row of kept.values()) if (!row.element.isConnected) inner.append(row.element);
    shown = kept;
    const again = shown.get(focused)?.element.firstChild;
    if (again && !again.contains(document.activeElement)) again.focus({ preventScroll: true });
  }

  function drawn(item) {
    const row = el("div", { class: "row", role: "listitem" }, make(item));
    row.style.height = `${height}px`;
    return row;
  }

  function ask() {
    if (!asked) requestAnimationFrame(draw);
    asked = true;
  }

  function go(index) {
    active = Math.max(0, Math.min(items.length - 1, index));
    const top = active * height;
    if (top < element.scrollTop) element.scrollTop = top;
    if (top + height > element.scrollTop + element.clientHeight) element.scrollTop = top + height - element.clientHeight;
    draw();
    [...shown.values()].find((row) => row.index === active)?.element.firstChild.focus();
  }

  function steps(event) {
    const page = Math.max(1, Math.floor(element.clientHeight / height) - 1);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -items.length, End: items.length };
    if (event.altKey || event.ctrlKey || !(event.key in by)) return;
    event.preventDefault();
    go(active + by[event.key]);
  }

  element.addEventListener("scroll", ask, { passive: true });
  element.addEventListener("keydown", steps);
  element.addEventListener("focusin", (event) => {
    const row = [...shown.values()].find((each) => each.element.contains(event.target));
    if (row) active = row.index;
  });
  new ResizeObserver(ask).observe(element);

  return {
    element,
    /** Other items; `added` of them are new at the top, and whoever has scrolled away stays where they were. */
    show(next, { added = 0 } = {}) {
      items = next;
      inner.style.height = `${items.length * height}px`;
      if (added && element.scrollTop > 0) element.scrollTop += added * height;
      active = added ? Math.min(items.length - 1, active + added) : Math.min(active, Math.max(0, items.length - 1));
      draw();
    },
    focus: () => go(active),
    /** Give the focus to an item, wherever it is; false if it isn't here. */
    focusOn(name) {
      const index = items.findIndex((item) => key(item) === name);
      if (index >= 0) go(index);
      return index >= 0;
    },
  };
}
