/** The window in which the list of leads is narrowed: by status, pipeline or stage. Whatever is picked closes it. */

import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useRef, useState } from "react";

import { placeholders } from "./apiShape";
import { useApp } from "./appContext";
import { keepInside, useEscape } from "./coveringWindow";
import { Icon } from "./icons";
import { EVERYTHING, type LeadFilter, type Pipeline, STATUSES } from "./leadFilter";
import { localText, text } from "./settings";

interface Props {
  readonly choices: readonly Pipeline[];
}

/** It stays while the list is loaded anew or could not be; what is chosen is then no part of what the screen says. */
export function FilterButton({ choices, loaded }: Props & { readonly loaded: boolean }) {
  const { chosen } = useApp();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => {
    setOpen(false);
    button.current?.focus();
  }, []);
  const names = [chosen.status, chosen.pipeline?.name, chosen.stage?.name].filter((name) => name != null && name !== "");
  return (
    <div className="filter">
      <button ref={button} type="button" className="sign" aria-haspopup="dialog" aria-expanded={open} aria-label={text("filter.open")} onClick={() => setOpen(true)}>
        <Icon name="filter" />
      </button>
      <div className="chips">
        {(names.length > 0 ? names : [localText("all_stages")]).map((name, index) => (
          <span key={index} className="chip" dir="auto" data-text={loaded ? "" : undefined}>
            {name}
          </span>
        ))}
      </div>
      {open ? <FilterSheet choices={choices} close={close} /> : null}
    </div>
  );
}

function FilterSheet({ choices, close }: Props & { readonly close: () => void }) {
  const app = useApp();
  const { chosen } = app;
  const box = useRef<HTMLDivElement>(null);
  const asked = placeholders(app.shape.leads);
  useEffect(() => {
    const radios = radiosOf(box.current);
    (radios.find((radio) => radio.ariaChecked === "true") ?? radios[0] ?? box.current?.querySelector("button"))?.focus();
  }, []);
  const pick = (filter: LeadFilter): void => {
    close();
    app.choose(filter);
  };
  useEscape(close);
  const pipelines = chosen.pipeline === null ? choices : [chosen.pipeline];
  return (
    <div className="veil sheet-veil" onClick={close} onKeyDown={(event) => keepInside(event, box.current)}>
      <div ref={box} className="sheet" role="dialog" aria-modal="true" aria-label={text("filter.open")} onClick={(event) => event.stopPropagation()}>
        <div className="grabber" aria-hidden="true" />
        {asked.has("status") ? (
          <Choices label={text("filter.status")}>
            <Choice checked={chosen.status === null} pick={() => pick({ ...chosen, status: null })}>
              {text("filter.all")}
            </Choice>
            {STATUSES.map((status) => (
              <Choice key={status} checked={chosen.status === status} pick={() => pick({ ...chosen, status })}>
                {status}
              </Choice>
            ))}
          </Choices>
        ) : null}
        {asked.has("pipeline_id") ? (
          <Choices label={text("filter.pipeline")}>
            {choices.map((pipeline, index) => (
              <Choice key={index} checked={chosen.pipeline?.id === pipeline.id} pick={() => pick({ ...chosen, pipeline, stage: null })}>
                {pipeline.name}
              </Choice>
            ))}
          </Choices>
        ) : null}
        {asked.has("stage_id") ? (
          <Choices label={text("filter.stage")}>
            {pipelines.flatMap((pipeline, row) =>
              pipeline.stages.map((stage, column) => (
                <Choice
                  key={`${String(row)} ${String(column)}`}
                  checked={chosen.pipeline?.id === pipeline.id && chosen.stage?.id === stage.id}
                  pick={() => pick({ ...chosen, pipeline, stage })}
                >
                  {stage.name}
                </Choice>
              )),
            )}
          </Choices>
        ) : null}
        <button type="button" className="button quiet" onClick={() => pick(EVERYTHING)}>
          {text("filter.clear")}
        </button>
      </div>
    </div>
  );
}

function Choices({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const group = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    // One stop for the Tab key; from there the arrows go on, and Enter picks.
    const radios = radiosOf(group.current);
    const stop = radios.find((radio) => radio.ariaChecked === "true") ?? radios[0];
    for (const radio of radios) radio.tabIndex = radio === stop ? 0 : -1;
  });
  const keyed = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const radios = radiosOf(group.current);
    const at = radios.indexOf(document.activeElement as HTMLElement);
    radios.at((at + step) % radios.length)?.focus();
  };
  return (
    <div ref={group} role="radiogroup" aria-labelledby={id} className="choices" onKeyDown={keyed}>
      <p id={id} className="choices-label">
        {label}
      </p>
      {children}
    </div>
  );
}

function Choice(props: { readonly checked: boolean; readonly pick: () => void; readonly children: string }) {
  return (
    <button type="button" role="radio" aria-checked={props.checked} className="choice" onClick={props.pick}>
      <span dir="auto">{props.children}</span>
    </button>
  );
}

function radiosOf(place: HTMLElement | null): HTMLElement[] {
  return [...(place?.querySelectorAll<HTMLElement>('[role="radio"]') ?? [])];
}
