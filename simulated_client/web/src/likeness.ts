/** How alike two texts are, by the rule of Python's difflib (Ratcliff and Obershelp), so that both clients take the same hint. */

interface Block {
  readonly one: number;
  readonly other: number;
  readonly size: number;
}

/** Twice the signs that match, over all signs: 1 for equal texts, 0 for texts without a common sign. */
export function likeness(one: string, other: string): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  return a.length + b.length === 0 ? 1 : (2 * matching(a, b)) / (a.length + b.length);
}

function matching(a: readonly string[], b: readonly string[]): number {
  const block = longestBlock(a, b);
  if (block.size === 0) return 0;
  const before = matching(a.slice(0, block.one), b.slice(0, block.other));
  const after = matching(a.slice(block.one + block.size), b.slice(block.other + block.size));
  return before + block.size + after;
}

/** The longest that both have in common; of several the one that begins first. */
function longestBlock(a: readonly string[], b: readonly string[]): Block {
  let best: Block = { one: 0, other: 0, size: 0 };
  let above: number[] = [];
  a.forEach((sign, row) => {
    const lengths: number[] = [];
    b.forEach((its, column) => {
      if (sign !== its) return;
      const size = (above[column - 1] ?? 0) + 1;
      lengths[column] = size;
      if (size > best.size) best = { one: row - size + 1, other: column - size + 1, size };
    });
    above = lengths;
  });
  return best;
}
