// A published Node client on a pipe: code in it per line in, what that gave or threw per line out.
// {"know": {name: value}} defines names; {"run": code} runs statements parted by "; " and answers the last one's value.
// Names live on from line to line (a bare assignment makes one); await is allowed. surface(objects) is known from the start.
const { EventEmitter } = require("node:events");
const readline = require("node:readline");

const AsyncFunction = (async () => {}).constructor;
globalThis.require = require;
console.log = console.info = console.debug = console.error; // some clients print

// The public names that some objects offer, as "label.name": functions and getters of their packages' classes, and
// functions of their own. One function under several names is one item.
globalThis.surface = (objects) => {
  const names = new Map();
  for (const [label, object] of Object.entries(objects)) {
    for (let at = object; at && at !== Object.prototype && at !== EventEmitter.prototype; at = Object.getPrototypeOf(at)) {
      for (const [name, { value, get }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
        const offered = get ?? value;
        if (/^_|^constructor$/.test(name) || typeof offered !== "function") continue;
        names.set(offered, (names.get(offered) ?? new Set()).add(`${label}.${name}`));
      }
    }
  }
  return [...names.values()].map((each) => [...each]);
};

async function answer({ know = {}, run }) {
  Object.assign(globalThis, know);
  if (run === undefined) return "{}";
  const [, before, last] = /^(.*;\s)?(.*)$/s.exec(run);
  try {
    return JSON.stringify({ gave: (await new AsyncFunction(`${before ?? ""} return (${last.trim()})`)()) ?? null });
  } catch (error) {
    const body = error.response?.data ?? error.data;
    return JSON.stringify({ threw: `${error.name}: ${error.message}`, status: error.response?.status, body });
  }
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdout.write(`${await answer(JSON.parse(line))}\n`);
  }
  process.exit();
}

main();
