import { type Alike, alikeOf } from "./alike.ts";
import type { Model } from "./model.ts";

/** Rounds of the search for prices; each asks every class of pupils once. */
const rounds = 400;
/** Rounds without a lower bound after which prices move by less. */
const patience = 20;
/** Bands that pay this share of the best for a slot count as paying as much. */
const nearly = 0.97;

/**
 * A number of days that no plan within the rules exceeds (Lagrange's relaxation): seats have prices instead of limits,
 * each pupil buys the days that are worth more than their seats, each slot is let to the band that pays most. Whatever
 * the prices, the sum is an upper bound; the search lowers it toward `found`, the days of a plan that exists.
 */
export function atMostDays(model: Model, found: number): number {
  const classes = alikeOf(model);
  const heaviest = model.bands.map((_, band) =>
    Math.max(1, ...model.seekers.filter((seeker) => seeker.band === band).map(({ weight }) => weight)),
  );
  const capacity = model.slots.map(({ room, offer }) =>
    room.map((units, band) => Math.min(units, offer.seats * heaviest[band]!)),
  );
  // All bands start out paying as much for a slot, near what its hours are worth where pupils are many.
  const prices = model.slots.map(({ minutes }, slot) => {
    const worth = (minutes / 240) * Math.max(...capacity[slot]!);
    return capacity[slot]!.map((seats) => (seats > 0 ? worth / seats : 0));
  });
  const heading = model.slots.map(({ room }) => room.map(() => 0));
  let [best, step, stale] = [Number.POSITIVE_INFINITY, 1, 0];
  for (let round = 0; round < rounds && Math.floor(best + 1e-6) > found; round++) {
    const over = model.slots.map(({ room }) => room.map(() => 0));
    let bound = classes.reduce((sum, alike) => sum + bought(alike, prices, over), 0);
    let norm = 0;
    for (const [slot, of] of prices.entries()) {
      const pays = of.map((price, band) => price * capacity[slot]![band]!);
      const top = Math.max(0, ...pays);
      bound += top;
      // Bands that pay nearly as much share the slot: any share of the best is as good a direction.
      const near = pays.flatMap((pay, band) => (top > 0 && pay >= top * nearly ? [band] : []));
      for (const band of near) over[slot]![band]! -= capacity[slot]![band]! / near.length;
    }
    for (const [slot, of] of prices.entries())
      for (const band of of.keys()) {
        const way = (heading[slot]![band]! + over[slot]![band]!) / 2;
        heading[slot]![band] = way < 0 && of[band] === 0 ? 0 : way;
        norm += heading[slot]![band]! ** 2;
      }
    stale = bound < best - 1e-9 ? 0 : stale + 1;
    best = Math.min(best, bound);
    if (stale >= patience) [step, stale] = [step / 1.3, 0];
    if (norm === 0) break;
    const size = (step * Math.max(bound - found, 0.5)) / norm;
    for (const [slot, of] of prices.entries())
      for (const band of of.keys()) of[band] = Math.max(0, of[band]! + size * heading[slot]![band]!);
  }
  return Math.max(found, Math.floor(best + 1e-6));
}

type Stall = { slot: number; price: number; units: number };

/** What pupils of a class gain, days less prices; the weights that they bring to slots are added to `over`. */
function bought(alike: Alike, prices: readonly number[][], over: number[][]): number {
  const { band, weight, moments, minimumDay, unit } = alike;
  const stalls = moments.map(({ slots, units }): Stall => {
    const cheapest = slots.reduce((best, slot) =>
      prices[slot]![band]! < prices[best]![band]! ? slot : best,
    );
    return { slot: cheapest, price: prices[cheapest]![band]! * weight, units };
  });
  const units = (minutes: number) => Math.max(0, Math.ceil(minutes / unit));
  const most = alike.kinds.reduce((top, { bank, days }) => Math.max(top, units(days * minimumDay - bank)), 0);
  const reached = cheapestWays(stalls, most);
  let sum = 0;
  for (const { bank, days, before, count } of alike.kinds) {
    let [best, at] = [0, -1];
    for (let day = before + 1; day <= days; day++) {
      const need = units(day * minimumDay - bank);
      const gain = day - before - reached.cost(need);
      if (gain > best) [best, at] = [gain, need];
    }
    sum += best * count;
    if (at > 0) for (const { slot } of reached.way(at)) over[slot]![band]! += count * weight;
  }
  return sum;
}

/** The cheapest stalls that bring at least so many units. Where all bring the same, the cheapest come first. */
function cheapestWays(stalls: readonly Stall[], most: number) {
  if (new Set(stalls.map(({ units }) => units)).size <= 1) {
    const inOrder = stalls.toSorted((one, other) => one.price - other.price || one.slot - other.slot);
    const costs = [0];
    for (const { price } of inOrder) costs.push(costs.at(-1)! + price);
    const stallsFor = (need: number) => Math.ceil(need / (inOrder[0]?.units ?? 1));
    return {
      cost: (need: number) => costs[stallsFor(need)] ?? Number.POSITIVE_INFINITY,
      way: (need: number) => inOrder.slice(0, stallsFor(need)),
    };
  }
  const width = most + 1;
  const cost = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
  cost[0] = 0;
  const taken = new Uint8Array(stalls.length * width);
  for (const [index, { price, units }] of stalls.entries())
    for (let need = most; need > 0; need--) {
      const instead = cost[Math.max(0, need - units)]! + price;
      if (instead < cost[need]!) {
        cost[need] = instead;
        taken[index * width + need] = 1;
      }
    }
  return {
    cost: (need: number) => cost[need]!,
    way: (need: number) => {
      const way: Stall[] = [];
      for (let [index, left] = [stalls.length - 1, need]; index >= 0 && left > 0; index--)
        if (taken[index * width + left] === 1) {
          way.push(stalls[index]!);
          left = Math.max(0, left - stalls[index]!.units);
        }
      return way;
    },
  };
}
