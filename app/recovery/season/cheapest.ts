/** Seats of one pupil on one date: at which times (`halls`), at what price, for how many units of credit. */
export type Stall = { halls: readonly number[]; price: number; units: number };

/** The cheapest seats that bring at least so many units. Where each date brings the same, the cheapest come first. */
export function cheapestWays(days: readonly (readonly Stall[])[], most: number, mostInDay: number) {
  const dates = days.flatMap(fewTimes);
  const stalls = dates.flat();
  if (dates.every(({ length }) => length === 1) && new Set(stalls.map(({ units }) => units)).size <= 1) {
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
  const taken = dates.map(() => new Uint8Array(width));
  const choices = dates.map((ofDay) => together(ofDay, mostInDay));
  for (const [date, ofDate] of choices.entries())
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
      for (let [date, left] = [choices.length - 1, need]; date >= 0 && left > 0; date--) {
        const choice = choices[date]![taken[date]![left]! - 1];
        if (choice === undefined) continue;
        way.push(...choice.halls);
        left = Math.max(0, left - choice.units);
      }
      return way;
    },
  };
}

/** Times of a date that are looked at together; where there are more, each of the rest is taken for a date of its own. */
const mostTimes = 4;

const fewTimes = (ofDay: readonly Stall[]): Stall[][] => [
  ofDay.slice(0, mostTimes),
  ...ofDay.slice(mostTimes).map((one) => [one]),
];

/** Every choice of times on one date, each with what it credits at most. */
function together(ofDay: readonly Stall[], mostInDay: number): Stall[] {
  const choices: Stall[] = [];
  for (const { halls, price, units } of ofDay)
    choices.push(
      { halls, price, units: Math.min(units, mostInDay) },
      ...choices.map((other) => ({
        halls: [...other.halls, ...halls],
        price: other.price + price,
        units: Math.min(other.units + units, mostInDay),
      })),
    );
  return choices;
}
