import type { MinuteOfDay } from "./bell.ts";

/** California keeps one time; its clocks change on a Sunday at two in the morning. */
export const californiaTime = "America/Los_Angeles";

/**
 * Real minutes since midnight at a minute that the clock on the wall shows: the two differ after a change of the
 * clocks. A minute that the wall shows twice is its first.
 */
export function elapsedMinutes(date: Temporal.PlainDate): (minute: MinuteOfDay) => number {
  const midnight = date.toZonedDateTime(californiaTime);
  return (minute) => {
    const at = date.add({ days: minute >= 1440 ? 1 : 0 }).toZonedDateTime({
      timeZone: californiaTime,
      plainTime: Temporal.PlainTime.from({ hour: Math.floor(minute / 60) % 24, minute: minute % 60 }),
    });
    return Math.round((at.epochMilliseconds - midnight.epochMilliseconds) / 60_000);
  };
}

/** Do the clocks change on this day? */
export const changesClocks = (date: Temporal.PlainDate): boolean =>
  date.dayOfWeek === 7 && date.toZonedDateTime(californiaTime).hoursInDay !== 24;
