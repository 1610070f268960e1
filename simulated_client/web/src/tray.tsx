/** Beside the phone, for a person: what the phone's system does to the app, which has no button of the app. */

import { type FormEvent, useState } from "react";

import { usePhone } from "./appContext";
import type { Phone } from "./phone";
import { localText } from "./settings";

export function Tray({ phone }: { readonly phone: Phone }) {
  const { app, inFront, relay, browsed } = usePhone(phone);
  const buttons = [
    { key: "tray.background", can: inFront, press: () => phone.toBackground() },
    { key: app === null ? "phone.launch" : "phone.foreground", can: !inFront, press: () => phone.toForeground() },
    { key: "tray.kill", can: app !== null, press: () => phone.kill() },
    { key: "tray.spoil", can: app !== null, press: () => phone.spoil(true) },
    { key: "tray.spoil_all", can: app !== null, press: () => phone.spoil(false) },
  ];
  return (
    <aside className="tray" aria-label={localText("tray.title")}>
      <h1>{localText("tray.title")}</h1>
      <div className="tray-buttons">
        {buttons.map(({ key, can, press }) => (
          <button key={key} type="button" className="button quiet" disabled={!can} onClick={press}>
            {localText(key)}
          </button>
        ))}
      </div>
      <label className="switch">
        <input type="checkbox" checked={!relay.online} onChange={(event) => phone.setOnline(!event.target.checked)} />
        {localText("tray.offline")}
      </label>
      <LinkForm phone={phone} />
      {browsed === null ? null : (
        <a href={browsed} target="_blank" rel="noopener noreferrer">
          {localText("tray.browsed")}
        </a>
      )}
    </aside>
  );
}

function LinkForm({ phone }: { readonly phone: Phone }) {
  const [link, setLink] = useState("");
  const refusal = phone.refusal;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (phone.deliver(link) === null) setLink("");
  };
  return (
    <form onSubmit={submit}>
      <label className="field">
        <span>{localText("tray.link")}</span>
        <input type="text" required value={link} placeholder={`${phone.settings.scheme}://amo-crm/callback?success=true`} onChange={(event) => setLink(event.target.value)} />
      </label>
      <button type="submit" className="button quiet">
        {localText("tray.open")}
      </button>
      <div role="status">{refusal === null ? null : <p className="problem">{refusal}</p>}</div>
    </form>
  );
}
