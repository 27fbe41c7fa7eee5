import { calendarOf, schoolYearOf } from "#sandbox/district/calendar.ts";

const morning = Temporal.PlainTime.from("10:05");
/** No later, so that a start that is late on its day still begins on it. */
const latest = Temporal.PlainTime.from("23:59");

/**
 * The day of the demonstration. On a school day it is today; otherwise it is the last school day, which is `held` (on
 * a Sunday the Friday before, in July the last day of the year just ended), so that there is a register to take.
 */
export function demoDay(
  now: Temporal.Instant,
  timeZone: string,
): { day: Temporal.PlainDate; held: boolean; ends: Temporal.Instant } {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const day = lastSchoolDay(today);
  return { day, held: !day.equals(today), ends: day.add({ days: 1 }).toZonedDateTime(timeZone).toInstant() };
}

/**
 * When a demonstration begins on a held day: in its morning, or just after what an earlier one recorded on it, since
 * the latest word on a pupil is the one that holds.
 * @param newest the newest moment on record before the day's end
 */
export function heldMoment(
  day: Temporal.PlainDate,
  timeZone: string,
  newest: Temporal.Instant | null,
): Temporal.Instant {
  const at = (plainTime: Temporal.PlainTime) => day.toZonedDateTime({ timeZone, plainTime }).toInstant();
  const after = newest?.add({ seconds: 1 });
  if (after === undefined || isBefore(after, at(morning))) return at(morning);
  return isBefore(after, at(latest)) ? after : at(latest);
}

const isBefore = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) < 0;

function lastSchoolDay(today: Temporal.PlainDate): Temporal.PlainDate {
  // The year that is worked in has begun, so there is always such a day.
  return calendarOf(schoolYearOf(today), "elementary").findLast(
    (row) => row.instructional && Temporal.PlainDate.compare(row.date, today) <= 0,
  )!.date;
}
