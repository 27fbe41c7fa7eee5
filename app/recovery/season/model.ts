import { spansOverlap } from "#app/calendar/bell.ts";
import { formatDay, mondayOf } from "#app/calendar/day.ts";
import { gradeFromAeries, isKindergarten } from "#app/people/grade.ts";
import { mayEnter } from "../ratio.ts";
import { gradesOf } from "../session.ts";
import { minutesWithout } from "../session-breaks.ts";
import type { RecoverySettings } from "../settings.ts";
import type { Band, DatedSpan, Offer, SeasonInput, SeasonPupil } from "./season.ts";

/** Time of instruction of one pupil on a date, `day` counted over all dates of the plan and `week` over their weeks. */
export type Sitting = { day: number; week: number; minutes: number };

export type Slot = Sitting & {
  offer: Offer;
  /** Slots that share a minute with this one, itself among them. */
  clashes: ReadonlySet<number>;
  /** By band: the ratio's room, counted in `weight`s; 0 where the band may not sit here. Seats limit it besides. */
  room: readonly number[];
};

export type Seeker = {
  pupil: SeasonPupil;
  band: number;
  /** Of the room's ratio: 2 for a kindergartner in a weighted mixed room, else 1. */
  weight: number;
  fixed: readonly Sitting[];
  blocked: ReadonlySet<number>;
  /** Index of the family among those with several seekers, or -1. */
  family: number;
  /** Alike for those who are interchangeable as long as they sit nowhere; null with bookings or a family. */
  kind: string | null;
};

/** A season's input in numbers: everything in an order of its own, so that the order it came in never matters. */
export type Model = {
  bands: readonly Band[];
  slots: readonly Slot[];
  seekers: readonly Seeker[];
  families: readonly (readonly number[])[];
  settings: RecoverySettings;
};

const has = ({ lowGrade, highGrade }: Band, grade: number) => lowGrade <= grade && grade <= highGrade;

/** The most pupils of a band with these teachers, in weights, and the weight of a kindergartner (AR-SES-4, -5). */
export function ratioRoom(band: Band, teachers: number, { mixedRatio }: RecoverySettings) {
  const grades = gradesOf(band);
  const most = (grade: "K" | 1) => mayEnter({ pupils: [], teachers, mixed: mixedRatio }, grade);
  const kindergarten = grades.some(isKindergarten);
  const others = grades.some((grade) => !isKindergarten(grade));
  if (kindergarten && (!others || mixedRatio === "strict")) return { most: most("K"), kindergartner: 1 };
  return { most: most(1), kindergartner: kindergarten ? Math.round(most(1) / most("K")) : 1 };
}

export function modelOf({ pupils, offers, rules }: SeasonInput): Model {
  const { bands, settings, locked } = rules;
  const ordered = offers.toSorted(
    (one, other) =>
      formatDay(one.date).localeCompare(formatDay(other.date)) ||
      one.startsAt - other.startsAt ||
      one.key.localeCompare(other.key),
  );
  const wanting = pupils
    .filter(({ grade, recoverableDays }) => recoverableDays > 0 && bands.some((band) => has(band, grade)))
    .toSorted((one, other) => one.pupilId - other.pupilId);
  const dates = [
    ...ordered.map(({ date }) => date),
    ...wanting.flatMap(({ booked }) => booked.map(({ date }) => date)),
  ];
  const dayOf = numbered(dates.map(formatDay));
  const weekOf = numbered(dates.map((date) => formatDay(mondayOf(date))));
  const sitting = (span: DatedSpan): Sitting => ({
    day: dayOf.get(formatDay(span.date))!,
    week: weekOf.get(formatDay(mondayOf(span.date)))!,
    minutes: minutesWithout(span.breaks, span),
  });
  const overlapping = (span: DatedSpan) =>
    ordered.flatMap((other, index) =>
      other.date.equals(span.date) && spansOverlap(other, span) ? [index] : [],
    );
  const slots = ordered.map((offer): Slot => {
    const lock = locked[offer.key];
    const open = (band: Band) =>
      lock === undefined || (lock.lowGrade === band.lowGrade && lock.highGrade === band.highGrade);
    return {
      ...sitting(offer),
      offer,
      clashes: new Set(overlapping(offer)),
      room: bands.map((band) => (open(band) ? ratioRoom(band, offer.teacherIds.length, settings).most : 0)),
    };
  });
  const families = Map.groupBy(
    wanting.flatMap(({ familyKey }, index) => (familyKey === null ? [] : [{ familyKey, index }])),
    ({ familyKey }) => familyKey,
  );
  const together = [...families.values()].filter((family) => family.length > 1);
  const familyOf = new Map(together.flatMap((family, at) => family.map(({ index }) => [index, at] as const)));
  const seekers = wanting.map((pupil, index): Seeker => {
    const band = bands.findIndex((one) => has(one, pupil.grade));
    const kindergarten = isKindergarten(gradeFromAeries(pupil.grade) ?? 1);
    return {
      pupil,
      band,
      weight: kindergarten ? ratioRoom(bands[band]!, 1, settings).kindergartner : 1,
      fixed: pupil.booked.map(sitting),
      blocked: new Set(pupil.booked.flatMap(overlapping)),
      family: familyOf.get(index) ?? -1,
      kind: pupil.booked.length > 0 || familyOf.has(index) ? null : kindOf(pupil, band),
    };
  });
  return {
    bands,
    slots,
    seekers,
    families: together.map((family) => family.map(({ index }) => index)),
    settings,
  };
}

const kindOf = (pupil: SeasonPupil, band: number) =>
  [band, pupil.grade < 1, pupil.minimumDayMinutes, pupil.bankedMinutes, pupil.recoverableDays].join();

function numbered(keys: readonly string[]): Map<string, number> {
  return new Map([...new Set(keys)].toSorted().map((key, index) => [key, index]));
}
