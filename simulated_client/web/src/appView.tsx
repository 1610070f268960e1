/** The app as it is drawn: the tab that stays mounted, what lies over it, and the tab bar. */

import { QueryClientProvider } from "@tanstack/react-query";
import { Component, type ReactNode } from "react";

import type { App } from "./app";
import { AppContext, useApp } from "./appContext";
import { CallbackScreen } from "./callbackScreen";
import { CrmTab } from "./crmTab";
import { thrownText } from "./failures";
import { HomeScreen } from "./homeScreen";
import { Icon } from "./icons";
import { LeadScreen } from "./leadScreen";
import { ScreenFrame } from "./screenFrame";
import { text } from "./settings";
import { SignInScreen } from "./signInScreen";

export function AppView({ app, look }: { readonly app: App; readonly look: () => void }) {
  return (
    <QueryClientProvider client={app.queries}>
      <AppContext value={{ app, look }}>
        <Route />
      </AppContext>
    </QueryClientProvider>
  );
}

function Route() {
  const app = useApp();
  if (app.crash !== null) return <ScreenFrame id="crashed" reason={app.crash} />;
  const { front, signedIn } = app;
  const mounted = signedIn && app.crmVisits > 0;
  return (
    <div className="app">
      {mounted ? (
        <CrashGuard crashed={(reason) => app.crashed(reason)}>
          <CrmTab covered={front !== null || app.tab !== "crm"} />
        </CrashGuard>
      ) : null}
      {front === null ? <BareTab app={app} /> : null}
      {front?.is === "callback" ? <CallbackScreen key={front.number} visit={front.visit} /> : null}
      {front?.is === "lead" && app.shape.lead !== null ? (
        <LeadScreen key={front.number} lead={front.lead} call={app.shape.lead} />
      ) : null}
      {front?.is === "callback" ? null : <TabBar app={app} />}
    </div>
  );
}

function BareTab({ app }: { readonly app: App }) {
  if (!app.signedIn) return <SignInScreen />;
  return app.tab === "home" ? <HomeScreen /> : null;
}

function TabBar({ app }: { readonly app: App }) {
  const tabs = [
    { tab: "home", name: text("home.home"), open: () => app.openHome() },
    { tab: "crm", name: text("home.crm"), open: () => app.openCrm() },
  ] as const;
  return (
    <nav className="tabs" inert={app.alert?.confirm !== undefined}>
      {tabs.map(({ tab, name, open }) => (
        <button key={tab} type="button" className="tab" aria-current={app.tab === tab ? "page" : undefined} onClick={open}>
          <Icon name={tab} />
          {name}
        </button>
      ))}
    </nav>
  );
}

interface GuardProps {
  readonly crashed: (reason: string) => void;
  readonly children: ReactNode;
}

/** Without one of these React takes the whole page away when a screen throws, as a phone shows a blank one. */
class CrashGuard extends Component<GuardProps, { readonly blank: boolean }> {
  override state = { blank: false };

  static getDerivedStateFromError(): { blank: boolean } {
    return { blank: true };
  }

  override componentDidCatch(thrown: unknown): void {
    this.props.crashed(thrownText(thrown));
  }

  override render(): ReactNode {
    return this.state.blank ? null : this.props.children;
  }
}
