/** The app's time, in seconds: a person's phone has the real one, a driven phone one that only `settle` moves; clock.py. */

export interface Timer {
  cancel(): void;
}

export interface Clock {
  readonly now: number;
  /** Run `action` after that much time; what doesn't keep the app busy is housekeeping that nobody waits for. */
  callLater(seconds: number, action: () => void, options?: { keepsBusy?: boolean }): Timer;
}

export class RealClock implements Clock {
  get now(): number {
    return performance.now() / 1000;
  }

  callLater(seconds: number, action: () => void): Timer {
    const id = window.setTimeout(action, seconds * 1000);
    return { cancel: () => window.clearTimeout(id) };
  }
}

interface Waiting {
  readonly due: number;
  readonly order: number;
  readonly keepsBusy: boolean;
  readonly action: () => void;
}

/** Timers of one moment run in the order in which they were set. */
export class VirtualClock implements Clock {
  private waiting: Waiting[] = [];
  private time = 0;
  private order = 0;

  get now(): number {
    return this.time;
  }

  callLater(seconds: number, action: () => void, { keepsBusy = true } = {}): Timer {
    const timer = { due: this.time + Math.max(seconds, 0), order: this.order++, keepsBusy, action };
    this.waiting.push(timer);
    this.waiting.sort((one, other) => one.due - other.due || one.order - other.order);
    return {
      cancel: () => {
        this.waiting = this.waiting.filter((each) => each !== timer);
      },
    };
  }

  /** Run timers until nothing keeps the app busy, but no further than `seconds` from now; `quiet` is awaited before each. */
  async settle(seconds: number, quiet: () => Promise<void>): Promise<void> {
    const deadline = this.time + seconds;
    await quiet();
    while (this.waiting.some((timer) => timer.keepsBusy)) {
      if (!this.runNext(deadline)) {
        this.time = deadline;
        return;
      }
      await quiet();
    }
    while (this.runNext(this.time)) await quiet();
  }

  private runNext(deadline: number): boolean {
    const next = this.waiting[0];
    if (next === undefined || next.due > deadline) return false;
    this.waiting.shift();
    this.time = Math.max(this.time, next.due);
    next.action();
    return true;
  }
}
