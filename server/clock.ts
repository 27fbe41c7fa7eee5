import type { Clock } from "#app/context.ts";

/**
 * The machine's clock read in the district's time zone.
 * @param startsAt makes the clock run on from that instant instead (demonstrations and tests)
 */
export function createClock(settings: { timeZone: string; startsAt: Temporal.Instant | null }): Clock {
  const offset = settings.startsAt
    ? Temporal.Now.instant().until(settings.startsAt)
    : new Temporal.Duration();
  const now = () => Temporal.Now.instant().add(offset);
  return { now, today: () => now().toZonedDateTimeISO(settings.timeZone).toPlainDate() };
}
