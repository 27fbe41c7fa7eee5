import { gradeFromAeries } from "#app/people/grade.ts";
import { type LcffSpan, lcffSpanOf, lcffSpans } from "./amounts.ts";

/** Whole days claimed, and the same over the days taught: average daily attendance. Null where no day was taught. */
export type DaysAndAda = { days: number; ada: number | null };

/**
 * What a period is counted by at a school: its last day there (null where no school month is full), the days taught
 * from July 1 through it, without weekends, and the days recovered that Aeries has and that were not claimed here.
 */
export type CountedSchool = {
  schoolId: number;
  through: Temporal.PlainDate | null;
  daysTaught: number;
  listed: number;
};

/** The line of a school, which counts the absences that happened there (AR-REP-5). */
export type SchoolLine = DaysAndAda &
  CountedSchool & {
    spans: Record<LcffSpan, DaysAndAda>;
  };

/** Days and AR ADA of a period by grade span, by school and in all. ADA is not rounded. */
export type ClaimReport = {
  schools: SchoolLine[];
  spans: Record<LcffSpan, DaysAndAda>;
  total: DaysAndAda & { listed: number };
};

/** A day claimed, as far as a report counts it. `grade` as in Aeries. */
export type CountedDay = { schoolId: number; grade: number };

/**
 * Counts the days claimed in a period (AR-REP-2). AR ADA is days claimed over days taught (AR-REP-4), school by
 * school, since calendars differ; a span and the district are the sums of their schools.
 */
export function claimReport(days: readonly CountedDay[], counted: readonly CountedSchool[]): ClaimReport {
  const schools = counted
    .toSorted((one, other) => one.schoolId - other.schoolId)
    .map((school) => {
      const its = days.filter((day) => day.schoolId === school.schoolId);
      const count = (span: LcffSpan) => its.filter(({ grade }) => spanOf(grade) === span).length;
      const taught = school.daysTaught;
      return {
        ...school,
        spans: ofSpans((span) => over(count(span), taught)),
        ...over(its.length, taught),
      };
    });
  return {
    schools,
    spans: ofSpans((span) => sum(schools.map((school) => school.spans[span]))),
    total: { ...sum(schools), listed: schools.reduce((total, { listed }) => total + listed, 0) },
  };
}

/** A day of a pupil beyond grade 12 cannot be claimed, so the last span never takes one in. */
const spanOf = (grade: number): LcffSpan => lcffSpanOf(gradeFromAeries(grade) ?? 12);

const ofSpans = (make: (span: LcffSpan) => DaysAndAda) =>
  Object.fromEntries(lcffSpans.map((span) => [span, make(span)])) as Record<LcffSpan, DaysAndAda>;

const over = (days: number, taught: number): DaysAndAda => ({
  days,
  ada: taught > 0 ? days / taught : days === 0 ? 0 : null,
});

function sum(lines: readonly DaysAndAda[]): DaysAndAda {
  const known = lines.every(({ ada }) => ada !== null);
  return {
    days: lines.reduce((total, { days }) => total + days, 0),
    ada: known ? lines.reduce((total, { ada }) => total + (ada ?? 0), 0) : null,
  };
}

/** ADA as the state takes it, with two decimals. */
export const writtenAda = (ada: number | null): string => (ada === null ? "not known" : ada.toFixed(2));
