/** How a call to the backend can fail, as the app tells the cases apart; failures.py. */

/** The app got no usable answer; `reason` is what the screen keeps. */
export class CallFailed extends Error {
  get reason(): string {
    return this.message;
  }
}

/** No answer came at all: refused, reset, timed out. */
export class ConnectionFailed extends CallFailed {
  override get reason(): string {
    return `connection failed: ${this.message}`;
  }
}

/** The answer was a success, but not of the agreed shape. */
export class WrongShape extends CallFailed {
  override get reason(): string {
    return `wrong shape: ${this.message}`;
  }
}

/** The backend answered with something other than 2xx. */
export class Refused extends CallFailed {
  constructor(
    readonly status: number,
    readonly said: string,
  ) {
    super(`${status} ${said}`.trimEnd());
  }
}

/** A JWT that is over and that renewing did not cure; the app has signed the person out. */
export class SessionLost extends Refused {}

/** JavaScript threw while something was prepared; no request was made. */
export class ScriptFailed extends CallFailed {
  static from(thrown: unknown): ScriptFailed {
    return new ScriptFailed(thrownText(thrown));
  }
}

/** What a console would say of something thrown. */
export function thrownText(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
}
