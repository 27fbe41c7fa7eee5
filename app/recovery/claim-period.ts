import { isAfter, isBefore } from "#app/calendar/day.ts";
import {
  fiscalYearBounds,
  type ReportingPeriod,
  type SchoolYear,
  schoolYearLabel,
} from "#app/calendar/school-year.ts";

/** The periods of a year, as addresses write them (AR-REP-2). */
export const periodSlugs = { "p-1": "P-1", "p-2": "P-2", annual: "Annual" } as const satisfies Record<
  string,
  ReportingPeriod
>;
export type PeriodSlug = keyof typeof periodSlugs;

export const slugOf = (period: ReportingPeriod): PeriodSlug =>
  period === "P-1" ? "p-1" : period === "P-2" ? "p-2" : "annual";

/** A period of a year with its last day. */
export type ClaimPeriod = { schoolYear: SchoolYear; period: ReportingPeriod; through: Temporal.PlainDate };

/** The last day of a period where the district names no other: December 31, April 15, June 30 (EC 41601). */
export function usualEnd(period: ReportingPeriod, schoolYear: SchoolYear): Temporal.PlainDate {
  if (period === "P-1") return Temporal.PlainDate.from({ year: schoolYear, month: 12, day: 31 });
  if (period === "P-2") return Temporal.PlainDate.from({ year: schoolYear + 1, month: 4, day: 15 });
  return fiscalYearBounds(schoolYear).through;
}

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
  const period = periodSlugs[slug as PeriodSlug];
  const usual = { schoolYear, period, through: usualEnd(period, schoolYear) };
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
