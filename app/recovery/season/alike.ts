import { mostDaysInWeek } from "../claim.ts";
import { creditOfDate } from "../credit.ts";
import { earn } from "./earn.ts";
import type { Hall } from "./halls.ts";
import type { Model, Seeker } from "./model.ts";

/** Times on one date that a pupil could sit through, by their halls; `units` is the credit of all of them together. */
export type Choice = { halls: readonly number[]; units: number };

/**
 * Seekers of one class that also have the same minutes banked and days to recover: no more than dates on which they
 * could come, since a date earns one day at most (AR-CAP-4).
 */
export type Kind = { count: number; bank: number; days: number; before: number };

/**
 * Seekers who may sit in the same slots for the same credit, minutes counted in whole units. `dates`: the choices of
 * each date, of which they take one at most.
 */
export type Alike = {
  band: number;
  weight: number;
  minimumDay: number;
  unit: number;
  dates: readonly (readonly Choice[])[];
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
    const inMinutes = datesFor(model, halls, seekers[0]!);
    const least = model.settings.rounding === "MINUTES" ? coarse : 1;
    const unit = Math.max(
      least,
      inMinutes.flat().reduce((sum, { units }) => greatestCommon(sum, units), 0),
    );
    const kinds = Map.groupBy(
      seekers.map((seeker) => kindOf(model, halls, seeker, inMinutes)),
      ({ bank, days, before }) => [bank, days, before].join(),
    );
    return {
      band,
      weight,
      minimumDay: pupil.minimumDayMinutes,
      unit,
      dates: inMinutes.map((choices) =>
        choices.map(({ halls, units }) => ({ halls, units: Math.ceil(units / unit) })),
      ),
      kinds: [...kinds.values()].map((same) => ({ ...same[0]!, count: same.length })),
    };
  });
}

const greatestCommon = (one: number, other: number): number =>
  other === 0 ? one : greatestCommon(other, one % other);

/** Times of a date that are looked at together; where there are more, the rest is taken for another date. */
const mostTimes = 4;

/** The choices of each date, in minutes of credit, without those that give no more than a part of them does. */
function datesFor(model: Model, halls: readonly Hall[], { band, blocked, pupil }: Seeker): Choice[][] {
  const open = halls.flatMap(({ slots }, hall) =>
    slots.some((slot) => model.slots[slot]!.room[band]! > 0 && !blocked.has(slot)) ? [hall] : [],
  );
  const dates = [...Map.groupBy(open, (hall) => halls[hall]!.day).values()];
  return dates.flatMap((date) => {
    const credit = creditMost(model, pupil.minimumDayMinutes, halls[date[0]!]!.day, date.length > mostTimes);
    return Array.from({ length: Math.ceil(date.length / mostTimes) }, (_, part) => {
      const choices = together(model, halls, date.slice(part * mostTimes, (part + 1) * mostTimes));
      const credited = choices.map((its) => ({
        halls: its,
        units: credit(its.map((hall) => halls[hall]!.minutes)),
      }));
      return credited.filter(
        (one) =>
          one.units > 0 &&
          !credited.some(
            (other) =>
              other.units >= one.units &&
              other.halls.length < one.halls.length &&
              other.halls.every((hall) => one.halls.includes(hall)),
          ),
      );
    }).filter(({ length }) => length > 0);
  });
}

/** Every choice of times on one date that one pupil can sit through. */
function together({ slots }: Model, halls: readonly Hall[], ofDay: readonly number[]): number[][] {
  const choices: number[][] = [];
  const clash = (one: number, other: number) =>
    slots[halls[one]!.slots[0]!]!.clashes.has(halls[other]!.slots[0]!);
  for (const hall of ofDay)
    choices.push(
      [hall],
      ...choices.flatMap((its) => (its.some((one) => clash(one, hall)) ? [] : [[...its, hall]])),
    );
  return choices;
}

/**
 * Minutes of credit, no less than what the sessions of a date can add for a pupil: exactly that where nothing else of
 * the date, and no part of an hour from another, comes to it.
 */
function creditMost({ seekers, settings }: Model, minimumDay: number, day: number, inParts: boolean) {
  const { rounding, dailyExcess } = settings;
  const besides = inParts || seekers.some(({ fixed }) => fixed.some((sitting) => sitting.day === day));
  if (!besides && (rounding === "HOUR_PER_SESSION" || rounding === "HOUR_PER_DATE"))
    return (minutes: number[]) => creditOfDate(minutes, minimumDay, emptyBank, settings).credited;
  const most = dailyExcess === "DISCARD" ? minimumDay : Number.POSITIVE_INFINITY;
  return (minutes: number[]) =>
    Math.min(
      most,
      minutes.reduce((sum, each) => sum + each, 0),
    );
}

const emptyBank = { bank: 0, loose: 0 };

/** No more days than dates, and of a week's dates no more than count in it (AR-CAP-4, -5). */
function kindOf(
  { settings, slots }: Model,
  halls: readonly Hall[],
  { pupil, fixed }: Seeker,
  dates: readonly (readonly Choice[])[],
): Kind {
  const most = settings.dailyExcess === "DISCARD" ? pupil.minimumDayMinutes : Number.POSITIVE_INFINITY;
  const open = dates.flatMap((choices) => choices.map(({ halls: its }) => slots[halls[its[0]!]!.slots[0]!]!));
  const weekOf = new Map([...fixed, ...open].map(({ day, week }) => [day, week]));
  const inWeek = settings.weekCapBasis === "ABSENCE_WEEK" ? Number.POSITIVE_INFINITY : mostDaysInWeek;
  const weeks = [...Map.groupBy(weekOf.values(), (week) => week).values()];
  return {
    count: 1,
    bank: pupil.bankedMinutes + fixed.reduce((sum, { minutes }) => sum + Math.min(minutes, most), 0),
    days: Math.min(
      pupil.recoverableDays,
      weeks.reduce((sum, { length }) => sum + Math.min(inWeek, length), 0),
    ),
    before: earn(pupil, fixed, settings).days,
  };
}
