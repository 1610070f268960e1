/** Asked by test_web_agreement.py, which asks Python the same: copied beside the web phone's sources and built with them. */

import { quoted, readPath } from "./answers";
import { type Call, filledBody, filledPath, type Values } from "./apiShape";
import { VirtualClock } from "./clock";
import { isUnreadable, judge, judgeLikeTheOldApp, readLink } from "./deepLink";
import { likeness } from "./likeness";
import { asNumber, grouped } from "./numbers";
import { folded } from "./search";
import { Session } from "./session";

/** A timer: after how long, whether it keeps the app busy, and what it sets in turn. */
type Script = readonly [seconds: number, busy: boolean, then: readonly Script[]];

const QUESTIONS: Record<string, (...asked: never[]) => unknown> = {
  link(url: string, scheme: string) {
    const link = readLink(url, scheme);
    return isUnreadable(link) ? { link } : { link, now: judge(link), then: judgeLikeTheOldApp(link) };
  },
  likeness,
  grouped,
  number: asNumber,
  folded,
  quoted,
  path: (call: Call, values: Values) => filledPath(call, values),
  body: (call: Call, values: Values) => JSON.parse(filledBody(call, values) ?? "null") as unknown,
  read: (path: string, document: unknown) => readPath(path, document),
  session(steps: readonly (readonly unknown[])[]) {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
    return steps.map(([name, ...values]) => {
      const session = new Session(storage, "session"); // as after a kill
      const did = session[name as "open"] as (...given: unknown[]) => void;
      did.apply(session, values);
      const { token, refreshToken, userId, signedIn } = session;
      return [token, refreshToken, userId, signedIn];
    });
  },
  async clock(timers: readonly Script[], settles: readonly number[]) {
    const clock = new VirtualClock();
    const log: unknown[] = [];
    const set = ([seconds, keepsBusy, then]: Script, name: string): void => {
      clock.callLater(
        seconds,
        () => {
          log.push([name, clock.now]);
          then.forEach((each, index) => set(each, `${name}.${String(index)}`));
        },
        { keepsBusy },
      );
    };
    timers.forEach((timer, index) => set(timer, String(index)));
    for (const seconds of settles) {
      await clock.settle(seconds, () => Promise.resolve());
      log.push(["settled", clock.now]);
    }
    return log;
  },
};

export async function answers(asked: readonly [string, ...unknown[]][]): Promise<unknown[]> {
  return Promise.all(asked.map(([name, ...values]) => QUESTIONS[name]?.(...(values as never[]))));
}
