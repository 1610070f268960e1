/** Searching by name, whatever the case: what Python's casefold takes for the same is the same here. */

export function contains(name: string, wanted: string): boolean {
  return folded(name).includes(folded(wanted));
}

/** Upper case first, for letters that are one in it; there is only one sigma; and a dotless ı stays what it is. */
export function folded(words: string): string {
  return words.replace(/[^ı]+/gu, (some) => some.toUpperCase().toLowerCase().replaceAll("ς", "σ").replaceAll("ß", "ss"));
}
