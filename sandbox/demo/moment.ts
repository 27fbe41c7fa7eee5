import { calendarOf, schoolYearOf } from "#sandbox/district/calendar.ts";

const morning = Temporal.PlainTime.from("10:05");

/**
 * When the demonstration takes place. On a school day it is now; otherwise it is the morning of the last school day
 * (on a Sunday the Friday before, in July the last day of the year just ended), so that there is a register to take.
 */
export function demoMoment(
  now: Temporal.Instant,
  timeZone: string,
): { at: Temporal.Instant | null; day: Temporal.PlainDate } {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const day = lastSchoolDay(today);
  if (day.equals(today)) return { at: null, day };
  return { at: day.toZonedDateTime({ timeZone, plainTime: morning }).toInstant(), day };
}

function lastSchoolDay(today: Temporal.PlainDate): Temporal.PlainDate {
  // The year that is worked in has begun, so there is always such a day.
  return calendarOf(schoolYearOf(today), "elementary").findLast(
    (row) => row.instructional && Temporal.PlainDate.compare(row.date, today) <= 0,
  )!.date;
}
