/** The known bugs of the app: what each takes away or puts in one place. What they are, and their words, is bugs.py. */

import { type Behaviour, CORRECT, type Refetch } from "./behaviour";
import { judgeLikeTheOldApp } from "./deepLink";
import * as slips from "./slips";

interface Bug {
  readonly removes?: readonly Refetch[];
  /** What stands in places of the app's behaviour instead of the correct code. */
  readonly puts?: Partial<Behaviour>;
}

export const BUGS: Readonly<Record<string, Bug>> = {
  "banner-flashes": { puts: { firstStatus: { connected: false } } },
  "buffer-not-defined": { puts: { asksForConsentUrl: false, stateText: slips.stateByBuffer } },
  "client-exchanges-code": { puts: { judge: judgeLikeTheOldApp } },
  "status-not-refreshed": { removes: ["statusOnCallback", "statusOnTabFocus", "statusOnAppFocus"] },
  "effect-before-queries": { puts: { declareTab: slips.effectBeforeQueries } },
  "filter-lost-on-close": { puts: { afterChoice: slips.resetOnClose } },
  "lead-fields-of-the-list": { puts: { readLead: slips.readAsInTheList } },
  "leads-not-invalidated": { removes: ["leadsOnCallback", "leadsOnAppFocus"] },
  "local-lead-id-sent": { puts: { leadIds: slips.localIdForBoth } },
  "login-unchecked": { puts: { readLogin: slips.anyLogin } },
  "refresh-read-at-top": { puts: { readRenewal: slips.renewalAtTheTop } },
  "session-renewed-on-401-only": { puts: { isSessionOver: slips.is401 } },
  "stages-one-by-one": { puts: { loadPipelines: slips.loadStagesOneByOne } },
  "status-error-swallowed": { puts: { loadStatus: slips.statusOrFalse } },
  "undefined-in-query": { puts: { filterValues: slips.undefinedForNothing } },
};

export class UnknownBug extends Error {}

/** The app with those bugs. */
export function behaviourWith(bugs: readonly string[]): Behaviour {
  const present = Object.entries(BUGS).filter(([id]) => bugs.includes(id));
  const unknown = bugs.filter((id) => !(id in BUGS));
  if (unknown.length > 0) throw new UnknownBug(`the web client has no bug ${unknown.join(", ")}`);
  const removed = new Set(present.flatMap(([, bug]) => bug.removes ?? []));
  const refetches = new Set([...CORRECT.refetches].filter((refetch) => !removed.has(refetch)));
  return Object.assign({ ...CORRECT, refetches }, ...present.map(([, bug]) => bug.puts ?? {})) as Behaviour;
}
