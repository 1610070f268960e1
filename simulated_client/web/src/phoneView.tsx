/** The phone as it is drawn: its frame, the app or what covers it, and for a person a tray beside it. */

import { AppView } from "./appView";
import { usePhone } from "./appContext";
import { Logo } from "./icons";
import type { Phone } from "./phone";
import { localText } from "./settings";
import { StatusBar } from "./statusBar";
import { Tray } from "./tray";

export function PhoneView({ phone, look }: { readonly phone: Phone; readonly look: () => void }) {
  const { app, inFront, settings } = usePhone(phone);
  return (
    <div className="desk">
      <div className="device">
        <div className="display">
          <StatusBar still={settings.driven} online={phone.relay.online} />
          <div className="process" lang="uk" inert={!inFront}>
            {app === null ? null : <AppView key={phone.starts} app={app} look={look} />}
          </div>
          {inFront ? null : (
            <main className="springboard">
              <button type="button" className="app-icon" onClick={() => phone.toForeground()}>
                <Logo />
                {localText(app === null ? "phone.launch" : "phone.foreground")}
              </button>
            </main>
          )}
        </div>
      </div>
      {settings.driven ? null : <Tray phone={phone} />}
    </div>
  );
}
