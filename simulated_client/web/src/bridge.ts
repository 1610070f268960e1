/** `window.phone`: how a program that presses the buttons reads the screen, and is the phone's system. */

import type { VirtualClock } from "./clock";
import { type FetchLine, turn } from "./fetchLine";
import type { Phone } from "./phone";
import { lookOf, readScreen, type Screen } from "./screen";

interface Change {
  readonly screen: Screen;
  readonly at: number;
}

export interface Bridge {
  read(): Screen;
  settle(seconds: number): Promise<Screen>;
  changes(): Change[];
  opened(): string | null;
  deliver(link: string): string | null;
  appState(state: "active" | "background"): void;
  spoil(renewable: boolean): void;
  openShared(lead: { id: string; amo_id: number | null }): void;
}

declare global {
  interface Window {
    phone?: Bridge;
  }
}

/** Every look of the screen, flashes included; of an app that isn't in front, what was last seen of it. */
export class Watch {
  private last: Screen | null = null;
  private lastLook = "";
  private noted: Change[] = [];

  constructor(
    private readonly phone: Phone,
    private readonly clock: VirtualClock,
  ) {}

  /** Called whenever the page was drawn. */
  readonly look = (): void => {
    if (!this.phone.inFront || document.querySelector("[data-screen]") === null) return;
    const screen = readScreen(this.clock.now);
    const look = lookOf(screen);
    if (look === this.lastLook) return;
    this.last = screen;
    this.lastLook = look;
    this.noted.push({ screen, at: performance.now() });
  };

  get screen(): Screen {
    this.look();
    if (this.last === null) throw new Error("the app has not been in front yet");
    return this.last;
  }

  taken(): Change[] {
    return this.noted.splice(0);
  }
}

export function bridge(phone: Phone, clock: VirtualClock, watch: Watch, opened: () => string | null): Bridge {
  return {
    read: () => watch.screen,
    settle: async (seconds) => {
      await clock.settle(seconds, () => quiet(phone.line));
      return watch.screen;
    },
    changes: () => watch.taken(),
    opened,
    deliver: (link) => phone.deliver(link),
    appState: (state) => (state === "active" ? phone.toForeground() : phone.toBackground()),
    spoil: (renewable) => phone.spoil(renewable),
    openShared: ({ id, amo_id: amoId }) => {
      if (phone.app === null) throw new Error("the app doesn't run");
      phone.app.show(null);
      phone.app.openLead({ id, amoId, name: "", phone: null, price: null, status: null });
    },
  };
}

/** Until nothing is out and nothing that has come in is still being worked off. */
async function quiet(line: FetchLine): Promise<void> {
  for (let idle = 0; idle < 3; idle += 1) {
    await turn();
    if (line.length > 0) {
      await line.idle();
      idle = -1;
    }
  }
}
