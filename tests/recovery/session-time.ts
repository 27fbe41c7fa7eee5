import type { SessionTime } from "#app/recovery/counted-time.ts";

/** Attested time from eight in the morning, of a pupil whose family said yes. */
export const sessionTime = (
  sessionId: number,
  date: Temporal.PlainDate | string,
  minutes: number,
  change: Partial<SessionTime> = {},
): SessionTime => ({
  sessionId,
  schoolId: 10,
  date: Temporal.PlainDate.from(date),
  spans: minutes > 0 ? [{ startsAt: 480, endsAt: 480 + minutes }] : [],
  unattested: 0,
  studyDays: 0,
  optedIn: true,
  ...change,
});
