import { creditAlone, earn } from "./earn.ts";
import type { Hall } from "./halls.ts";
import type { Model, Seeker } from "./model.ts";

/** A time on a date at which a pupil could sit, by its hall; `units` is the credit of a seat. */
export type Moment = { hall: number; units: number; day: number };

/**
 * Seekers of one class that also have the same minutes banked and days to recover: no more than dates on which they
 * could come, since a date earns one day at most (AR-CAP-4).
 */
export type Kind = { count: number; bank: number; days: number; before: number };

/**
 * Seekers who may sit in the same slots for the same credit, minutes counted in whole units. `mostInDay`: the units that
 * a date credits at most.
 */
export type Alike = {
  mostInDay: number;
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
export function alikeOf(model: Model, halls: readonly Hall[]): Alike[] {
  const classes = Map.groupBy(model.seekers, ({ band, weight, blocked, pupil }) =>
    [band, weight, pupil.minimumDayMinutes, ...blocked].join(),
  );
  return [...classes.values()].map((seekers) => {
    const { band, weight, pupil } = seekers[0]!;
    const momentsOfClass = momentsFor(model, halls, seekers[0]!);
    const least = model.settings.rounding === "MINUTES" ? coarse : 1;
    const unit = Math.max(
      least,
      momentsOfClass.reduce((sum, { units }) => greatestCommon(sum, units), 0),
    );
    const kinds = Map.groupBy(
      seekers.map((seeker) => kindOf(model, seeker, momentsOfClass)),
      ({ bank, days, before }) => [bank, days, before].join(),
    );
    return {
      band,
      weight,
      minimumDay: pupil.minimumDayMinutes,
      mostInDay:
        model.settings.dailyExcess === "DISCARD"
          ? Math.ceil(pupil.minimumDayMinutes / unit)
          : Number.POSITIVE_INFINITY,
      unit,
      moments: momentsOfClass.map((moment) => ({ ...moment, units: Math.ceil(moment.units / unit) })),
      kinds: [...kinds.values()].map((same) => ({ ...same[0]!, count: same.length })),
    };
  });
}

const greatestCommon = (one: number, other: number): number =>
  other === 0 ? one : greatestCommon(other, one % other);

function momentsFor(model: Model, halls: readonly Hall[], { band, blocked, pupil }: Seeker): Moment[] {
  return halls.flatMap(({ slots, day }, hall) => {
    const open = slots.find((slot) => model.slots[slot]!.room[band]! > 0 && !blocked.has(slot));
    const units = open === undefined ? 0 : creditMost(model, pupil.minimumDayMinutes, open);
    return units > 0 ? [{ hall, units, day }] : [];
  });
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

function kindOf({ settings }: Model, { pupil, fixed }: Seeker, moments: readonly Moment[]): Kind {
  const most = settings.dailyExcess === "DISCARD" ? pupil.minimumDayMinutes : Number.POSITIVE_INFINITY;
  const dates = new Set([...fixed, ...moments].map(({ day }) => day)).size;
  return {
    count: 1,
    bank: pupil.bankedMinutes + fixed.reduce((sum, { minutes }) => sum + Math.min(minutes, most), 0),
    days: Math.min(pupil.recoverableDays, dates),
    before: earn(pupil, fixed, settings).days,
  };
}
