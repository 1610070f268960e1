/** In what order the app's fetches go out: side by side on a person's phone, one after another on a driven one. */

export interface FetchLine {
  /** How many fetches are out or wait for their turn. */
  readonly length: number;
  run<T>(fetch: () => Promise<T>): Promise<T>;
  /** Those that have not begun never will: the person was signed out. */
  clear(): void;
  /** Until nothing is out. */
  idle(): Promise<void>;
}

export class SideBySide implements FetchLine {
  private readonly out = new Set<Promise<unknown>>();

  get length(): number {
    return this.out.size;
  }

  async run<T>(fetch: () => Promise<T>): Promise<T> {
    const fetching = fetch();
    this.out.add(fetching);
    try {
      return await fetching;
    } finally {
      this.out.delete(fetching);
    }
  }

  clear(): void {
    // All have begun.
  }

  async idle(): Promise<void> {
    await Promise.allSettled(this.out);
  }
}

/** The headless phone's order, so that the same scenario makes the same requests whichever client plays it. */
export class OneByOne implements FetchLine {
  private waiting: (() => Promise<void>)[] = [];
  private working: Promise<void> | null = null;

  get length(): number {
    return this.waiting.length + (this.working === null ? 0 : 1);
  }

  run<T>(fetch: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push(() => fetch().then(resolve, reject));
      this.working ??= this.work();
    });
  }

  clear(): void {
    this.waiting = [];
  }

  async idle(): Promise<void> {
    await this.working;
  }

  private async work(): Promise<void> {
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
      await next();
      await turn(); // what the answer sets off joins the line before the next one leaves
    }
    this.working = null;
  }
}

const channel = new MessageChannel();
const turning: (() => void)[] = [];
channel.port1.onmessage = () => turning.shift()?.();

/** Until everything that has been set off already is done: promises, and drawing what they changed. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    turning.push(resolve);
    channel.port2.postMessage(null);
  });
}
