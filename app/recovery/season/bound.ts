import { alikeOf } from "./alike.ts";
import { bought } from "./buying.ts";
import { earn } from "./earn.ts";
import { type Hall, hallsOf, letAll } from "./halls.ts";
import { mostSlots } from "./lettings.ts";
import type { Model } from "./model.ts";
import type { Prices } from "./seating.ts";
import { atMostInWholeRooms } from "./whole-rooms.ts";

/** Rounds of the search for prices; each asks every class of pupils once. */
const rounds = 600;
/** Rounds without a lower bound after which prices move by less. */
const patience = 20;

/**
 * A number of days that no plan within the rules exceeds (Lagrange's relaxation): seats have prices instead of limits,
 * each pupil buys the days that are worth more than their seats, each room is let to the band that pays most. Whatever
 * the prices, the sum is an upper bound; the search lowers it toward `found`, the days of a plan that exists. `prices`:
 * those of the lowest bound, by slot and band. Where few rooms are let, the bound comes down further to what is won in
 * whole rooms, and `bandOf` has the band of each slot in the letting where it stops.
 */
export function atMostDays(
  model: Model,
  found: number,
): { days: number; prices: Prices; bandOf: ReadonlyMap<number, number> } {
  const halls = hallsOf(model);
  const classes = alikeOf(model, halls);
  const prices = halls.map(startingPrices);
  let kept = prices.map((of) => [...of]);
  const heading = halls.map(({ reach }) => reach.map(() => 0));
  let [best, step, stale] = [aDayASeat(model, halls), 1, 0];
  for (let round = 0; round < rounds && Math.floor(best + 1e-6) > found; round++) {
    const came = model.bands.map(() => halls.map(() => 0));
    let bound = classes.reduce(
      (sum, alike) => sum + bought(alike, pricesFor(alike.band, prices), came[alike.band]!),
      0,
    );
    const taken = letAll(halls, prices);
    bound += taken.value;
    let norm = 0;
    for (const [at, of] of prices.entries())
      for (const band of of.keys()) {
        const way = (heading[at]![band]! + came[band]![at]! - taken.seats[at]![band]!) / 2;
        heading[at]![band] = way < 0 && of[band] === 0 ? 0 : way;
        norm += heading[at]![band]! ** 2;
      }
    stale = bound < best - 1e-9 ? 0 : stale + 1;
    if (bound < best) [best, kept] = [bound, prices.map((of) => [...of])];
    if (stale >= patience) [step, stale] = [step / 1.3, 0];
    if (norm === 0) break;
    const size = (step * Math.max(bound - found, 0.5)) / norm;
    for (const [at, of] of prices.entries())
      for (const band of of.keys()) of[band] = Math.max(0, of[band]! + size * heading[at]![band]!);
  }
  const hallOf = new Map(halls.flatMap(({ slots }, at) => slots.map((slot) => [slot, at] as const)));
  const few = model.slots.length <= mostSlots && Math.floor(best + 1e-6) > found;
  const whole = few ? atMostInWholeRooms({ halls, classes }, kept, found) : null;
  return {
    days: Math.max(found, Math.min(Math.floor(best + 1e-6), whole?.days ?? Number.POSITIVE_INFINITY)),
    prices: model.slots.map((_, slot) => kept[hallOf.get(slot)!]!),
    bandOf: whole?.bandOf ?? new Map(),
  };
}

/** What a weight of a band pays, by hall. */
export const pricesFor = (band: number, prices: Prices) => prices.map((of) => of[band]!);

/** All bands start out paying as much for a room, near what its hours are worth where pupils are many. */
function startingPrices({ minutes, reach }: Hall): number[] {
  const room = reach.map((seats) => seats[1]!);
  const worth = (minutes / 240) * Math.max(...room);
  return room.map((seats) => (seats > 0 ? worth / seats : 0));
}

/**
 * On each date a pupil earns one day at most (AR-CAP-4), so no more days are won than there are seats, and dates booked
 * already on which nothing is earned yet.
 */
function aDayASeat({ seekers, settings, bands }: Model, halls: readonly Hall[]): number {
  const one = halls.map(() => bands.map(() => 1));
  const seats = letAll(halls, one).value;
  const waiting = seekers.reduce((sum, { pupil, fixed }) => {
    const dates = new Set(fixed.map(({ day }) => day)).size;
    return sum + (dates === 0 ? 0 : dates - earn(pupil, fixed, settings).days);
  }, 0);
  return seats + waiting;
}
