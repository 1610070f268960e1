/** A dialog over the screen: a question with its two answers, or a notice that goes away with whatever is done next. */

import { useEffect, useId, useRef } from "react";

import type { Alert } from "./app";
import { keepInside, useEscape } from "./coveringWindow";
import { text } from "./settings";

interface Props {
  readonly alert: Alert;
  readonly close: () => void;
}

export function AlertDialog({ alert, close }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const { confirm } = alert;
  const asks = confirm !== undefined;
  useEscape(close);

  useEffect(() => {
    const before = document.activeElement;
    box.current?.querySelector("button")?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [alert]);

  useEffect(() => {
    const clicked = (event: Event): void => {
      if (!asks && !(event.target instanceof Node && box.current?.contains(event.target))) close();
    };
    document.addEventListener("click", clicked, true);
    return () => document.removeEventListener("click", clicked, true);
  }, [asks, close]);

  return (
    <div className={asks ? "veil" : "veil notice"} onKeyDown={(event) => (asks ? keepInside(event, box.current) : undefined)}>
      <div ref={box} role="alertdialog" aria-modal={asks} aria-labelledby={`${id}0`} aria-describedby={`${id}1`} className="alert">
        {alert.texts.map((words, index) => (
          <p key={index} id={id + String(index)} className={index === 0 ? "alert-title" : undefined} data-text>
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
