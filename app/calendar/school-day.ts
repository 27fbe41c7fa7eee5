import { byDate, isAfter } from "./day.ts";

/**
 * Why a calendar day is not an ordinary one, as Aeries codes it: `@` school not in session, `#` holiday,
 * `$` staff development, `%` minimum day, `+` parent conferences, blank for an ordinary day.
 */
export type HolidayCode = "" | "@" | "#" | "$" | "%" | "+";

/**
 * One Monday-to-Friday row of a school's calendar. `dayNumber` counts rows, holidays included, so it is not the
 * count of days taught. `attendanceMonth` is the school month (1…), `monthLocked` that its register is closed.
 */
export type SchoolDay = {
  date: Temporal.PlainDate;
  dayNumber: number;
  holidayCode: HolidayCode;
  attendanceMonth: number;
  monthLocked: boolean;
};

const meaning: Record<HolidayCode, { instructional: boolean; label: string }> = {
  "": { instructional: true, label: "school day" },
  "%": { instructional: true, label: "minimum day" },
  "+": { instructional: true, label: "parent conference day" },
  "@": { instructional: false, label: "day when school is not in session" },
  "#": { instructional: false, label: "school holiday" },
  $: { instructional: false, label: "staff development day" },
};

export function isHolidayCode(text: string): text is HolidayCode {
  return Object.hasOwn(meaning, text);
}

/** Are pupils taught on this day? A day missing from the calendar (a weekend, the summer) is not a school day. */
export function isInstructional(day: Pick<SchoolDay, "holidayCode"> | null | undefined): boolean {
  return day != null && meaning[day.holidayCode].instructional;
}

/** "school holiday", "minimum day" … for a sentence after "a". */
export function dayLabel(day: Pick<SchoolDay, "holidayCode">): string {
  return meaning[day.holidayCode].label;
}

/** The nearest day with pupils on or before the date, or null when the calendar has none. */
export function lastSchoolDayOnOrBefore(
  days: readonly SchoolDay[],
  date: Temporal.PlainDate,
): SchoolDay | null {
  let latest: SchoolDay | null = null;
  for (const day of days) {
    if (!isInstructional(day) || isAfter(day.date, date)) continue;
    if (latest === null || byDate(day.date, latest.date) > 0) latest = day;
  }
  return latest;
}
