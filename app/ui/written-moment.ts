import { timeOfDay } from "#app/calendar/time-of-day.ts";

/** A moment for people, in the district's time: "Oct 14, 2026, 10:05 am". */
export function writtenMoment(moment: Temporal.Instant, timeZone: string): string {
  const day = moment
    .toZonedDateTimeISO(timeZone)
    .toLocaleString("en-US", { month: "short", day: "numeric", year: "numeric" });
  return `${day}, ${timeOfDay(moment, timeZone)}`;
}
