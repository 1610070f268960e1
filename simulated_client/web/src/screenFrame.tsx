/** One screen of the app: what a program that looks at it finds, and the alert over it. */

import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef } from "react";

import { AlertDialog } from "./alertDialog";
import { useApp, useLook } from "./appContext";

interface Props {
  readonly id: string;
  readonly connected?: boolean | null;
  readonly leadsState?: "none" | "loading" | "error" | "empty" | "list";
  readonly reason?: string | null;
  /** Its heading, for those who read by ear; to the eye the tab bar says it. */
  readonly label?: string;
  readonly children?: ReactNode;
}

export function ScreenFrame({ id, connected = null, leadsState = "none", reason = null, label, children }: Props) {
  const app = useApp();
  const look = useLook();
  const main = useRef<HTMLElement>(null);
  const closeAlert = useCallback(() => app.show(null), [app]);
  useLayoutEffect(look);
  useEffect(() => {
    // What had the focus is gone: whoever reads by ear goes on with what has come.
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  });
  return (
    <div
      className="screen"
      data-screen={id}
      data-connected={connected ?? ""}
      data-leads-state={leadsState}
      data-reason={app.alert?.reason ?? reason ?? undefined}
    >
      <main ref={main} tabIndex={-1} className={`content ${id.replace(".", "-")}`} inert={app.alert?.confirm !== undefined}>
        {label === undefined ? null : <h1 className="unseen">{label}</h1>}
        {children}
      </main>
      {app.alert === null ? null : <AlertDialog alert={app.alert} close={closeAlert} />}
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
