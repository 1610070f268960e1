/** The page: ask the host what phone this is, and switch it on. */

import "./styles/index.css";

import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";

import { bridge, Watch } from "./bridge";
import { RealClock, VirtualClock } from "./clock";
import { thrownText } from "./failures";
import { OneByOne, SideBySide } from "./fetchLine";
import { askedToOpen, handOver, listen } from "./openLink";
import { Phone } from "./phone";
import { PhoneView } from "./phoneView";
import { prepareQueries } from "./queryClient";
import { loadSettings, localText, type Settings } from "./settings";

const POPUP = "popup,width=750,height=580,noopener";

async function start(): Promise<void> {
  const settings = await loadSettings();
  document.documentElement.lang = settings.language;
  const link = settings.driven ? null : askedToOpen();
  if (link !== null) {
    if (await handOver(link)) {
      window.close();
      shown(<p className="handed">{localText("tray.handed")}</p>);
      return;
    }
    // No page of this phone is open: this one becomes it, started by the link.
    history.replaceState(null, "", `./#${new URLSearchParams({ link }).toString()}`);
  }
  const switchOn = settings.driven ? driven : byHand;
  switchOn(settings);
}

/** Switched on with the app in front, or with the link that starts it. */
function awake(phone: Phone): void {
  const link = new URLSearchParams(location.hash.slice(1)).get("link");
  if (link !== null) history.replaceState(null, "", "./"); // once only, not at each reload
  if (link === null || phone.deliver(link) !== null) phone.toForeground();
}

function driven(settings: Settings): void {
  const clock = new VirtualClock();
  prepareQueries(clock);
  let opened: string | null = null;
  const phone = new Phone(settings, clock, new OneByOne(), localStorage, (url) => {
    opened = url;
  });
  const watch = new Watch(phone, clock);
  const taken = (): string | null => {
    const url = opened;
    opened = null;
    return url;
  };
  shown(<PhoneView phone={phone} look={watch.look} />);
  awake(phone);
  window.phone = bridge(phone, clock, watch, taken);
}

function byHand(settings: Settings): void {
  const clock = new RealClock();
  prepareQueries(clock);
  const phone = new Phone(settings, clock, new SideBySide(), localStorage, (url) => {
    window.open(url, "_blank", POPUP);
  });
  shown(<PhoneView phone={phone} look={() => undefined} />);
  awake(phone);
  listen((link) => void phone.deliver(link));
  window.addEventListener("focus", () => phone.leftBrowser());
}

function shown(view: ReactNode): void {
  const place = document.getElementById("phone");
  if (place === null) throw new Error("index.html has no place for the phone");
  // A screen that throws is this app's own matter: it goes blank, as on a phone, and says why in its reason.
  createRoot(place, { onCaughtError: () => undefined }).render(view);
}

start().catch((thrown: unknown) => {
  shown(
    <p className="handed" role="alert">
      {thrownText(thrown)}
    </p>,
  );
  throw thrown;
});
