/** Random draws, the same for the same seed. */
export type Chance = {
  /** From 0 to below 1. */
  next(): number;
  between(low: number, high: number): number;
  oneOf<T>(choices: readonly [T, ...T[]]): T;
  takeFrom(choices: readonly string[]): string;
  happens(share: number): boolean;
};

export const chanceFrom = (seed: number): Chance => {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    oneOf: (choices) => choices[between(0, choices.length - 1)] ?? choices[0],
    takeFrom: (choices) => choices[between(0, choices.length - 1)] ?? "",
    happens: (share) => next() < share,
  };
};
