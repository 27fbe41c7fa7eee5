import { timeOfDay } from "#app/calendar/time-of-day.ts";
import { monthNames } from "./written-day.ts";

/** A moment for people, in the district's time: "Oct 14, 2026, 10:05 am". */
export function writtenMoment(moment: Temporal.Instant, timeZone: string): string {
  const local = moment.toZonedDateTimeISO(timeZone);
  // By hand: a formatter of the platform takes thirty times as long, and an audit file has ten thousands of moments.
  return `${monthNames[local.month - 1]} ${local.day}, ${local.year}, ${timeOfDay(moment, timeZone)}`;
}
