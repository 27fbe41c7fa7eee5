import { type Earned, earn } from "./earn.ts";
import type { Model, Seeker } from "./model.ts";

/** No band sits in the slot yet, or it is not to be held at all. */
export const unopened = -1;
export const closed = -2;

/** Who sits where while a season is being planned. Everything is counted by the index in the model. */
export type Seating = {
  model: Model;
  /** By slot: the band it is for, `unopened` or `closed`. */
  bandOf: number[];
  /** By slot: who sits there, in the order they came, and their weights together. */
  members: number[][];
  weightIn: number[];
  /** By seeker. */
  chosen: number[][];
  earned: Earned[];
  /** Days that each earns by what is booked already. */
  before: readonly number[];
  /** By slot and band: what a seat is taken to cost, a weight of it. */
  prices: Prices;
};

export type Prices = readonly (readonly number[])[];

/** A seat costs its share of the teachers' minutes. */
export const teachersMinutes = ({ slots }: Model): Prices =>
  slots.map(({ minutes, room, offer }) =>
    room.map((units) =>
      units === 0 ? 0 : (minutes * offer.teacherIds.length) / Math.min(units, offer.seats),
    ),
  );

export function emptySeating(model: Model, prices = teachersMinutes(model)): Seating {
  const start = model.seekers.map((seeker) => earn(seeker.pupil, seeker.fixed, model.settings));
  return {
    model,
    bandOf: model.slots.map(() => unopened),
    members: model.slots.map(() => []),
    weightIn: model.slots.map(() => 0),
    chosen: model.seekers.map(() => []),
    earned: start,
    before: start.map(({ days }) => days),
    prices,
  };
}

/** A copy that later changes do not reach. */
export const copyOf = (seating: Seating): Seating => ({
  ...seating,
  bandOf: [...seating.bandOf],
  members: seating.members.map((members) => [...members]),
  weightIn: [...seating.weightIn],
  chosen: seating.chosen.map((slots) => [...slots]),
  earned: [...seating.earned],
});

/** The days that the seating wins, all pupils together. */
export function daysOf(seating: Seating): number {
  return seating.earned.reduce((sum, { days }, at) => sum + days - seating.before[at]!, 0);
}

/** Days that a seeker could still be given. */
export const wantedBy = (seating: Seating, who: number) =>
  seating.model.seekers[who]!.pupil.recoverableDays - seating.earned[who]!.days;

/** Free room of a slot for a band, in weights; that of an unopened slot is all of it. */
export function freeFor(seating: Seating, slot: number, band: number): number {
  const { room, offer } = seating.model.slots[slot]!;
  const its = seating.bandOf[slot]!;
  if (its !== band && its !== unopened) return 0;
  if (seating.members[slot]!.length >= offer.seats) return 0;
  return room[band]! - seating.weightIn[slot]!;
}

/** May this pupil sit in the slot beside what else they sit in, full or not? `leaving`: a slot they would give up for it. */
export function couldSit(seating: Seating, who: number, slot: number, leaving = -1): boolean {
  const { slots, seekers } = seating.model;
  const { clashes } = slots[slot]!;
  return (
    !seekers[who]!.blocked.has(slot) &&
    seating.chosen[who]!.every((other) => other === leaving || !clashes.has(other))
  );
}

/** What a seeker would earn by these slots beside what is booked. */
export function earnedBy(seating: Seating, who: number, slots: readonly number[]): Earned {
  const { pupil, fixed } = seating.model.seekers[who] as Seeker;
  return earn(pupil, [...fixed, ...slots.map((slot) => seating.model.slots[slot]!)], seating.model.settings);
}

export function sit(seating: Seating, who: number, slots: readonly number[]): void {
  const { band, weight } = seating.model.seekers[who]!;
  for (const slot of slots) {
    seating.bandOf[slot] = band;
    seating.members[slot]!.push(who);
    seating.weightIn[slot]! += weight;
    seating.chosen[who]!.push(slot);
  }
  seating.earned[who] = earnedBy(seating, who, seating.chosen[who]!);
}

/** Takes a seeker out of slots; one that nobody sits in any more may be opened for another band. */
export function stand(seating: Seating, who: number, slots: readonly number[]): void {
  const { weight } = seating.model.seekers[who]!;
  for (const slot of slots) {
    seating.members[slot]!.splice(seating.members[slot]!.indexOf(who), 1);
    seating.weightIn[slot]! -= weight;
    seating.chosen[who]!.splice(seating.chosen[who]!.indexOf(slot), 1);
    if (seating.members[slot]!.length === 0) seating.bandOf[slot] = unopened;
  }
  seating.earned[who] = earnedBy(seating, who, seating.chosen[who]!);
}

/** Gives back every seat that earns its pupil nothing, the latest dates first. */
export function standWhereIdle(seating: Seating, who: number): void {
  for (const slot of seating.chosen[who]!.toSorted((one, other) => other - one)) {
    const others = seating.chosen[who]!.filter((other) => other !== slot);
    if (earnedBy(seating, who, others).days === seating.earned[who]!.days) stand(seating, who, [slot]);
  }
}
