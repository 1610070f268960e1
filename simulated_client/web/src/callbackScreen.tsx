/** The screen that a deep link opens. */

import { useApp } from "./appContext";
import type { CallbackVisit } from "./callbackVisit";
import { Mark } from "./icons";
import { ScreenButton, ScreenFrame, Words } from "./screenFrame";
import { text } from "./settings";

export function CallbackScreen({ visit }: { readonly visit: CallbackVisit }) {
  const app = useApp();
  const { state } = visit;
  if (state === "connecting") {
    return (
      <ScreenFrame id="callback.connecting">
        <div className="spinner" aria-hidden="true" />
        <Told title={text("callback.connecting")}>{text("callback.wait")}</Told>
      </ScreenFrame>
    );
  }
  if (state === "success") {
    return (
      <ScreenFrame id="callback.success">
        <Mark is="good" />
        <Told title={text("callback.success")}>{text("callback.redirecting")}</Told>
      </ScreenFrame>
    );
  }
  return (
    <ScreenFrame id="callback.error" reason={state.reason}>
      <Mark is="bad" />
      <Told title={text("callback.error")}>{text(state.missingCode ? "callback.missing_code" : "callback.try_again")}</Told>
      <ScreenButton onPress={() => app.openCrm()}>{text("callback.back")}</ScreenButton>
    </ScreenFrame>
  );
}

function Told({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <div role="status">
      <h1 className="title" data-text>
        {title}
      </h1>
      <Words className="muted">{children}</Words>
    </div>
  );
}
