/** The page: ask the host what phone this is, and switch it on. */

import "./styles/index.css";

import { createRoot } from "react-dom/client";

import { bridge, Watch } from "./bridge";
import { RealClock, VirtualClock } from "./clock";
import { OneByOne, SideBySide } from "./fetchLine";
import { Phone } from "./phone";
import { PhoneView } from "./phoneView";
import { prepareQueries } from "./queryClient";
import { loadSettings, type Settings } from "./settings";

const POPUP = "popup,width=750,height=580,noopener";

async function start(): Promise<void> {
  const settings = await loadSettings();
  document.documentElement.lang = settings.language;
  const switchOn = settings.driven ? driven : byHand;
  switchOn(settings);
}

/** Switched on with the app in front, or with the link that starts it. */
function awake(phone: Phone): void {
  const link = new URLSearchParams(location.hash.slice(1)).get("link");
  if (link !== null) history.replaceState(null, "", location.pathname); // once only, not at each reload
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
  draw(phone, watch.look);
  awake(phone);
  window.phone = bridge(phone, clock, watch, taken);
}

function byHand(settings: Settings): void {
  const clock = new RealClock();
  prepareQueries(clock);
  const phone = new Phone(settings, clock, new SideBySide(), localStorage, (url) => {
    window.open(url, "_blank", POPUP);
  });
  draw(phone, () => undefined);
  awake(phone);
}

function draw(phone: Phone, look: () => void): void {
  const place = document.getElementById("phone");
  if (place === null) throw new Error("index.html has no place for the phone");
  createRoot(place, { onCaughtError: () => undefined }).render(<PhoneView phone={phone} look={look} />);
}

await start();
