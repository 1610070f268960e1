/** The phone as it is drawn: its frame, the app or what covers it. */

import { AppView } from "./appView";
import { usePhone } from "./appContext";
import type { Phone } from "./phone";
import { localText } from "./settings";
import { StatusBar } from "./statusBar";

export function PhoneView({ phone, look }: { readonly phone: Phone; readonly look: () => void }) {
  const { app, inFront, settings } = usePhone(phone);
  return (
    <div className="device">
      <div className="display">
        <StatusBar still={settings.driven} online={phone.relay.online} />
        <div className="process" inert={!inFront}>
          {app === null ? null : <AppView key={phone.starts} app={app} look={look} />}
        </div>
        {inFront ? null : (
          <main className="springboard">
            <button type="button" className="icon" onClick={() => phone.toForeground()}>
              <span className="logo" aria-hidden="true" />
              {localText(app === null ? "phone.launch" : "phone.foreground")}
            </button>
          </main>
        )}
      </div>
    </div>
  );
}
