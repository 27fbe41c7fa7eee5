import { byDate, displayDay, isAfter, isBefore } from "#app/calendar/day.ts";
import {
  fiscalYearBounds,
  lastDayThatCounts,
  type ReportingPeriod,
  type SchoolYear,
  schoolYearLabel,
} from "#app/calendar/school-year.ts";
import type { PupilClaims } from "./year-claims.ts";

/** The periods of a year, as addresses write them (AR-REP-2). */
export const periodSlugs = { "p-1": "P-1", "p-2": "P-2", annual: "Annual" } as const satisfies Record<
  string,
  ReportingPeriod
>;
export type PeriodSlug = keyof typeof periodSlugs;

export const slugOf = (period: ReportingPeriod): PeriodSlug =>
  period === "P-1" ? "p-1" : period === "P-2" ? "p-2" : "annual";

/** A period of a year. `through`: the last day that the reader named; null where each school's calendar decides. */
export type ClaimPeriod = {
  schoolYear: SchoolYear;
  period: ReportingPeriod;
  through: Temporal.PlainDate | null;
};

/** The last day that a period counts at each school, by number; a school without a full month has none (EC 41601). */
export type PeriodEnds = ReadonlyMap<number, Temporal.PlainDate>;

/** The last of the days on which a period ends at its schools, or null where it has not begun to count at any. */
export const lastEnd = (ends: PeriodEnds): Temporal.PlainDate | null =>
  [...ends.values()].toSorted(byDate).at(-1) ?? null;

/** When a period ends, in words: one day, or the first and the last where calendars differ. */
export function endsInWords({ period, schoolYear }: ClaimPeriod, ends: PeriodEnds): string {
  const days = [...ends.values()].toSorted(byDate);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined)
    return `no school month is full by ${displayDay(lastDayThatCounts(period, schoolYear))}`;
  if (first.equals(last)) return `through ${displayDay(last)}`;
  return `through the last full month of each school, ${displayDay(first)} to ${displayDay(last)}`;
}

/**
 * The days that a period counts: the absence lies within the period of the school that has it on record, and so does
 * the date on which the day was earned (AR-REP-3, -5). The two belong together over all schools and all periods, so
 * that a day goes to a later period rather than to another absence.
 */
export const withinEnds = <
  T extends { schoolId: number; absenceDate: Temporal.PlainDate; earnedDate: Temporal.PlainDate },
>(
  days: readonly T[],
  ends: PeriodEnds,
): T[] =>
  days.filter(({ schoolId, absenceDate, earnedDate }) => {
    const end = ends.get(schoolId);
    return end !== undefined && !isAfter(absenceDate, end) && !isAfter(earnedDate, end);
  });

/** The same of every pupil: a day that lies beyond the period leaves its absence uncovered in it. */
export const periodOfClaims = (
  computed: ReadonlyMap<number, PupilClaims>,
  ends: PeriodEnds,
): Map<number, PupilClaims> =>
  new Map(
    [...computed].map(([id, pupil]) => {
      const claims = withinEnds(pupil.claims, ends);
      const beyond = pupil.claims.filter((claim) => !claims.includes(claim));
      const uncovered = [...pupil.outcome.uncovered, ...beyond.map(({ absenceDate }) => absenceDate)];
      return [id, { ...pupil, claims, outcome: { ...pupil.outcome, uncovered } }];
    }),
  );

/**
 * A period as an address names it: "2026", "p-1" and a last day that may be missing. Null when there is no such
 * period; a sentence when the last day cannot be one.
 */
export function readPeriod(
  year: string | undefined,
  slug: string | undefined,
  through: string | null,
): ClaimPeriod | { problem: string; usual: ClaimPeriod } | null {
  if (!/^20\d\d$/.test(year ?? "") || slug === undefined || !Object.hasOwn(periodSlugs, slug)) return null;
  const schoolYear = Number(year);
  const usual: ClaimPeriod = { schoolYear, period: periodSlugs[slug as PeriodSlug], through: null };
  if (!through) return usual;
  const bounds = fiscalYearBounds(schoolYear);
  const day = /^\d{4}-\d\d-\d\d$/.test(through) ? plainDate(through) : null;
  if (day === null || isBefore(day, bounds.from) || isAfter(day, bounds.through))
    return {
      problem: `Choose a last day between July 1 and June 30 of ${schoolYearLabel(schoolYear)}.`,
      usual,
    };
  return { ...usual, through: day };
}

function plainDate(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" });
  } catch {
    return null;
  }
}
