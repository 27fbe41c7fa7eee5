import { byDate, formatDay, isAfter, isBefore, mondayOf } from "./day.ts";
import { isInstructional, type SchoolDay } from "./school-day.ts";

/** A school year is the calendar year it starts in: 2026 is 2026-27. */
export type SchoolYear = number;

/** The three counts that a district hands to the state each year (EC 41601). */
export type ReportingPeriod = "P-1" | "P-2" | "Annual";

/** The last day of a school month. `full` when its twenty days are complete. */
export type MonthEnd = { month: number; lastDay: Temporal.PlainDate; full: boolean };

/** The school year of a date: the fiscal year from 1 July to 30 June, so summer days fall in one or the other. */
export function schoolYearOf(date: Temporal.PlainDate): SchoolYear {
  return date.month >= 7 ? date.year : date.year - 1;
}

/** 1 July of the year to 30 June of the next. */
export function fiscalYearBounds(year: SchoolYear): {
  from: Temporal.PlainDate;
  through: Temporal.PlainDate;
} {
  return {
    from: Temporal.PlainDate.from({ year, month: 7, day: 1 }),
    through: Temporal.PlainDate.from({ year: year + 1, month: 6, day: 30 }),
  };
}

/** "2026-27" */
export function schoolYearLabel(year: SchoolYear): string {
  return `${year}-${String((year + 1) % 100).padStart(2, "0")}`;
}

/**
 * School months counted out from a calendar: four weeks of five days, legal holidays among them, beginning with the
 * Monday of the first week in session (EC 37201). A week in which pupils are never taught is a vacation and belongs to
 * no month. The last month may be short; then it is not `full`.
 */
export function countSchoolMonths(days: readonly Pick<SchoolDay, "date" | "holidayCode">[]): MonthEnd[] {
  const taught = days.filter(isInstructional).map((day) => formatDay(mondayOf(day.date)));
  const mondays = [...new Set(taught)].toSorted().map((day) => Temporal.PlainDate.from(day));
  const months: MonthEnd[] = [];
  for (let first = 0; first < mondays.length; first += 4) {
    const weeks = mondays.slice(first, first + 4);
    const lastMonday = weeks.at(-1) as Temporal.PlainDate;
    months.push({ month: first / 4 + 1, lastDay: lastMonday.add({ days: 4 }), full: weeks.length === 4 });
  }
  return months;
}

/** School months as the calendar itself numbers them. One is full once a later one has begun, or at twenty rows. */
export function numberedSchoolMonths(
  days: readonly Pick<SchoolDay, "date" | "attendanceMonth">[],
): MonthEnd[] {
  const rows = Map.groupBy(
    days.filter((day) => day.attendanceMonth > 0),
    (day) => day.attendanceMonth,
  );
  const last = Math.max(...rows.keys());
  return [...rows]
    .map(([month, inMonth]) => ({
      month,
      lastDay: inMonth
        .map((day) => day.date)
        .toSorted(byDate)
        .at(-1) as Temporal.PlainDate,
      full: month < last || inMonth.length >= 20,
    }))
    .toSorted((one, other) => one.month - other.month);
}

/** The day by which a school month must be full to count in a period (EC 41601). */
export function lastDayThatCounts(period: ReportingPeriod, year: SchoolYear): Temporal.PlainDate {
  if (period === "P-1") return Temporal.PlainDate.from({ year, month: 12, day: 31 });
  if (period === "P-2") return Temporal.PlainDate.from({ year: year + 1, month: 4, day: 15 });
  return fiscalYearBounds(year).through;
}

/**
 * The school months of a reporting period (EC 41601): P-1 takes the full school months that end by 31 December, P-2
 * those that end by 15 April, Annual every month of the fiscal year.
 */
export function periodMonths(
  period: ReportingPeriod,
  monthEnds: readonly MonthEnd[],
  year: SchoolYear,
): MonthEnd[] {
  const from = fiscalYearBounds(year).from;
  const through = lastDayThatCounts(period, year);
  return monthEnds
    .filter((end) => !isBefore(end.lastDay, from) && !isAfter(end.lastDay, through))
    .filter((end) => period === "Annual" || end.full)
    .toSorted((one, other) => byDate(one.lastDay, other.lastDay));
}

/** The last day that a reporting period counts, or null when no school month is full by then. Annual: 30 June. */
export function periodEnd(
  period: ReportingPeriod,
  monthEnds: readonly MonthEnd[],
  year: SchoolYear,
): Temporal.PlainDate | null {
  if (period === "Annual") return fiscalYearBounds(year).through;
  return periodMonths(period, monthEnds, year).at(-1)?.lastDay ?? null;
}
