/** A dialog over the screen: a question with its two answers, or a notice that goes away with whatever is done next. */

import { type KeyboardEvent, useEffect, useId, useRef } from "react";

import type { Alert } from "./app";
import { text } from "./settings";

export function AlertDialog({ alert, close }: { readonly alert: Alert; readonly close: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const { confirm } = alert;

  useEffect(() => {
    const before = document.activeElement;
    box.current?.querySelector("button")?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [alert]);

  useEffect(() => {
    if (confirm !== undefined) return undefined;
    const away = (event: Event): void => {
      if (!(event.target instanceof Node && box.current?.contains(event.target))) close();
    };
    document.addEventListener("click", away, true);
    return () => document.removeEventListener("click", away, true);
  }, [confirm, close]);

  const pressed = (event: KeyboardEvent): void => {
    if (event.key === "Escape") close();
    if (event.key === "Tab") keepInside(event, box.current);
  };

  return (
    <div className={confirm === undefined ? "veil notice" : "veil"} onKeyDown={pressed}>
      <div ref={box} role="alertdialog" aria-modal={confirm !== undefined} aria-labelledby={`${id}0`} aria-describedby={`${id}1`} className="alert">
        {alert.texts.map((words, index) => (
          <p key={words} id={id + String(index)} className={index === 0 ? "alert-title" : undefined} data-text>
            {words}
          </p>
        ))}
        <div className="alert-buttons">
          {confirm === undefined ? (
            <button type="button" className="button quiet" onClick={close}>
              {text("alert.close")}
            </button>
          ) : (
            <>
              <button type="button" className="button quiet" onClick={close} data-button>
                {confirm.cancel}
              </button>
              <button type="button" className="button danger" onClick={confirm.do} data-button>
                {confirm.label}
              </button>
            </>
          )}
        </div>
      </div>
    </div>
  );
}

function keepInside(event: KeyboardEvent, box: HTMLElement | null): void {
  const buttons = [...(box?.querySelectorAll("button") ?? [])];
  const [first, last] = [buttons[0], buttons.at(-1)];
  const edge = event.shiftKey ? first : last;
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
