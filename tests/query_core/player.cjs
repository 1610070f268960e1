// Plays scripts on the real @tanstack/query-core: a script per line in, its trace per line out. script.py says what is in them.
const readline = require("node:readline");
const core = require("@tanstack/query-core");

// Time that passes only when a script says so. Timers of one moment run in the order in which they were set.
const time = { now: 0, timers: new Map(), set: 0 };
Date.now = () => time.now;
core.timeoutManager.setTimeoutProvider({
  setTimeout(run, delay) {
    time.timers.set(++time.set, { due: time.now + delay, run });
    return time.set;
  },
  clearTimeout: (id) => time.timers.delete(id),
  setInterval: () => { throw new Error("no script sets an interval"); },
  clearInterval() {},
});
core.notifyManager.setScheduler((run) => run());
core.environmentManager.setIsServer(() => false); // else nothing is retried, collected or turns stale, as when pages are made

const promisesDone = () => new Promise(setImmediate);

async function advance(milliseconds) {
  const until = time.now + milliseconds;
  for (;;) {
    let next;
    for (const [id, timer] of time.timers) {
      if (timer.due <= until && !(next && next.timer.due <= timer.due)) next = { id, timer };
    }
    if (!next) break;
    time.timers.delete(next.id);
    time.now = Math.max(time.now, next.timer.due);
    next.timer.run();
    await promisesDone();
  }
  time.now = until;
}

class Player {
  constructor({ answers }) {
    this.answers = answers;
    this.asked = {};
    this.requests = [];
    this.told = [];
    this.chained = false;
    this.observers = new Map();
    this.client = new core.QueryClient();
    this.client.mount();
  }

  async fetch(key, by) {
    const name = key.join("/");
    const number = (this.asked[name] = (this.asked[name] ?? 0) + 1);
    const { after, fails } = this.answers[name][(number - 1) % this.answers[name].length];
    this.requests.push([time.now, `${by} asks ${name}`]);
    if (after) await new Promise((answered) => core.timeoutManager.setTimeout(answered, after));
    if (fails) throw new Error(`${name} ${number}`);
    return `${name} ${number}`;
  }

  mount({ name, key, options }) {
    if (this.observers.has(name)) return;
    const { staleTime, gcTime, retryDelay, initialData, ...rest } = options;
    const all = {
      ...rest,
      queryKey: key,
      queryFn: () => this.fetch(key, name),
      staleTime: staleTime ?? Infinity,
      gcTime: gcTime ?? Infinity,
      ...(retryDelay === null ? {} : { retryDelay }),
      ...(initialData === null ? {} : { initialData }),
    };
    const observer = new core.QueryObserver(this.client, all);
    this.observers.set(name, { observer, unsubscribe: observer.subscribe(() => {}) });
  }

  unmount({ name }) {
    this.observers.get(name)?.unsubscribe();
    this.observers.delete(name);
  }

  enable({ name, enabled }) {
    const observer = this.observers.get(name)?.observer;
    observer?.setOptions({ ...observer.options, enabled });
  }

  refetch({ name, cancelRefetch }) {
    this.observers.get(name)?.observer.refetch({ cancelRefetch });
  }

  invalidate({ key, then }) {
    const told = (what) => this.told.push([time.now, what.join("/")]);
    const first = this.client.invalidateQueries({ queryKey: key }).then(() => told(key));
    if (!then || this.chained) return; // of two chains the number of promises inside query-core decides which goes on first
    this.chained = true;
    first
      .then(() => this.client.invalidateQueries({ queryKey: then }))
      .then(() => {
        told(then);
        this.chained = false;
      });
  }

  focus({ focused }) {
    core.focusManager.setFocused(focused);
  }

  advance({ milliseconds }) {
    return advance(milliseconds);
  }

  signOut() {
    for (const name of [...this.observers.keys()]) this.unmount({ name });
    this.client.clear();
  }

  seen() {
    const requests = this.requests.splice(0);
    const told = this.told.splice(0).sort(([a, what], [b, other]) => a - b || (what < other ? -1 : 1)); // of one moment in any order
    const observers = {};
    for (const [name, { observer }] of this.observers) {
      const shown = observer.getOptimisticResult(observer.options); // what a screen that is drawn now would show
      observers[name] = {
        data: shown.data ?? null,
        error: shown.error?.message ?? null,
        status: shown.status,
        fetchStatus: shown.fetchStatus,
        failureCount: shown.failureCount,
        isStale: shown.isStale,
      };
    }
    const cache = {};
    for (const query of this.client.getQueryCache().getAll()) {
      const { data, dataUpdatedAt, error, status, fetchStatus, fetchFailureCount, isInvalidated } = query.state;
      cache[query.queryKey.join("/")] = {
        data: data ?? null,
        dataUpdatedAt,
        error: error?.message ?? null,
        status,
        fetchStatus,
        failureCount: fetchFailureCount,
        isInvalidated,
      };
    }
    return { requests, told, observers, cache };
  }
}

async function play(script) {
  Object.assign(time, { now: 0, set: 0 });
  time.timers.clear();
  core.focusManager.setFocused(true);
  const player = new Player(script);
  const trace = [];
  for (const { does, ...what } of script.steps) {
    await player[does](what);
    await promisesDone();
    await advance(0);
    trace.push(player.seen());
  }
  player.client.unmount();
  return trace;
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdout.write(JSON.stringify(await play(JSON.parse(line))) + "\n");
  }
}

main();
