/** One screen of the app: what a program that looks at it finds, and the alert over it. */

import { type ReactNode, useLayoutEffect } from "react";

import { AlertDialog } from "./alertDialog";
import { useApp, useLook } from "./appContext";

interface Props {
  readonly id: string;
  readonly connected?: boolean | null;
  readonly leadsState?: "none" | "loading" | "error" | "empty" | "list";
  readonly reason?: string | null;
  readonly heading?: string;
  readonly children?: ReactNode;
}

export function ScreenFrame({ id, connected = null, leadsState = "none", reason = null, heading, children }: Props) {
  const app = useApp();
  const look = useLook();
  useLayoutEffect(look);
  return (
    <div
      className="screen"
      data-screen={id}
      data-connected={connected ?? ""}
      data-leads-state={leadsState}
      data-reason={app.alert?.reason ?? reason ?? undefined}
    >
      <main className={`content ${id.replace(".", "-")}`} inert={app.alert?.confirm !== undefined} aria-label={heading}>
        {children}
      </main>
      {app.alert === null ? null : <AlertDialog alert={app.alert} close={() => app.show(null)} />}
    </div>
  );
}

/** Something to read. */
export function Words({ children, className }: { readonly children: string; readonly className?: string }) {
  return (
    <p className={className} dir="auto" data-text>
      {children}
    </p>
  );
}

/** Something to press that the screen offers. */
export function ScreenButton(props: {
  readonly children: string;
  readonly onPress?: () => void;
  readonly kind?: "main" | "quiet" | "danger";
  readonly submits?: boolean;
}) {
  return (
    <button
      type={props.submits === true ? "submit" : "button"}
      className={`button ${props.kind ?? "main"}`}
      onClick={props.onPress}
      data-button
    >
      {props.children}
    </button>
  );
}
