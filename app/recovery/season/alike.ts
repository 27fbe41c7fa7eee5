import { creditAlone, earn } from "./earn.ts";
import type { Model, Seeker } from "./model.ts";

/** Slots of one time on one date, of which a pupil sits in one at most; `units` is the credit of a seat. */
export type Moment = { slots: readonly number[]; units: number };

/** Seekers of one class that also have the same minutes banked and days to recover. */
export type Kind = { count: number; bank: number; days: number; before: number };

/** Seekers who may sit in the same slots for the same credit, minutes counted in whole units. */
export type Alike = {
  band: number;
  weight: number;
  minimumDay: number;
  unit: number;
  moments: readonly Moment[];
  kinds: readonly Kind[];
};

/** Where every minute counts, minutes are taken in tens, rounded in the pupils' favor. */
const coarse = 10;

/**
 * Seekers by what an upper bound needs to know. Credit is never less than what a slot can add, whatever else a pupil
 * sits in, so that the bound stays one.
 */
export function alikeOf(model: Model): Alike[] {
  const classes = Map.groupBy(model.seekers, ({ band, weight, blocked, pupil }) =>
    [band, weight, pupil.minimumDayMinutes, ...blocked].join(),
  );
  return [...classes.values()].map((seekers) => {
    const { band, weight, pupil } = seekers[0]!;
    const momentsOfClass = momentsFor(model, seekers[0]!);
    const least = model.settings.rounding === "MINUTES" ? coarse : 1;
    const unit = Math.max(
      least,
      momentsOfClass.reduce((sum, { units }) => greatestCommon(sum, units), 0),
    );
    const kinds = Map.groupBy(
      seekers.map((seeker) => kindOf(model, seeker)),
      ({ bank, days, before }) => [bank, days, before].join(),
    );
    return {
      band,
      weight,
      minimumDay: pupil.minimumDayMinutes,
      unit,
      moments: momentsOfClass.map((moment) => ({ ...moment, units: Math.ceil(moment.units / unit) })),
      kinds: [...kinds.values()].map((same) => ({ ...same[0]!, count: same.length })),
    };
  });
}

const greatestCommon = (one: number, other: number): number =>
  other === 0 ? one : greatestCommon(other, one % other);

function momentsFor(model: Model, { band, blocked, pupil }: Seeker): Moment[] {
  const open = model.slots.flatMap((slot, at) =>
    slot.room[band]! > 0 && !blocked.has(at)
      ? [{ at, units: creditMost(model, pupil.minimumDayMinutes, at) }]
      : [],
  );
  const byTime = Map.groupBy(open, ({ at }) => {
    const { day, offer } = model.slots[at]!;
    return `${day} ${offer.startsAt} ${offer.endsAt}`;
  });
  return [...byTime.values()]
    .map((same) => ({ slots: same.map(({ at }) => at), units: same[0]!.units }))
    .filter(({ units }) => units > 0);
}

/** Minutes of credit, no less than what the slot can add for a pupil, whatever else they sit in on that date. */
function creditMost(model: Model, minimumDay: number, slot: number): number {
  const { day, minutes, clashes } = model.slots[slot]!;
  const { rounding, dailyExcess } = model.settings;
  const only = model.slots.every((other, at) => other.day !== day || clashes.has(at));
  const booked = model.seekers.some(({ fixed }) => fixed.some((sitting) => sitting.day === day));
  if (only && !booked && (rounding === "HOUR_PER_SESSION" || rounding === "HOUR_PER_DATE"))
    return creditAlone(minutes, minimumDay, model.settings);
  return dailyExcess === "DISCARD" ? Math.min(minutes, minimumDay) : minutes;
}

function kindOf({ settings }: Model, { pupil, fixed }: Seeker): Kind {
  const most = settings.dailyExcess === "DISCARD" ? pupil.minimumDayMinutes : Number.POSITIVE_INFINITY;
  return {
    count: 1,
    bank: pupil.bankedMinutes + fixed.reduce((sum, { minutes }) => sum + Math.min(minutes, most), 0),
    days: pupil.recoverableDays,
    before: earn(pupil, fixed, settings).days,
  };
}
