import type { MinuteOfDay, TimeSpan } from "#app/calendar/bell.ts";
import { byDate } from "#app/calendar/day.ts";

/** A certificated teacher of a session. */
export type TeacherOfSession = { id: number; name: string };

/** A teacher beside the one who leads joined the session, or left it; oldest step first. */
export type TeacherStep = { teacherId: number; step: "joined" | "left"; at: Temporal.Instant };

/** Does this member of staff lead the session, or have they joined it? */
export function teaches(
  { teachers }: { teachers: readonly TeacherOfSession[] },
  staffId: number | null,
): boolean {
  return staffId !== null && teachers.some(({ id }) => id === staffId);
}

/** When somebody was a teacher of the session, within its own times. */
export type TeachingSpan = TimeSpan & { teacherId: number };

/**
 * Who taught when: what the ratio of a minute is asked with (EC 46211(f), AR-SES-4). Whoever was to lead
 * is there until they leave. A step taken while the session runs counts from that minute; one before it begins or after it has ended speaks
 * of the whole session.
 * @param steps oldest first
 */
export function teachingSpans(
  session: TimeSpan & { date: Temporal.PlainDate; plannedLead: number },
  steps: readonly TeacherStep[],
  timeZone: string,
): TeachingSpan[] {
  const { startsAt, endsAt, plannedLead } = session;
  const ofEach = Map.groupBy(steps, (step) => step.teacherId);
  if (!ofEach.has(plannedLead)) ofEach.set(plannedLead, []);
  const spans: TeachingSpan[] = [];
  for (const [id, own] of ofEach) {
    let there: TimeSpan[] = [];
    let since: MinuteOfDay | null = id === plannedLead ? startsAt : null;
    for (const { step, at } of own) {
      const minute = minuteWithin(session, at, timeZone);
      if (minute === null) {
        there = [];
        since = step === "joined" ? startsAt : null;
      } else if (step === "joined") since ??= minute;
      else if (since !== null) {
        if (minute > since) there.push({ startsAt: since, endsAt: minute });
        since = null;
      }
    }
    if (since !== null) there.push({ startsAt: since, endsAt });
    spans.push(...there.map((span) => ({ ...span, teacherId: id })));
  }
  return spans;
}

/** The minute of the session in which a moment falls; null before it begins and once it has ended. */
function minuteWithin(
  { date, startsAt, endsAt }: TimeSpan & { date: Temporal.PlainDate },
  at: Temporal.Instant,
  timeZone: string,
): MinuteOfDay | null {
  const local = at.toZonedDateTimeISO(timeZone);
  const minute = local.hour * 60 + local.minute;
  return byDate(local.toPlainDate(), date) === 0 && minute >= startsAt && minute < endsAt ? minute : null;
}
