import type { Clock } from "#app/context.ts";

/**
 * The machine's clock read in the district's time zone.
 * @param startsAt makes the clock run on from that instant instead (demonstrations and tests)
 */
export function createClock(settings: { timeZone: string; startsAt: Temporal.Instant | null }): Clock {
  const offset = settings.startsAt && Temporal.Now.instant().until(settings.startsAt);
  const now = offset ? () => Temporal.Now.instant().add(offset) : () => Temporal.Now.instant();
  // Every page asks for the day several times; time zones are dear to ask.
  let day = dayAround(now(), settings.timeZone);
  return {
    now,
    today() {
      const at = now();
      if (!isWithin(day, at)) day = dayAround(at, settings.timeZone);
      return day.date;
    },
  };
}

type Day = { date: Temporal.PlainDate; fromMs: number; untilMs: number };

function dayAround(at: Temporal.Instant, timeZone: string): Day {
  const date = at.toZonedDateTimeISO(timeZone).toPlainDate();
  const start = (each: Temporal.PlainDate) => each.toZonedDateTime(timeZone).epochMilliseconds;
  return { date, fromMs: start(date), untilMs: start(date.add({ days: 1 })) };
}

const isWithin = (day: Day, { epochMilliseconds }: Temporal.Instant) =>
  epochMilliseconds >= day.fromMs && epochMilliseconds < day.untilMs;
