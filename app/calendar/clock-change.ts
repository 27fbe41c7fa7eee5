import type { MinuteOfDay } from "./bell.ts";

/** California keeps one time; its clocks change on a Sunday at two in the morning. */
const zone = "America/Los_Angeles";
const changeIsOver = 180;

/**
 * Real minutes since midnight at a minute that the clock on the wall shows: the two differ after a change of the
 * clocks. A minute that the wall shows twice is its first.
 */
export function elapsedMinutes(date: Temporal.PlainDate): (minute: MinuteOfDay) => number {
  const midnight = date.toZonedDateTime(zone);
  return (minute) => {
    const at = date.add({ days: minute >= 1440 ? 1 : 0 }).toZonedDateTime({
      timeZone: zone,
      plainTime: Temporal.PlainTime.from({ hour: Math.floor(minute / 60) % 24, minute: minute % 60 }),
    });
    return Math.round((at.epochMilliseconds - midnight.epochMilliseconds) / 60_000);
  };
}

/** Could a span that starts then hold a change of the clocks? */
export const mayHoldClockChange = (date: Temporal.PlainDate, startsAt: MinuteOfDay): boolean =>
  date.dayOfWeek === 7 && startsAt < changeIsOver;
