import type { Choice } from "./alike.ts";

/** The cheapest seats that bring at least so many units. Where each date brings the same, the cheapest come first. */
export function cheapestWays(
  dates: readonly (readonly Choice[])[],
  priceOf: (hall: number) => number,
  most: number,
) {
  const priced = dates.map((choices) =>
    choices.map((choice) => ({
      ...choice,
      price: choice.halls.reduce((sum, hall) => sum + priceOf(hall), 0),
    })),
  );
  const stalls = priced.flat();
  if (priced.every(({ length }) => length === 1) && new Set(stalls.map(({ units }) => units)).size <= 1) {
    const inOrder = stalls.toSorted(
      (one, other) => one.price - other.price || one.halls[0]! - other.halls[0]!,
    );
    const costs = [0];
    for (const { price } of inOrder) costs.push(costs.at(-1)! + price);
    const stallsFor = (need: number) => Math.ceil(need / (inOrder[0]?.units ?? 1));
    return {
      cost: (need: number) => costs[stallsFor(need)] ?? Number.POSITIVE_INFINITY,
      way: (need: number) => inOrder.slice(0, stallsFor(need)).flatMap(({ halls }) => halls),
    };
  }
  const width = most + 1;
  const cost = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
  cost[0] = 0;
  const taken = priced.map(() => new Uint8Array(width));
  for (const [date, ofDate] of priced.entries())
    for (let need = most; need > 0; need--)
      for (const [at, { price, units }] of ofDate.entries()) {
        const instead = cost[Math.max(0, need - units)]! + price;
        if (instead < cost[need]!) {
          cost[need] = instead;
          taken[date]![need] = at + 1;
        }
      }
  return {
    cost: (need: number) => cost[need]!,
    way: (need: number) => {
      const way: number[] = [];
      for (let [date, left] = [priced.length - 1, need]; date >= 0 && left > 0; date--) {
        const choice = priced[date]![taken[date]![left]! - 1];
        if (choice === undefined) continue;
        way.push(...choice.halls);
        left = Math.max(0, left - choice.units);
      }
      return way;
    },
  };
}
