import type { Category } from "#app/attendance/category.ts";
import { byDate, formatDay, isAfter } from "#app/calendar/day.ts";
import type { Grade } from "#app/people/grade.ts";
import { type Claims, claimDays } from "./claim.ts";
import { type AttendedSession, type Credit, creditSessions } from "./credit.ts";
import type { Absence } from "./eligibility.ts";
import type { Program } from "./minimum-day.ts";
import { canStillRecover } from "./ranking.ts";
import type { RecoverySettings } from "./settings.ts";

/** What is known of one pupil in one fiscal year at all schools of the district. */
export type StandingFacts = {
  grade: Grade;
  program: Program;
  minimumDayMinutes: number | null;
  absences: readonly Absence[];
  sessions: readonly AttendedSession[];
  through: Temporal.PlainDate;
  settings: RecoverySettings;
};

export type Standing = { credit: Credit; claims: Claims; stillToRecover: number };

/** Where a pupil stands on a day: time credited, days earned, days used, and the days that could still be recovered. */
export function standingOf(facts: StandingFacts): Standing {
  const credit = creditSessions(facts);
  const claims = claimDays({ ...facts, earned: credit.earnedOn });
  return { credit, claims, stillToRecover: canStillRecover(countsOf(claims)) };
}

/** The three counts that places are given by (`ranking.ts`). */
export function countsOf(claims: Claims) {
  return {
    claimedDays: claims.claimedDays,
    bankedWholeDays: claims.bankedDays,
    uncoveredAbsences: claims.uncovered.length,
  };
}

const study: readonly Category[] = ["IS_ADA", "IS_NON_ADA"];

/** Was it a day of independent study? */
export const isStudy = ({ category }: Pick<Absence, "category">): boolean => study.includes(category);

/**
 * Schooldays running that a pupil has been in independent study, up to the latest day (AR-PUP-2). 0 when the pupil is
 * not in it.
 * @param schoolDays days with pupils, in any order; those after `through` are left out
 * @param known.marked the latest day has its marks; else the run may also end on the day before it
 */
export function studyDaysRunning(
  schoolDays: readonly Temporal.PlainDate[],
  absences: readonly Absence[],
  through: Temporal.PlainDate,
  known: { marked: boolean } = { marked: false },
): number {
  const studied = new Set(absences.filter(isStudy).map(({ date }) => formatDay(date)));
  if (studied.size === 0) return 0;
  const days = schoolDays
    .filter((day) => !isAfter(day, through))
    .toSorted(byDate)
    .toReversed();
  const start = known.marked || (days[0] && studied.has(formatDay(days[0]))) ? 0 : 1;
  const end = days.findIndex((day, index) => index >= start && !studied.has(formatDay(day)));
  return (end === -1 ? days.length : end) - start;
}
