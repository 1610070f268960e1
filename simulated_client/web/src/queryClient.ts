/** TanStack Query as the app sets it up: focus is the app's being in front, and its timers are the phone's. */

import { focusManager, notifyManager, onlineManager, QueryClient, timeoutManager } from "@tanstack/react-query";

import type { Clock, Timer } from "./clock";

export const STATUS = ["amo-crm-status"];
export const LEADS = ["leads"];
export const PIPELINES = ["amo-pipelines"];

/** The retry delay of the CRM's queries. */
export const TWO_SECONDS = 2000;

const GARBAGE_COLLECTION = 300_000;

/** Once for the page, before the first query: the manager of timers can't be changed later. */
export function prepareQueries(clock: Clock): void {
  const timers = new Map<number, Timer>();
  let last = 0;
  const set = (action: () => void, milliseconds: number): number => {
    last += 1;
    const id = last;
    const run = (): void => {
      timers.delete(id);
      action();
    };
    timers.set(id, clock.callLater(milliseconds / 1000, run, { keepsBusy: milliseconds < GARBAGE_COLLECTION }));
    return id;
  };
  const clear = (id: number | undefined): void => {
    if (id === undefined) return;
    timers.get(id)?.cancel();
    timers.delete(id);
  };
  timeoutManager.setTimeoutProvider({
    setTimeout: set,
    clearTimeout: clear,
    setInterval: () => {
      throw new Error("the app polls nothing");
    },
    clearInterval: clear,
  });
  notifyManager.setScheduler(queueMicrotask);
  focusManager.setEventListener(() => undefined); // the page's own focus isn't the app's
  onlineManager.setEventListener(() => undefined); // an app hears of a lost network when a request fails
  focusManager.setFocused(true);
}

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { networkMode: "always", gcTime: GARBAGE_COLLECTION, structuralSharing: false } },
  });
}

/** The app came to the front, where stale watched queries refetch, or left it. */
export function setFocused(queries: QueryClient, focused: boolean): void {
  if (focusManager.isFocused() === focused) return;
  focusManager.setFocused(focused);
  // The client tells its cache a few promises later; a screen that opens at the same moment must find the fetches begun.
  if (focused) queries.getQueryCache().onFocus();
}
