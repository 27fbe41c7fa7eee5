import type { Model } from "./model.ts";

/**
 * All slots of one time on one date. `rooms`: the weights that each seats, by band. `reach`: by band, the most weights
 * that so many of them seat, and no more than there are pupils: from 0 rooms to all of them.
 */
export type Hall = {
  day: number;
  minutes: number;
  slots: readonly number[];
  rooms: readonly (readonly number[])[];
  reach: readonly (readonly number[])[];
};

/** The halls of a season, in the order of their first slots. A pupil sits in one slot of each at most. */
export function hallsOf({ slots, seekers, bands }: Model): Hall[] {
  const inBand = bands.map((_, band) => seekers.filter((seeker) => seeker.band === band));
  const heaviest = inBand.map((those) => Math.max(1, ...those.map(({ weight }) => weight)));
  const all = inBand.map((those) => those.reduce((sum, { weight }) => sum + weight, 0));
  const byTime = Map.groupBy([...slots.keys()], (slot) => {
    const { day, offer } = slots[slot]!;
    return `${day} ${offer.startsAt} ${offer.endsAt}`;
  });
  return [...byTime.values()].map((those) => {
    const { day, minutes } = slots[those[0]!]!;
    const rooms = those.map((slot) => {
      const { room, offer } = slots[slot]!;
      return room.map((units, band) => Math.min(units, offer.seats * heaviest[band]!));
    });
    const reach = bands.map((_, band) => {
      const sums = [0];
      for (const seats of rooms.map((room) => room[band]!).toSorted((one, other) => other - one))
        sums.push(Math.min(all[band]!, sums.at(-1)! + seats));
      return sums;
    });
    return { day, minutes, slots: those, rooms, reach };
  });
}

/** What a band would pay for one room more. */
const more = (reach: readonly number[], price: number, rooms: number) =>
  price * ((reach[rooms + 1] ?? reach[rooms]!) - reach[rooms]!);

/**
 * The most that halls can be let for: never less than any way to give whole rooms to bands. Of two ways to look at a hall
 * the lower counts: each room by itself to the band that pays most; or room by room, where a band that has seats for all
 * of its pupils pays no more, but counts its largest rooms. `seats`: the weights seated, by hall and band, looked at in
 * the way that is lower for all of them.
 */
export function letAll(
  halls: readonly Hall[],
  prices: readonly (readonly number[])[],
): { value: number; seats: number[][] } {
  const apart = halls.map((hall, at) => roomByRoom(hall, prices[at]!));
  const limited = halls.map((hall, at) => asManyAsCome(hall, prices[at]!));
  const total = (of: typeof apart) => of.reduce((sum, { value }) => sum + value, 0);
  return {
    value: apart.reduce((sum, { value }, at) => sum + Math.min(value, limited[at]!.value), 0),
    seats: (total(limited) < total(apart) ? limited : apart).map(({ seats }) => seats),
  };
}

/** Bands that pay this share of the best for a room count as paying as much: any share of it is as good a direction. */
const nearly = 0.97;

function roomByRoom({ rooms }: Hall, prices: readonly number[]) {
  let value = 0;
  const seats = prices.map(() => 0);
  for (const room of rooms) {
    const pays = prices.map((price, band) => price * room[band]!);
    const top = Math.max(0, ...pays);
    value += top;
    const near = pays.flatMap((pay, band) => (top > 0 && pay >= top * nearly ? [band] : []));
    for (const band of near) seats[band]! += room[band]! / near.length;
  }
  return { value, seats };
}

function asManyAsCome({ rooms, reach }: Hall, prices: readonly number[]) {
  let value = 0;
  const whole = prices.map(() => 0);
  const shared = prices.map(() => 0);
  const pay = (band: number, count: number) => more(reach[band]!, prices[band]!, count);
  for (const _ of rooms) {
    const pays = prices.map((_price, band) => pay(band, whole[band]!));
    const top = pays.reduce((best, one, band) => (one > pays[best]! ? band : best), 0);
    value += pays[top]!;
    whole[top]! += 1;
    const share = prices.map((_price, band) => pay(band, Math.floor(shared[band]! + 1e-9)));
    const most = Math.max(...share);
    const near = share.flatMap((one, band) => (most > 0 && one >= most * nearly ? [band] : []));
    for (const band of near) shared[band]! += 1 / near.length;
  }
  const seats = shared.map((count, band) => {
    const below = Math.floor(count + 1e-9);
    return reach[band]![below]! + (count - below) * more(reach[band]!, 1, below);
  });
  return { value, seats };
}
