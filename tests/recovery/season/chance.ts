/** Numbers that look random and are the same in each run (mulberry32). */
export function chance(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (from: number, through: number) => from + Math.floor(next() * (through - from + 1));
  const oneOf = <T>(of: readonly T[]): T => of[whole(0, of.length - 1)] as T;
  return { next, whole, oneOf };
}
