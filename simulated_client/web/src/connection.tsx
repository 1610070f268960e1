/** The upper part of the CRM tab: the banner that offers to connect, or the badge that says it is done. */

import type { UseQueryResult } from "@tanstack/react-query";

import { useApp } from "./appContext";
import type { Pipelines } from "./crmAccount";
import { failureDetail } from "./failureDetail";
import { Icon } from "./icons";
import { ScreenButton, Words } from "./screenFrame";
import { text } from "./settings";

interface Props {
  readonly connected: boolean;
  readonly error: Error | null;
  /** Null where the backend offers no pipelines. */
  readonly pipelines: UseQueryResult<Pipelines> | null;
}

export function Connection({ connected, error, pipelines }: Props) {
  const app = useApp();
  if (!connected) {
    return (
      <section className="banner">
        <Icon name="link" />
        <Words className="banner-title">{text("crm.banner")}</Words>
        {error === null ? null : (
          <Words className="problem">{text("crm.status.error", { detail: failureDetail(error) })}</Words>
        )}
        <ScreenButton onPress={() => void app.connect()}>{text("crm.connect")}</ScreenButton>
      </section>
    );
  }
  return (
    <section className="badge">
      <Icon name="good" />
      <div className="badge-words">
        <Words className="badge-title">{text("crm.badge")}</Words>
        {pipelines === null ? null : <Words className="muted">{pipelinesText(pipelines)}</Words>}
      </div>
      {app.shape.disconnect === null ? null : (
        <ScreenButton kind="quiet" onPress={() => app.askToDisconnect()}>
          {text("crm.disconnect")}
        </ScreenButton>
      )}
    </section>
  );
}

function pipelinesText({ data, error }: UseQueryResult<Pipelines>): string {
  if (error !== null) return text("pipelines.error", { detail: failureDetail(error) });
  if (data === undefined) return text("pipelines.loading");
  return text("pipelines.loaded", { pipelines: data.pipelines, stages: data.stages });
}
