/** The window in which the list of leads is narrowed: by status, pipeline or stage. Whatever is picked closes it. */

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";

import { placeholders } from "./apiShape";
import { useApp } from "./appContext";
import { EVERYTHING, type LeadFilter, type Pipeline, STATUSES } from "./leadFilter";
import { localText, text } from "./settings";

interface Props {
  readonly choices: readonly Pipeline[];
}

export function FilterButton({ choices }: Props) {
  const { chosen } = useApp();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const names = [chosen.status, chosen.pipeline?.name, chosen.stage?.name].filter((name) => name != null && name !== "");
  return (
    <div className="filter">
      <button ref={button} type="button" className="filter-open" aria-haspopup="dialog" aria-expanded={open} aria-label={text("filter.open")} onClick={() => setOpen(true)} />
      <div className="chips">
        {(names.length > 0 ? names : [localText("all_stages")]).map((name, index) => (
          <span key={index} className="chip" dir="auto" data-text>
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
    const radios = box.current?.querySelectorAll<HTMLElement>('[role="radio"]');
    ([...(radios ?? [])].find((radio) => radio.getAttribute("aria-checked") === "true") ?? radios?.[0])?.focus();
  }, []);
  const pick = (filter: LeadFilter): void => {
    close();
    app.choose(filter);
  };
  const keyed = (event: KeyboardEvent): void => {
    if (event.key === "Escape") close();
    if (event.key === "Tab") keepInside(event, box.current);
  };
  const pipelines = chosen.pipeline === null ? choices : [chosen.pipeline];
  return (
    <div className="veil sheet-veil" onClick={close} onKeyDown={keyed}>
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
  return (
    <div role="radiogroup" aria-label={label} className="choices">
      <p aria-hidden="true" className="choices-label">
        {label}
      </p>
      {children}
    </div>
  );
}

function Choice(props: { readonly checked: boolean; readonly pick: () => void; readonly children: string }) {
  return (
    <button type="button" role="radio" aria-checked={props.checked} className="choice" dir="auto" onClick={props.pick}>
      {props.children}
    </button>
  );
}

function keepInside(event: KeyboardEvent, box: HTMLElement | null): void {
  const stops = [...(box?.querySelectorAll<HTMLElement>("button") ?? [])];
  const [first, last] = [stops[0], stops.at(-1)];
  if (document.activeElement !== (event.shiftKey ? first : last)) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
