/** Numbers as both clients read and write them; what Python's float, int and format do is the rule. */

const DIGITS = String.raw`\d+(?:_\d+)*`;
const WHOLE = new RegExp(String.raw`^\s*[+-]?${DIGITS}\s*$`, "u");
const DECIMAL = new RegExp(String.raw`^\s*[+-]?(?:${DIGITS}\.(?:${DIGITS})?|\.${DIGITS})(?:[eE][+-]?${DIGITS})?\s*$`, "u");

/** A number, also one that a database driver handed over as a string, as `numeric` and `bigint` often are. */
export function asNumber(value: unknown): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || !(WHOLE.test(value) || DECIMAL.test(value))) return null;
  return Number(value.trim().replaceAll("_", ""));
}

/** Grouped as en-US does, at most three decimals, ties to even. */
export function grouped(value: number): string {
  const [whole = "0", decimals = ""] = threeDecimals(Math.abs(value)).split(".");
  const rest = decimals.replace(/0+$/u, "");
  const sign = value < 0 ? "-" : "";
  return sign + whole.replace(/\B(?=(?:\d{3})+$)/gu, ",") + (rest === "" ? "" : `.${rest}`);
}

function threeDecimals(value: number): string {
  if (value >= 1e21) return BigInt(value).toString(); // toFixed would answer in powers of ten
  const tied = Number.isInteger(value * 16) && (value * 2000) % 2 === 1;
  if (!tied) return value.toFixed(3);
  const below = Math.floor(value * 1000);
  return ((below % 2 === 0 ? below : below + 1) / 1000).toFixed(3);
}
