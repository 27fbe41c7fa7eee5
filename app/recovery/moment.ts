import type { MinuteOfDay } from "#app/calendar/bell.ts";
import { isBefore } from "#app/calendar/day.ts";

/** One moment, as the clock says it and as the wall of the district shows it. */
export type Moment = { at: Temporal.Instant; today: Temporal.PlainDate; minute: MinuteOfDay };

export function momentIn(timeZone: string, at: Temporal.Instant): Moment {
  const local = at.toZonedDateTimeISO(timeZone);
  return { at, today: local.toPlainDate(), minute: local.hour * 60 + local.minute };
}

type When = { date: Temporal.PlainDate; startsAt: MinuteOfDay; endsAt: MinuteOfDay };

/** From the minute it starts. */
export function hasBegun(session: When, now: Moment): boolean {
  return (
    isBefore(session.date, now.today) || (session.date.equals(now.today) && now.minute >= session.startsAt)
  );
}

/** From the minute it ends. */
export function hasEnded(session: When, now: Moment): boolean {
  return (
    isBefore(session.date, now.today) || (session.date.equals(now.today) && now.minute >= session.endsAt)
  );
}
