import { creditAlone } from "./earn.ts";
import { couldSit, earnedBy, freeFor, type Seating, unopened, wantedBy } from "./seating.ts";

/** Seats that together win a pupil whole days. `cost`: what the seats of each day cost. */
export type Package = { slots: number[]; days: number; cost: number };

/**
 * How many days at once a package looks ahead, by how many lengths of session it may mix: with two-hour sessions three
 * seats may make two days of 180 minutes, and eleven make six of 230 with an hour banked.
 */
const daysAhead = [0, 10, 4, 3, 2];
/** Lengths of session that one package may mix. */
const mostLengths = 4;

/** `price`: of a seat of it, in the middle of its slots. */
type Length = { minutes: number; credit: number; slots: number[]; price: number };

/**
 * The cheapest seats that win this pupil days, or null when none do: no seat is spent on a part of a day that nothing
 * completes. `reach` says which slots may be taken, such as full ones in which somebody makes room.
 */
export function bestPackage(
  seating: Seating,
  who: number,
  reach: (slot: number) => boolean = (slot) => isFree(seating, who, slot),
): Package | null {
  const wanted = wantedBy(seating, who);
  if (wanted <= 0) return null;
  const lengths = lengthsFor(seating, who, reach);
  if (lengths.length === 0) return null;
  const { band, weight, pupil } = seating.model.seekers[who]!;
  const costOf = (slots: readonly number[]) =>
    slots.reduce((sum, slot) => sum + seating.prices[slot]![band]! * weight, 0);
  const tries: { counts: number[]; perDay: number; ahead: number }[] = [];
  for (let ahead = 1; ahead <= Math.min(daysAhead[lengths.length]!, wanted); ahead++) {
    const need = ahead * pupil.minimumDayMinutes - seating.earned[who]!.bank;
    for (const counts of covers(lengths, need)) {
      const price = counts.reduce((sum, count, at) => sum + count * lengths[at]!.price, 0);
      tries.push({ counts, ahead, perDay: price / ahead });
    }
  }
  tries.sort((one, other) => one.perDay - other.perDay || one.ahead - other.ahead);
  for (const { counts } of tries) {
    const slots = pick(seating, who, lengths, counts);
    if (slots === null) continue;
    const days = earnedBy(seating, who, [...seating.chosen[who]!, ...slots]).days - seating.earned[who]!.days;
    if (days > 0) return { slots, days, cost: costOf(slots) / days };
  }
  return null;
}

export const isFree = (seating: Seating, who: number, slot: number) => {
  const { band, weight } = seating.model.seekers[who]!;
  return freeFor(seating, slot, band) >= weight;
};

function lengthsFor(seating: Seating, who: number, reach: (slot: number) => boolean): Length[] {
  const { slots, seekers, settings } = seating.model;
  const { pupil, band } = seekers[who]!;
  const lengths = new Map<number, Length>();
  for (const [slot, { minutes }] of slots.entries()) {
    if (!reach(slot) || !couldSit(seating, who, slot)) continue;
    const known = lengths.get(minutes);
    if (known) known.slots.push(slot);
    else {
      // The running total of hours, and hours of a date, may come from several sessions: there a minute is a minute.
      const alone = creditAlone(minutes, pupil.minimumDayMinutes, settings);
      const credit = settings.rounding === "HOUR_TOTAL" ? Math.min(minutes, pupil.minimumDayMinutes) : alone;
      if (credit > 0) lengths.set(minutes, { minutes, credit, slots: [slot], price: 0 });
    }
  }
  for (const length of lengths.values())
    length.price =
      length.slots.reduce((sum, slot) => sum + seating.prices[slot]![band]!, 0) / length.slots.length;
  return [...lengths.values()]
    .toSorted((one, other) => other.slots.length - one.slots.length || other.minutes - one.minutes)
    .slice(0, mostLengths);
}

/** Every way to reach the needed minutes of which no seat could be left out. */
function covers(lengths: readonly Length[], need: number): number[][] {
  const ways: number[][] = [];
  const add = (counts: number[], left: number, smallest: number) => {
    const length = lengths[counts.length];
    if (length === undefined) {
      if (left <= 0 && left + smallest > 0) ways.push(counts);
      return;
    }
    const most = Math.min(length.slots.length, Math.max(0, Math.ceil(left / length.credit)));
    for (let count = 0; count <= most; count++)
      add(
        [...counts, count],
        left - count * length.credit,
        count > 0 ? Math.min(smallest, length.credit) : smallest,
      );
  };
  add([], need, Number.POSITIVE_INFINITY);
  return ways;
}

/** So many slots of each length that do not clash: a sibling's dates first, dates of the pupil's own last. */
function pick(
  seating: Seating,
  who: number,
  lengths: readonly Length[],
  counts: readonly number[],
): number[] | null {
  const picked: number[] = [];
  const rank = rankFor(seating, who);
  for (const [at, count] of counts.entries()) {
    if (count === 0) continue;
    const ranked = lengths[at]!.slots.map((slot) => ({ slot, rank: rank(slot) })).toSorted(
      (one, other) => compare(one.rank, other.rank) || one.slot - other.slot,
    );
    let left = count;
    for (const spread of [true, false]) {
      for (const { slot } of ranked) {
        if (left === 0) break;
        const { clashes, day } = seating.model.slots[slot]!;
        if (picked.some((other) => clashes.has(other))) continue;
        if (spread && picked.some((other) => seating.model.slots[other]!.day === day)) continue;
        picked.push(slot);
        left -= 1;
      }
    }
    if (left > 0) return null;
  }
  return picked;
}

const compare = (one: readonly number[], other: readonly number[]) => {
  for (const [at, value] of one.entries()) if (value !== other[at]) return value - other[at]!;
  return 0;
};

/** How much of a slot a band could use, of what the band that can use most of it could. */
function shareOfBest({ model }: Seating, slot: number, band: number): number {
  const { room, offer } = model.slots[slot]!;
  const most = room.map((units) => Math.min(units, offer.seats));
  return most[band]! / Math.max(...most);
}

function rankFor(seating: Seating, who: number): (slot: number) => number[] {
  const { slots, seekers, families } = seating.model;
  const { band, weight, family, fixed } = seekers[who]!;
  const own = [...fixed, ...seating.chosen[who]!.map((slot) => slots[slot]!)];
  const siblings = family === -1 ? [] : families[family]!.filter((other) => other !== who);
  const theirs = new Set(siblings.flatMap((other) => seating.chosen[other]!.map((slot) => slots[slot]!.day)));
  return (slot) => {
    const { day, week } = slots[slot]!;
    const full = freeFor(seating, slot, band) < weight;
    const opens = seating.bandOf[slot] === unopened;
    const beside = slots.filter((other, at) => other.day === day && seating.bandOf[at] === band).length;
    return [
      Number(own.filter((sitting) => sitting.week === week).length >= 5),
      Number(full),
      Number(own.some((sitting) => sitting.day === day)),
      Number(!theirs.has(day)),
      Number(opens),
      opens ? beside : 0,
      opens ? -shareOfBest(seating, slot, band) : 0,
      -freeFor(seating, slot, band),
    ];
  };
}
