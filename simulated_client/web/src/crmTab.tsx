/** The CRM tab: its three queries, and when it asks again. Once opened it stays mounted, as tabs do; crm_tab.py. */

import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { useApp } from "./appContext";
import { Connection } from "./connection";
import type { AmoStatus, Pipelines } from "./crmAccount";
import { failureReason } from "./failureDetail";
import { filterKey } from "./leadFilter";
import { LeadList, useFound } from "./leadList";
import { loadLeads } from "./leads";
import { LEADS, PIPELINES, STATUS, TWO_SECONDS } from "./queryClient";
import { ScreenFrame, Words } from "./screenFrame";
import { text } from "./settings";

/** The pipelines are asked for only while amoCRM is connected. */
export function CrmTab({ covered }: { readonly covered: boolean }) {
  const app = useApp();
  const { api, behaviour, line, shape, chosen } = app;
  behaviour.declareTab();
  const status = useQuery<AmoStatus>({
    queryKey: STATUS,
    queryFn: () => line.run(() => behaviour.loadStatus(api)),
    retry: 0,
    refetchOnWindowFocus: behaviour.refetches.has("statusOnAppFocus"),
    ...(behaviour.firstStatus === null ? {} : { initialData: behaviour.firstStatus }),
  });
  const leads = useQuery({
    queryKey: [...LEADS, ...filterKey(chosen)],
    queryFn: () => line.run(() => loadLeads(api, behaviour.filterValues(chosen))),
    retry: 1,
    retryDelay: TWO_SECONDS,
    refetchOnWindowFocus: behaviour.refetches.has("leadsOnAppFocus"),
  });
  const found = useFound(leads, app.search);
  const connected = isConnected(status);
  const { pipelines: call } = shape;
  const pipelines = useQuery<Pipelines>({
    queryKey: PIPELINES,
    queryFn: () => line.run(() => (call === null ? Promise.reject(new Error("not offered")) : behaviour.loadPipelines(api, call))),
    enabled: connected && call !== null,
    retry: 1,
    retryDelay: TWO_SECONDS,
  });

  const { refetch: refetchStatus } = status;
  useEffect(() => {
    if (behaviour.refetches.has("statusOnTabFocus")) void refetchStatus();
  }, [app.crmVisits, behaviour, refetchStatus]);

  // Another choice is another query, which the hook has fetched already; the same one is asked for once more.
  const { refetch: refetchLeads } = leads;
  const shown = useRef({ choices: app.choices, key: filterKey(chosen).join() });
  useEffect(() => {
    const before = shown.current;
    shown.current = { choices: app.choices, key: filterKey(chosen).join() };
    if (before.choices !== app.choices && before.key === shown.current.key) void refetchLeads({ cancelRefetch: false });
  }, [app.choices, chosen, refetchLeads]);

  if (covered) return null;
  if (status.isPending) {
    return (
      <ScreenFrame id="crm.checking" label={text("home.crm")}>
        <div className="spinner" aria-hidden="true" />
        <Words className="muted">{text("crm.checking")}</Words>
      </ScreenFrame>
    );
  }
  return (
    <ScreenFrame
      label={text("home.crm")}
      id={connected ? "crm.connected" : "crm.not_connected"}
      connected={connected || (status.error === null ? (status.data?.connected ?? null) : null)}
      leadsState={found.state}
      reason={failureReason(status.error) ?? failureReason(leads.error)}
    >
      <Connection connected={connected} error={status.error} pipelines={call === null ? null : pipelines} />
      <LeadList leads={leads} found={found} choices={pipelines.data?.choices ?? []} />
    </ScreenFrame>
  );
}

function isConnected(status: UseQueryResult<AmoStatus>): boolean {
  return status.error === null && status.data?.connected === true;
}
