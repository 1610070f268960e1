// What happens on the fake's wire, as it happens: the journal's lines, asked for with a wait at the server.

import { get } from "./api.js";

const PAUSE = 1000; // ms, where the server lets nobody wait or isn't there
const WAIT = 2; // s
const AT_ONCE = 20_000; // lines

/** Lines in order of their numbers, those that the journal has forgotten left out. */
export const journal = { lines: [], evicted: false, isConnected: false };
const listeners = new Set();
let cursor = 0;

/** Hear of new lines, at once if there are some; answers how to stop hearing. */
export function listen(hear) {
  listeners.add(hear);
  return () => listeners.delete(hear);
}

export async function follow() {
  for (;;) {
    const wait = cursor ? WAIT : 0;
    let reading;
    try {
      reading = await get(`/journal/lines?since=${cursor}&wait=${wait}&limit=${AT_ONCE}`, { quietly: true });
    } catch {
      connected(false);
      await pause();
      continue;
    }
    const restarted = reading.cursor < cursor;
    take(reading, restarted);
    if (wait && !reading.waited) await pause();
    else if (!wait && !reading.lines.length) await pause();
    if (document.hidden) await seen();
  }
}

function take(reading, restarted) {
  cursor = restarted ? 0 : reading.cursor;
  if (restarted) journal.lines = [];
  const oldest = reading.oldest ?? 0;
  if (journal.lines.length && journal.lines[0].seq < oldest) {
    journal.lines = journal.lines.filter((line) => line.seq >= oldest);
    journal.evicted = true;
  }
  for (const line of reading.lines) {
    line.haystack = haystack(line);
    journal.lines.push(line);
  }
  const isFirst = !journal.isConnected;
  journal.isConnected = true;
  if (isFirst || restarted || reading.lines.length) tellAll(reading.lines);
}

function haystack(line) {
  const { method, url, path, status, outcome, purpose, account, integration, fault, fault_kind, why_not } = line;
  const said = [method, url, path, status, outcome, purpose, account, integration, fault, fault_kind, why_not];
  return [...said, ...Object.values(line.fingerprints)].filter((word) => word !== null).join(" ").toLowerCase();
}

function connected(isConnected) {
  if (journal.isConnected === isConnected) return;
  journal.isConnected = isConnected;
  tellAll([]);
}

function tellAll(lines) {
  for (const hear of [...listeners]) hear(lines);
}

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE));

function seen() {
  return new Promise((resolve) => {
    const look = () => {
      if (document.hidden) return;
      document.removeEventListener("visibilitychange", look);
      resolve();
    };
    document.addEventListener("visibilitychange", look);
    look();
  });
}
