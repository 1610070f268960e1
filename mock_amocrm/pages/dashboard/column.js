// One stage of the board: a list of cards that takes cards dropped on it.

import { el, words } from "./dom.js";
import { number } from "./texts.js";
import { windowed } from "./windowed.js";

const CARD = 84;
const DRAGGED = "text/x-lead-id";
const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

/** `edit(lead)`, `move(id, stage)` and `step(lead, by)` are what can be done with a card. */
export function columnOf(stage, { edit, move, step }) {
  const count = el("span", { class: "quiet" });
  const list = windowed({ label: stage.name, height: CARD, key: (lead) => lead.id, make: card, className: "cards-of-stage" });
  const head = el("h3", {}, words(stage.name), " ", count);
  head.style.borderColor = stage.color;
  const element = el("section", { class: "column", "aria-label": stage.name, "data-stage": stage.id }, head, list.element);

  function card(lead) {
    const whose = [lead.contact, lead.phone].filter(Boolean).join(" · ");
    const made = el(
      "div",
      { class: "lead", role: "button", draggable: "true", "data-lead": lead.id, "aria-keyshortcuts": "Alt+ArrowLeft Alt+ArrowRight" },
      words(lead.name || `#${lead.id}`, { class: "words title" }),
      el("span", { class: "price" }, number(lead.price)),
      words(whose || " ", { class: "words quiet" }),
    );
    made.addEventListener("click", () => edit(lead));
    made.addEventListener("dragstart", (event) => event.dataTransfer.setData(DRAGGED, String(lead.id)));
    made.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") edit(lead);
      else if (event.altKey && event.key in STEPS) step(lead, STEPS[event.key]);
      else return;
      event.preventDefault();
    });
    return made;
  }

  element.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    element.classList.add("over");
  });
  element.addEventListener("dragleave", (event) => {
    if (!element.contains(event.relatedTarget)) element.classList.remove("over");
  });
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    element.classList.remove("over");
    move(Number(event.dataTransfer.getData(DRAGGED)), stage);
  });

  return {
    element,
    focusOn: list.focusOn,
    show(leads) {
      count.textContent = number(leads.length);
      list.show(leads);
    },
  };
}
