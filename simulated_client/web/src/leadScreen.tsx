/** One lead's own screen, live from amoCRM through the backend. */

import { useQuery } from "@tanstack/react-query";

import { useApp } from "./appContext";
import type { Call } from "./apiShape";
import { failureReason } from "./failureDetail";
import { Icon, Mark } from "./icons";
import type { LeadCard, LeadDetail } from "./leads";
import { grouped } from "./numbers";
import { ScreenFrame } from "./screenFrame";
import { text } from "./settings";

export function LeadScreen({ lead, call }: { readonly lead: LeadCard; readonly call: Call }) {
  const app = useApp();
  const { data, error } = useQuery({
    queryKey: ["lead", lead.id],
    queryFn: () =>
      app.line.run(async () => app.behaviour.readLead(await app.api.call(call, app.behaviour.leadIds(lead)), lead)),
    retry: 1,
  });
  const back = (
    <button type="button" className="sign back" aria-label={text("lead.back")} onClick={() => app.openCrm()}>
      <Icon name="back" />
    </button>
  );
  if (error !== null) {
    return (
      <ScreenFrame id="lead.error" reason={failureReason(error)}>
        {back}
        <Mark is="bad" />
        <h1 className="title" data-text>
          {text("lead.error")}
        </h1>
      </ScreenFrame>
    );
  }
  return (
    <ScreenFrame id="lead">
      {back}
      <h1 className="title" data-text>
        {text("lead.title")}
      </h1>
      {data === undefined ? <div className="spinner" aria-hidden="true" /> : <Details lead={data} />}
    </ScreenFrame>
  );
}

function Details({ lead }: { readonly lead: LeadDetail }) {
  const rows: [string, string][] = [[text("lead.name"), lead.name || text("leads.no_name")]];
  if (lead.price !== null) rows.push([text("lead.price"), text("leads.price", { price: grouped(lead.price) })]);
  if (lead.phone !== null) rows.push([text("lead.contact"), lead.phone]);
  return (
    <dl className="card details">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt data-text>{label}</dt>
          <dd dir="auto" data-text>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
