/** The lower part of the CRM tab: search, choice, and the cards of the leads, whatever the connection. */

import type { UseQueryResult } from "@tanstack/react-query";
import { memo, useMemo } from "react";

import { useApp } from "./appContext";
import { failureDetail } from "./failureDetail";
import { FilterButton } from "./filterSheet";
import { Icon } from "./icons";
import { filterKey, type Pipeline } from "./leadFilter";
import type { LeadCard } from "./leads";
import { grouped } from "./numbers";
import { contains } from "./search";
import { ScreenButton, Words } from "./screenFrame";
import { localText, text } from "./settings";

/** The list as it is searched. */
export interface Found {
  readonly state: "loading" | "error" | "empty" | "list";
  readonly cards: readonly LeadCard[];
}

/** The cards that the search leaves, each with a name to show. */
export function useFound({ data, error }: UseQueryResult<LeadCard[]>, search: string): Found {
  const named = useMemo(() => data?.map((lead) => ({ ...lead, name: lead.name || text("leads.no_name") })), [data]);
  const cards = useMemo(() => named?.filter((lead) => contains(lead.name, search)) ?? [], [named, search]);
  if (error !== null) return { state: "error", cards: [] };
  if (data === undefined) return { state: "loading", cards: [] };
  return { state: cards.length > 0 ? "list" : "empty", cards };
}

interface Props {
  readonly leads: UseQueryResult<LeadCard[]>;
  readonly found: Found;
  readonly choices: readonly Pipeline[];
}

export function LeadList({ leads, found: { state, cards }, choices }: Props) {
  const app = useApp();
  const { error } = leads;
  const reload = (
    <button type="button" className="sign reload" aria-label={text("leads.refresh")} onClick={() => void leads.refetch()}>
      <Icon name="reload" />
    </button>
  );
  const loaded = state === "list" || state === "empty";
  return (
    <section className="leads" aria-label={text("leads.region")} aria-busy={error === null && (!loaded || leads.isFetching)}>
      {reload}
      <label className={app.search === "" ? "search" : "search filled"}>
        <Icon name="search" />
        <span data-text={loaded ? "" : undefined}>{localText("search")}</span>
        <input type="search" value={app.search} onChange={(event) => app.typeSearch(event.target.value)} />
      </label>
      <FilterButton choices={choices} loaded={loaded} />
      {loaded ? <Cards cards={cards} /> : null}
      {error === null ? null : (
        <>
          <Words className="problem">{text("leads.error")}</Words>
          <Words className="muted">{failureDetail(error)}</Words>
          <ScreenButton onPress={() => void leads.refetch()}>{text("leads.retry")}</ScreenButton>
        </>
      )}
      {state === "loading" ? (
        <>
          <div className="spinner" aria-hidden="true" />
          <Words className="muted">{text("leads.loading")}</Words>
        </>
      ) : null}
    </section>
  );
}

function Cards({ cards }: { readonly cards: readonly LeadCard[] }) {
  const app = useApp();
  if (cards.length === 0) {
    const narrowed = app.search !== "" || filterKey(app.chosen).length > 0;
    return <Words className="nothing">{text(narrowed ? "leads.not_found" : "leads.empty")}</Words>;
  }
  return (
    <>
      <div role="status">
        <Words className="muted">{localText("leads_found", { count: cards.length })}</Words>
      </div>
      <ul className="cards">
        {cards.map((card, index) => (
          <Card key={`${card.id} ${String(index)}`} lead={card} open={app.shape.lead === null ? null : app.openLead} />
        ))}
      </ul>
    </>
  );
}

const Card = memo(function Card({ lead, open }: { readonly lead: LeadCard; readonly open: ((lead: LeadCard) => void) | null }) {
  const { id, amoId, name, phone, price, status } = lead;
  return (
    <li
      data-lead
      data-id={id}
      data-amo-id={amoId ?? undefined}
      data-price={price ?? undefined}
      data-phone={phone ?? undefined}
      data-status={status ?? undefined}
    >
      <button type="button" className="card" disabled={open === null} onClick={() => open?.(lead)}>
        <span className="card-name" dir="auto" data-name data-text>
          {name}
        </span>
        {price === null ? null : (
          <span className="card-price" data-text>
            {text("leads.price", { price: grouped(price) })}
          </span>
        )}
      </button>
    </li>
  );
});
