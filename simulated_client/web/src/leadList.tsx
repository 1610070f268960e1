/** The lower part of the CRM tab: search, choice, and the cards of the leads, whatever the connection. */

import type { UseQueryResult } from "@tanstack/react-query";
import { memo } from "react";

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

type Leads = UseQueryResult<LeadCard[]>;

/** In which of its states the list is. */
export function leadsState({ data, error }: Leads, search: string): "loading" | "error" | "empty" | "list" {
  if (error !== null) return "error";
  if (data === undefined) return "loading";
  return found(data, search).length > 0 ? "list" : "empty";
}

export function LeadList({ leads, choices }: { readonly leads: Leads; readonly choices: readonly Pipeline[] }) {
  const app = useApp();
  const { data, error } = leads;
  const reload = (
    <button type="button" className="sign reload" aria-label={text("leads.refresh")} onClick={() => void leads.refetch()}>
      <Icon name="reload" />
    </button>
  );
  const loaded = error === null && data !== undefined;
  return (
    <section className="leads" aria-label={text("leads.region")} aria-busy={error === null && (!loaded || leads.isFetching)}>
      {reload}
      <label className={app.search === "" ? "search" : "search filled"}>
        <Icon name="search" />
        <span data-text={loaded ? "" : undefined}>{localText("search")}</span>
        <input type="search" value={app.search} onChange={(event) => app.typeSearch(event.target.value)} />
      </label>
      <FilterButton choices={choices} loaded={loaded} />
      {loaded ? <Cards leads={data} /> : null}
      {error === null ? null : (
        <>
          <Words className="problem">{text("leads.error")}</Words>
          <Words className="muted">{failureDetail(error)}</Words>
          <ScreenButton onPress={() => void leads.refetch()}>{text("leads.retry")}</ScreenButton>
        </>
      )}
      {error === null && data === undefined ? (
        <>
          <div className="spinner" aria-hidden="true" />
          <Words className="muted">{text("leads.loading")}</Words>
        </>
      ) : null}
    </section>
  );
}

function Cards({ leads }: { readonly leads: readonly LeadCard[] }) {
  const app = useApp();
  const cards = found(leads, app.search);
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
          <Card key={`${card.id} ${String(index)}`} lead={card} open={app.shape.lead === null ? null : () => app.openLead(card)} />
        ))}
      </ul>
    </>
  );
}

const Card = memo(function Card({ lead, open }: { readonly lead: LeadCard; readonly open: (() => void) | null }) {
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
      <button type="button" className="card" disabled={open === null} onClick={open ?? undefined}>
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

/** The cards that the search leaves, each with a name to show. */
function found(leads: readonly LeadCard[], search: string): LeadCard[] {
  return leads
    .map((lead) => ({ ...lead, name: lead.name || text("leads.no_name") }))
    .filter((lead) => contains(lead.name, search));
}
