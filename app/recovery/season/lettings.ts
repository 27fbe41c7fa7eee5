import type { Alike } from "./alike.ts";
import type { Hall } from "./halls.ts";

/** Most slots of a season of which every letting is looked at: each slot more takes three times as long. */
export const mostSlots = 14;

/** Never less than what a band can win: `days`, and for each weight that it seats in a hall the price there. */
export type Ceiling = { days: number; prices: readonly number[] };

/** Slots as a set of bits, one for each slot in the order of the halls. */
type Rooms = number;

/** More days than any season has, few enough to be added up. */
const unasked = 100_000_000;

/** The rooms that one band is let, and the days that its ceilings allow it there. */
export type Let = { rooms: Rooms; days: number };

/**
 * Every way to let whole rooms to `bands`, each band held below the ceilings that are set for it. Dates on which every
 * class of pupils finds the same are as good as one another, so a ceiling also stands with its dates exchanged: the
 * dearest of them is taken for the one where the fewest sit.
 */
export function lettingsOf(halls: readonly Hall[], classes: readonly Alike[], bands: readonly number[]) {
  const slots = halls.reduce((sum, { rooms }) => sum + rooms.length, 0);
  const every: Rooms = 2 ** slots - 1;
  const like = likeDates(halls, classes);
  const width = halls.length;

  const seatsWith = (at: number, rooms: Rooms): number[] => {
    const band = bands[at]!;
    let bit = 0;
    return halls.map(({ rooms: its, reach }) => {
      const seats = its.reduce((sum, room) => sum + (rooms & (1 << bit++) ? room[band]! : 0), 0);
      return Math.min(seats, reach[band]!.at(-1)!);
    });
  };
  // By band and rooms: the weights seated in each hall, of like dates the fullest first.
  const fullestFirst = bands.map((_, at) => {
    const table = new Float64Array((every + 1) * width);
    for (let rooms: Rooms = 0; rooms <= every; rooms++)
      table.set(inOrder(like, seatsWith(at, rooms), -1), rooms * width);
    return table;
  });
  // By band and rooms: the most days that ceilings allow.
  const allowed = bands.map(() => new Int32Array(every + 1).fill(unasked));

  const shared = sharing(allowed, every);

  return {
    /** The weights that a band seats in each hall with these rooms. */
    seatsWith,
    /** The days that ceilings allow a band with these rooms. */
    allowed: (at: number, rooms: Rooms): number => allowed[at]![rooms]!,
    /** No band wins more than a ceiling of its own, in whole days. */
    lower: (at: number, { days, prices }: Ceiling): void => {
      const [cheapestFirst, seats, most] = [inOrder(like, prices, 1), fullestFirst[at]!, allowed[at]!];
      for (let rooms: Rooms = 0; rooms <= every; rooms++) {
        let sum = days;
        for (let place = 0; place < width; place++)
          sum += cheapestFirst[place]! * seats[rooms * width + place]!;
        most[rooms] = Math.min(most[rooms]!, Math.floor(sum + 1e-6));
      }
    },
    /** The letting that ceilings allow the most days, by band. */
    best: shared.best,
    /** Steps that looks for the best letting have taken so far. */
    steps: shared.steps,
  };
}

/**
 * Shares rooms out among bands, each of which is allowed so many days by its rooms, for the most days. What was allowed
 * may have come down since the last look, so what it found is only too high: just what still looks best is asked anew.
 */
function sharing(allowed: readonly Int32Array[], every: Rooms) {
  // By band and rooms: the most days that it and those before it win together; and the look that asked last.
  const together = allowed.map((own, at) => (at === 0 ? own : new Int32Array(every + 1)));
  const asked = allowed.map(() => new Int32Array(every + 1));
  let [look, steps] = [0, 0];

  const mostOf = (at: number, rooms: Rooms): { days: number; its: Rooms } => {
    const [own, before] = [allowed[at]!, together[at - 1]!];
    let [days, best] = [-1, 0];
    for (let its = rooms; ; its = (its - 1) & rooms) {
      const sum = own[its]! + before[rooms ^ its]!;
      if (sum > days) [days, best] = [sum, its];
      steps += 1;
      if (its === 0) return { days, its: best };
    }
  };
  const ask = (at: number, rooms: Rooms): number => {
    if (at === 0 || asked[at]![rooms] === look) return together[at]![rooms]!;
    for (;;) {
      const { days, its } = mostOf(at, rooms);
      const known = together[at - 1]![rooms ^ its]!;
      if (ask(at - 1, rooms ^ its) < known) continue;
      asked[at]![rooms] = look;
      together[at]![rooms] = days;
      return days;
    }
  };
  return {
    steps: () => steps,
    best: (): Let[] => {
      look += 1;
      for (let at = 1; look === 1 && at < allowed.length - 1; at++)
        for (let rooms: Rooms = 0; rooms <= every; rooms++) together[at]![rooms] = mostOf(at, rooms).days;
      ask(allowed.length - 1, every);
      const letting: Let[] = [];
      let left = every;
      for (let at = allowed.length - 1; at > 0; at--) {
        const { its } = mostOf(at, left);
        letting.unshift({ rooms: its, days: allowed[at]![its]! });
        left ^= its;
      }
      return [{ rooms: left, days: allowed[0]![left]! }, ...letting];
    },
  };
}

/** What halls hold, like dates in the order of what they hold together: the least first, or the most with `sign` -1. */
function inOrder(like: readonly number[][][], held: readonly number[], sign: 1 | -1): number[] {
  const total = (date: readonly number[]) => date.reduce((sum, hall) => sum + held[hall]!, 0);
  return like.flatMap((dates) =>
    dates
      .toSorted((one, other) => sign * (total(one) - total(other)))
      .flatMap((date) => date.map((hall) => held[hall]!)),
  );
}

/** Dates by their halls, each with those on which every class of pupils finds the same. */
function likeDates(halls: readonly Hall[], classes: readonly Alike[]): number[][][] {
  const dates = [...Map.groupBy(halls.keys(), (hall) => halls[hall]!.day).values()];
  const finds = classes.map(({ dates }) =>
    Map.groupBy(dates.flat(), ({ halls: its }) => halls[its[0]!]!.day),
  );
  const found = (date: readonly number[]) =>
    finds.map((of) =>
      (of.get(halls[date[0]!]!.day) ?? []).map((choice) => [
        choice.units,
        choice.halls.map((hall) => date.indexOf(hall)),
      ]),
    );
  return [...Map.groupBy(dates, (date) => JSON.stringify([date.length, found(date)])).values()];
}
