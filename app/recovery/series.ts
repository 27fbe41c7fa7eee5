import { formatDay, isAfter, weekdayOf } from "#app/calendar/day.ts";
import { dayLabel, isInstructional, type SchoolDay } from "#app/calendar/school-day.ts";
import type { SessionPurpose } from "./purpose.ts";
import type { FullSessionPlan, SessionBreak } from "./session.ts";

/** When a program meets; the kind decides which days of the calendar suit it. */
export const programKinds = {
  saturday: "Saturday",
  before_school: "Before school",
  after_school: "After school",
  intersession: "Between sessions",
  summer: "Summer",
} as const;
export type ProgramKind = keyof typeof programKinds;

/** A date of a series on which it is not to meet, and why. */
export type SeriesException = { date: Temporal.PlainDate; reason: string };

/** A program as its form asks for it. `weekdays`: 1 Monday to 7 Sunday. `alsoTeach`: beside the one who leads. */
export type ProgramPlan = Omit<FullSessionPlan, "date" | "alsoTeach" | "breaks" | "purpose"> & {
  kind: ProgramKind;
  name: string;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
  weekdays: number[];
  alsoTeach: number[];
  breaks: SessionBreak[];
  purpose: SessionPurpose;
  exceptions: SeriesException[];
};

/** What becomes of one date: a session, or none and why. "left out": nobody meant to meet; "refused": a rule says no. */
export type SeriesDate = {
  date: Temporal.PlainDate;
  will: "meet" | "left out" | "refused";
  why: string | null;
};

/** The most dates of one series: every school day of a year. */
export const mostDates = 200;

/** The dates of the weekdays from the first through the last day, in order. */
export function datesOf({
  startsOn,
  endsOn,
  weekdays,
}: Pick<ProgramPlan, "startsOn" | "endsOn" | "weekdays">): Temporal.PlainDate[] {
  const dates: Temporal.PlainDate[] = [];
  for (let date = startsOn; !isAfter(date, endsOn); date = date.add({ days: 1 }))
    if (weekdays.includes(date.dayOfWeek)) dates.push(date);
  return dates;
}

/**
 * Why a date of a series is left out, or null. Before and after school need a school day; intersession and summer need
 * a day without school that is no holiday. What somebody typed comes first.
 * @param day the calendar's row of the date, null on weekends and where the calendar says nothing
 */
export function leftOut(kind: ProgramKind, day: SchoolDay | null, typed: string | undefined): string | null {
  if (typed !== undefined) return typed;
  if (kind === "before_school" || kind === "after_school") {
    if (isInstructional(day)) return null;
    return day === null ? "The calendar has no school on this day." : `No school: ${dayLabel(day)}.`;
  }
  if (day?.holidayCode === "#") return `No school: ${dayLabel(day)}.`;
  if ((kind === "intersession" || kind === "summer") && isInstructional(day))
    return "School is in session on this day.";
  return null;
}

/** The session of one date of the series. */
export function sessionOf(plan: ProgramPlan, date: Temporal.PlainDate): FullSessionPlan {
  const { kind, name, startsOn, endsOn, weekdays, exceptions, ...session } = plan;
  return { ...session, date };
}

/** What somebody wrote about dates without a session: "2026-11-28 Thanksgiving", one a line. */
export function writtenExceptions(exceptions: readonly SeriesException[]): string {
  return exceptions.map(({ date, reason }) => `${formatDay(date)} ${reason}`).join("\n");
}

/** "Saturdays", "Mondays, Wednesdays" */
export function weekdaysLabel(weekdays: readonly number[]): string {
  const monday = Temporal.PlainDate.from("2026-01-05");
  return weekdays
    .toSorted((one, other) => one - other)
    .map((weekday) => `${weekdayOf(monday.add({ days: weekday - 1 }))}s`)
    .join(", ");
}
