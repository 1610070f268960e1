/** The phone: what its system does to the app; phone.py, whose person is here a real one or a program that clicks. */

import { App } from "./app";
import { behaviourWith } from "./bugs";
import type { Behaviour } from "./behaviour";
import type { Clock } from "./clock";
import { isUnreadable, readLink, type Unreadable } from "./deepLink";
import type { FetchLine } from "./fetchLine";
import { setFocused } from "./queryClient";
import { Session } from "./session";
import { localText, type Settings } from "./settings";
import { Relay } from "./transport";
import type { Send } from "./wire";

export class Phone {
  app: App | null = null;
  /** Whether the person is looking at the app: it runs, and no other app covers it. */
  inFront = false;
  readonly relay = new Relay();
  readonly session: Session;
  /** How often the app was started: each start is another process. */
  starts = 0;
  /** The address that the system's browser was last asked to open. */
  browsed: string | null = null;
  /** Why the last link was not opened. */
  refusal: string | null = null;
  private inBrowser = false;
  private readonly behaviour: Behaviour;
  private version = 0;
  private readonly listeners = new Set<() => void>();

  constructor(
    readonly settings: Settings,
    readonly clock: Clock,
    readonly line: FetchLine,
    storage: Storage,
    private readonly browser: (url: string) => void,
  ) {
    // One origin may have several phones, one below each path.
    this.session = new Session(storage, `${new URL(".", location.href).pathname}session`);
    this.behaviour = behaviourWith(settings.bugs);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): number => this.version;

  /** Open a deep link: the living app gets it and comes to the front, a dead one is started with it. Answers a refusal. */
  deliver(url: string): string | null {
    const link = readLink(url, this.settings.scheme);
    this.refusal = isUnreadable(link) ? refusal(link) : null;
    if (isUnreadable(link)) {
      this.changed();
      return this.refusal;
    }
    const app = this.app ?? this.started();
    app.openCallback(link);
    this.bringToFront(app);
    return null;
  }

  /** The icon is tapped, or the app's card in the switcher. */
  toForeground(): void {
    this.bringToFront(this.app ?? this.started());
  }

  /** The person looks at the phone's page again: the browser that covered the app is gone. */
  leftBrowser(): void {
    if (this.inBrowser) this.toForeground();
  }

  /** Another app comes to the front. */
  toBackground(): void {
    if (this.app === null || !this.inFront) return;
    this.inFront = false;
    setFocused(this.app.queries, false);
    this.changed();
  }

  /** The system ends the process: its cache and timers are gone, the secure storage isn't. */
  kill(): void {
    this.app?.queries.clear();
    this.app = null;
    this.inFront = false;
    this.changed();
  }

  /** From now on the backend doesn't take the app's JWT for its own, nor the refresh token unless `renewable`. */
  spoil(renewable: boolean): void {
    this.session.spoil(renewable);
  }

  setOnline(online: boolean): void {
    this.relay.online = online;
    this.changed();
  }

  private started(): App {
    this.starts += 1;
    const { settings, session, clock, line, behaviour, openBrowser } = this;
    this.app = new App({ settings, session, clock, line, behaviour, send: this.sendOf(this.starts), openBrowser });
    setFocused(this.app.queries, true);
    return this.app;
  }

  /** What a process sends; once it is killed it sends nothing, and goes on with no answer that comes later. */
  private sendOf(start: number): Send {
    const whileItRuns = async (): Promise<void> => {
      if (this.app === null || this.starts !== start) await new Promise(() => undefined);
    };
    return async (request) => {
      await whileItRuns();
      try {
        return await this.relay.send(request);
      } finally {
        await whileItRuns();
      }
    };
  }

  private bringToFront(app: App): void {
    this.inFront = true;
    this.inBrowser = false;
    this.changed();
    setFocused(app.queries, true);
  }

  private readonly openBrowser = (url: string): void => {
    this.browsed = url;
    this.toBackground();
    this.inBrowser = true;
    this.browser(url);
  };

  private changed(): void {
    this.version += 1;
    for (const listener of this.listeners) listener();
  }
}

function refusal({ part, found, expected, near }: Unreadable): string {
  return localText(`link_${part}`, { found, expected }) + (near ? localText("link_near") : "");
}
