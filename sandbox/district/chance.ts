/** A deterministic source of chance: the same keys always give the same draws, on every machine. */
export interface Chance {
  /** Uniform in [0, 1). */
  next(): number;
  /** True with probability `share`. */
  happens(share: number): boolean;
  /** Whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
  /** Picks by weight; the weights need not add to one. */
  weighted<const T>(from: readonly (readonly [T, number])[]): T;
}

/** Mixes whole numbers into one 32-bit number, so that neighboring keys give unrelated results. */
export function mix(...keys: number[]): number {
  let hash = 0x9e3779b9;
  for (const key of keys) {
    hash = Math.imul(hash ^ (key | 0), 0x85ebca6b);
    hash ^= hash >>> 13;
    hash = Math.imul(hash + 0x165667b1, 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
}

/** A chance from keys, for example seed, school year and StudentID. */
export function chance(...keys: number[]): Chance {
  let state = mix(...keys);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let drawn = Math.imul(state ^ (state >>> 15), 1 | state);
    drawn = (drawn + Math.imul(drawn ^ (drawn >>> 7), 61 | drawn)) ^ drawn;
    return ((drawn ^ (drawn >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    happens: (share) => next() < share,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (from) => from[Math.floor(next() * from.length)]!,
    weighted: (from) => {
      let rest = next() * from.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of from) {
        rest -= weight;
        if (rest < 0) return item;
      }
      return from[from.length - 1]![0];
    },
  };
}
