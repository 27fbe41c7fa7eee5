import { fill, type Unit } from "./fill.ts";
import { type Effort, makeRoom } from "./make-room.ts";
import type { Slot } from "./model.ts";
import {
  closed,
  copyOf,
  daysOf,
  freeFor,
  type Seating,
  stand,
  standWhereIdle,
  unopened,
  wantedBy,
} from "./seating.ts";
import { slim } from "./slim.ts";

/** What every step of improving is told. `bound`: pupils who come with brothers and sisters, and are not moved alone. */
export type Improving = { units: readonly Unit[]; bound: ReadonlySet<number>; effort: Effort };

/** Seats given anew wherever one can be given, and none kept that earns nothing. */
export function settle(seating: Seating, improving: Improving): void {
  const { units, bound, effort } = improving;
  fill(seating, units);
  while (slim(seating, improving)) fill(seating, units);
  makeRoom(seating, bound, effort);
  for (const who of seating.model.seekers.keys())
    if (seating.chosen[who]!.length > 0) standWhereIdle(seating, who);
}

/** Slots emptied and given to other bands, or closed: the seating that follows. */
export function given(seating: Seating, change: Change, improving: Improving): Seating {
  const next = copyOf(seating);
  for (const { slot } of change) empty(next, slot, improving.bound);
  for (const { slot, band } of change) next.bandOf[slot] = band;
  settle(next, improving);
  for (const { slot } of change)
    if (next.bandOf[slot] !== closed && next.members[slot]!.length === 0) next.bandOf[slot] = unopened;
  return next;
}

function empty(seating: Seating, slot: number, bound: ReadonlySet<number>): void {
  const { slots, seekers, families } = seating.model;
  const { day } = slots[slot]!;
  for (const who of [...seating.members[slot]!]) {
    const family = bound.has(who) ? families[seekers[who]!.family]! : [who];
    for (const one of family)
      stand(
        seating,
        one,
        seating.chosen[one]!.filter((its) => its === slot || (one !== who && slots[its]!.day === day)),
      );
    for (const one of family) standWhereIdle(seating, one);
  }
}

type Change = readonly { slot: number; band: number }[];

/**
 * Gives slots to other bands, and lets two bands exchange slots, where that wins days; what promises most is tried
 * first, each try costing as much as it asks, until none wins or the effort is spent.
 */
export function improveBands(seating: Seating, improving: Improving): Seating {
  const price = 20 + Math.ceil(seating.model.seekers.length / 6);
  let best = seating;
  for (let again = true; again; ) {
    again = false;
    for (const change of changes(best)) {
      if (improving.effort.left <= 0) return best;
      improving.effort.left -= price;
      const next = given(best, change, improving);
      if (daysOf(next) <= daysOf(best)) continue;
      best = next;
      again = true;
      break;
    }
  }
  return best;
}

/** Changes that could win days, best first: one slot for another band, then two bands' slots exchanged. */
function changes(seating: Seating): Change[] {
  const { model, bandOf, members } = seating;
  const unmet = model.bands.map(() => 0);
  const shortest = model.bands.map(() => Number.POSITIVE_INFINITY);
  for (const [who, { band, pupil }] of model.seekers.entries()) {
    unmet[band]! += Math.max(0, wantedBy(seating, who));
    shortest[band] = Math.min(shortest[band]!, pupil.minimumDayMinutes);
  }
  if (unmet.every((wanted) => wanted === 0)) return [];
  const worth = (slot: number, band: number) => Math.min(1, model.slots[slot]!.minutes / shortest[band]!);
  const free = model.bands.map((_, band) =>
    model.slots.reduce((sum, _slot, at) => sum + (bandOf[at] === band ? freeFor(seating, at, band) : 0), 0),
  );
  const loss = (slot: number) => {
    const band = bandOf[slot]!;
    return band < 0 ? 0 : Math.max(0, members[slot]!.length - free[band]!) * worth(slot, band);
  };
  const gain = (slot: number, band: number) =>
    Math.min(
      unmet[band]!,
      Math.min(model.slots[slot]!.room[band]!, model.slots[slot]!.offer.seats) * worth(slot, band),
    );
  const openTo = (slot: number, band: number) =>
    bandOf[slot] !== band && bandOf[slot] !== closed && model.slots[slot]!.room[band]! > 0;
  const all = [...model.slots.keys()];
  const single = all.flatMap((slot) =>
    model.bands.flatMap((_, band) =>
      openTo(slot, band) && unmet[band]! > 0
        ? [{ change: [{ slot, band }], gain: gain(slot, band) - loss(slot) }]
        : [],
    ),
  );
  const exchanged = all.flatMap((slot) =>
    all.slice(slot + 1).flatMap((other) => {
      const [its, theirs] = [bandOf[slot]!, bandOf[other]!];
      const possible = its >= 0 && theirs >= 0 && openTo(slot, theirs) && openTo(other, its);
      if (
        !possible ||
        unmet[its]! + unmet[theirs]! === 0 ||
        sameMoment(model.slots[slot]!, model.slots[other]!)
      )
        return [];
      const room = free[its]! + free[theirs]!;
      return [
        {
          change: [
            { slot, band: theirs },
            { slot: other, band: its },
          ],
          gain: Math.min(room, unmet[its]! + unmet[theirs]!),
        },
      ];
    }),
  );
  const best = (of: { change: Change; gain: number }[]) =>
    of
      .filter((one) => one.gain > 0)
      .toSorted((one, other) => other.gain - one.gain)
      .map(({ change }) => change);
  return [...best(single), ...best(exchanged)];
}

const sameMoment = (one: Slot, other: Slot) =>
  one.day === other.day &&
  one.minutes === other.minutes &&
  one.offer.startsAt === other.offer.startsAt &&
  one.offer.seats === other.offer.seats &&
  one.offer.teacherIds.length === other.offer.teacherIds.length;
