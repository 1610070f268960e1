// The page's texts in the reader's language, and numbers and times as that language writes them.

const TEXTS = JSON.parse(document.getElementById("texts").textContent);
const lang = document.documentElement.lang;
const moments = new Intl.DateTimeFormat(lang, { dateStyle: "short", timeStyle: "medium" });
const hours = new Intl.DateTimeFormat(lang, { timeStyle: "medium", hourCycle: "h23" });
const numbers = new Intl.NumberFormat(lang);

export function say(key, values = {}) {
  return TEXTS[key].replace(/{(\w+)}/g, (hole, name) => (name in values ? String(values[name]) : hole));
}

export const knows = (key) => key in TEXTS;

/** Unix seconds as a date and a time. */
export function moment(seconds) {
  return seconds === null || seconds === undefined ? "–" : moments.format(new Date(seconds * 1000));
}

/** The time of day of an ISO moment. */
export const hour = (iso) => hours.format(new Date(iso));

export const number = (value) => (value === null || value === undefined ? "–" : numbers.format(value));

/** How long something lasts, in its two largest units. */
export function duration(seconds) {
  const units = [["days", 86_400], ["hours", 3600], ["minutes", 60], ["seconds", 1]];
  let left = Math.max(0, Math.round(seconds));
  const told = [];
  for (const [name, size] of units) {
    const count = Math.floor(left / size);
    if (count || (size === 1 && !told.length)) told.push(`${number(count)} ${say(`short_${name}`)}`);
    left -= count * size;
    if (told.length === 2) break;
  }
  return told.join(" ");
}
