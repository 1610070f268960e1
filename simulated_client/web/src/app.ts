/** One process of the app: the screen in front, the tabs that stay mounted, the query cache; a kill ends it all; app.py. */

import type { QueryClient } from "@tanstack/react-query";

import { ApiClient } from "./apiClient";
import type { ApiShape } from "./apiShape";
import type { Behaviour } from "./behaviour";
import { CallbackVisit } from "./callbackVisit";
import type { Clock } from "./clock";
import { ownConsentUrl } from "./consentUrl";
import type { CallbackLink } from "./deepLink";
import { CallFailed, SessionLost } from "./failures";
import { type FetchLine, turn } from "./fetchLine";
import { EVERYTHING, type LeadFilter } from "./leadFilter";
import type { LeadCard } from "./leads";
import { LEADS, newQueryClient, PIPELINES, STATUS } from "./queryClient";
import type { Session } from "./session";
import { type Settings, text } from "./settings";
import type { Send } from "./wire";

/** A dialog over the screen; it goes away with the next thing a person does. */
export interface Alert {
  readonly texts: readonly string[];
  readonly reason: string | null;
  /** What the person is asked; without it there is nothing but to close the dialog. */
  readonly confirm?: { readonly label: string; readonly cancel: string; readonly do: () => void };
}

/** What lies over the tabs; each visit is another screen. */
type Front =
  | { readonly is: "callback"; readonly number: number; readonly visit: CallbackVisit }
  | { readonly is: "lead"; readonly number: number; readonly lead: LeadCard };

export interface Surroundings {
  readonly settings: Settings;
  readonly session: Session;
  readonly send: Send;
  readonly clock: Clock;
  readonly line: FetchLine;
  readonly behaviour: Behaviour;
  /** The system opens this address in its browser, which covers the app. */
  readonly openBrowser: (url: string) => void;
}

export class App {
  readonly api: ApiClient;
  readonly queries: QueryClient = newQueryClient();
  readonly behaviour: Behaviour;
  readonly clock: Clock;
  readonly line: FetchLine;
  alert: Alert | null = null;
  front: Front | null = null;
  tab: "home" | "crm" = "home";
  /** How often the person came to the CRM tab; it is mounted from the first time on. */
  crmVisits = 0;
  search = "";
  chosen: LeadFilter = EVERYTHING;
  /** How often something was picked in the window of choice. */
  choices = 0;
  signInProblem: string | null = null;
  signInFailure: CallFailed | null = null;
  crash: string | null = null;
  private fronts = 0;
  private version = 0;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly around: Surroundings) {
    this.behaviour = around.behaviour;
    this.clock = around.clock;
    this.line = around.line;
    const { settings, session, send, behaviour } = around;
    this.api = new ApiClient(send, settings.api, session, behaviour, (reason) => this.signOut(reason));
  }

  get shape(): ApiShape {
    return this.api.shape;
  }

  get signedIn(): boolean {
    return this.api.session.signedIn;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): number => this.version;

  /** Have the screen drawn anew. */
  changed(): void {
    this.version += 1;
    for (const listener of this.listeners) listener();
  }

  /** Log in; the home tab opens. */
  async signIn(email: string, password: string): Promise<void> {
    let failure: CallFailed | null = null;
    try {
      await this.line.run(() => this.api.signIn(email, password));
    } catch (thrown) {
      failure = callFailure(thrown);
    }
    this.signInProblem = failure?.reason ?? null;
    this.signInFailure = failure;
    this.changed();
  }

  /** Go to the CRM tab, which mounts it the first time and refocuses it every time. */
  openCrm(): void {
    if (this.signedIn) {
      this.tab = "crm";
      this.crmVisits += 1;
    }
    this.front = null;
    this.changed();
  }

  openHome(): void {
    this.tab = "home";
    this.front = null;
    this.changed();
  }

  /** The system handed over a deep link. */
  openCallback(link: CallbackLink): void {
    this.alert = null;
    this.front = { is: "callback", number: ++this.fronts, visit: new CallbackVisit(this, link) };
    this.changed();
  }

  /** A card was tapped. */
  readonly openLead = (lead: LeadCard): void => {
    this.front = { is: "lead", number: ++this.fronts, lead };
    this.changed();
  };

  /** Ask where the consent page is, and have it opened in the system's browser. */
  async connect(): Promise<void> {
    try {
      this.around.openBrowser(await this.consentUrl());
    } catch (thrown) {
      const failure = callFailure(thrown);
      if (failure instanceof SessionLost) return;
      this.show({ texts: [text("alert.title"), text("alert.browser")], reason: failure.reason });
    }
  }

  typeSearch(words: string): void {
    this.search = words;
    this.changed();
  }

  /** Something was picked in the window of choice, which then closes. */
  choose(chosen: LeadFilter): void {
    this.chosen = this.behaviour.afterChoice(chosen);
    this.choices += 1;
    this.changed();
  }

  askToDisconnect(): void {
    this.show({
      texts: [text("crm.disconnect.title"), text("crm.disconnect.question")],
      reason: null,
      confirm: {
        cancel: text("crm.disconnect.cancel"),
        label: text("crm.disconnect"),
        do: () => void this.disconnect(),
      },
    });
  }

  /** Open a dialog, or close the one that is open. */
  show(alert: Alert | null): void {
    if (alert === this.alert) return;
    this.alert = alert;
    this.changed();
  }

  /** Mark every matching query as stale, and wait until those that a screen watches are fetched anew and drawn. */
  async invalidate(prefix: readonly string[]): Promise<void> {
    await this.queries.invalidateQueries({ queryKey: prefix });
    await turn();
  }

  /** JavaScript threw while a screen was drawn: nothing is on the screen any more until the app is started anew. */
  crashed(reason: string): void {
    this.crash = reason;
    this.changed();
  }

  /** Confirmed: tell the backend, then ask again for everything that the connection feeds, one after another. */
  private async disconnect(): Promise<void> {
    const call = this.shape.disconnect;
    this.show(null);
    if (call === null) return;
    try {
      await this.line.run(() => this.api.call(call));
    } catch (thrown) {
      const failure = callFailure(thrown);
      if (failure instanceof SessionLost) return;
      this.show({ texts: [text("crm.disconnect.failed")], reason: failure.reason });
      return;
    }
    for (const key of [STATUS, PIPELINES, LEADS]) await this.invalidate(key);
  }

  private async consentUrl(): Promise<string> {
    const { connect } = this.shape;
    if (connect !== null && this.behaviour.asksForConsentUrl) {
      return (await this.line.run(() => this.api.call(connect))).readUrl("url");
    }
    const { settings, session } = this.around;
    return ownConsentUrl(settings.authorize_url, settings.client_id, session.userId, this.behaviour.stateText);
  }

  private signOut(reason: string): void {
    this.signInProblem = reason;
    this.signInFailure = null;
    if (this.front?.is === "lead") this.front = null;
    this.tab = "home";
    this.crmVisits = 0;
    this.search = "";
    this.chosen = EVERYTHING;
    this.line.clear();
    this.changed();
    this.queries.clear();
  }
}

/** What the app expects to go wrong; anything else is a mistake of this program and passes through. */
function callFailure(thrown: unknown): CallFailed {
  if (thrown instanceof CallFailed) return thrown;
  throw thrown;
}
