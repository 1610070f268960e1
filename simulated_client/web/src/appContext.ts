/** What every part of the page can reach: the phone, and the app's process that runs on it. */

import { createContext, useContext, useSyncExternalStore } from "react";

import type { App } from "./app";
import type { Phone } from "./phone";

interface Around {
  readonly app: App;
  /** Called after each drawing of the app's screen. */
  readonly look: () => void;
}

export const AppContext = createContext<Around | null>(null);

/** The app, and a new drawing at each change of it. */
export function useApp(): App {
  const { app } = useAround();
  useSyncExternalStore(app.subscribe, app.snapshot);
  return app;
}

export function useLook(): () => void {
  return useAround().look;
}

/** The phone, and a new drawing at each change of it. */
export function usePhone(phone: Phone): Phone {
  useSyncExternalStore(phone.subscribe, phone.snapshot);
  return phone;
}

function useAround(): Around {
  const around = useContext(AppContext);
  if (around === null) throw new Error("this is drawn outside of the app");
  return around;
}
