import { displayTime, type MinuteOfDay, type TimeSpan } from "#app/calendar/bell.ts";
import { type TeacherFacts, teacherStanding, unknownTeacher } from "./certification.ts";
import type { TeachingSpan } from "./teachers-of.ts";

/** A teacher's time in a session, and whether they could supervise it on that day (AR-SES-2). */
export type Supervising = TeachingSpan & { qualified: boolean };

/** @param teachers what is known of each, by id */
export function supervising(
  teaching: readonly TeachingSpan[],
  teachers: ReadonlyMap<number, TeacherFacts>,
  on: Temporal.PlainDate,
): Supervising[] {
  return teaching.map((span) => ({
    ...span,
    qualified: teacherStanding(teachers.get(span.teacherId) ?? unknownTeacher, on).qualified,
  }));
}

/** Who is there at a minute. */
export const thereAt = (spans: readonly Supervising[], minute: MinuteOfDay): Supervising[] =>
  spans.filter((span) => span.startsAt <= minute && minute < span.endsAt);

/**
 * How many teachers the ratio of a minute is asked with (EC 46211(f)): those who may supervise, and no one else. Where
 * only others are there, it is asked as if one of them might: whether such a minute counts at all is asked apart
 * (AR-SES-2). 0 with nobody there.
 */
export function teachersAt(spans: readonly Supervising[], minute: MinuteOfDay): number {
  const there = thereAt(spans, minute);
  const able = there.filter(({ qualified }) => qualified);
  return able.length > 0 ? new Set(able.map(({ teacherId }) => teacherId)).size : Math.min(1, there.length);
}

/** The same at a moment of its day: who comes early or stays late is with the teachers of the first or last minute. */
export const teachersNow = (session: TimeSpan, spans: readonly Supervising[], minute: MinuteOfDay): number =>
  teachersAt(spans, Math.max(session.startsAt, Math.min(minute, session.endsAt - 1)));

/** "from 8:00 am to 9:00 am and from 10:00 am to 11:00 am" */
export const spansInWords = (spans: readonly TimeSpan[]): string =>
  spans
    .map(({ startsAt, endsAt }) => `from ${displayTime(startsAt)} to ${displayTime(endsAt)}`)
    .join(" and ");
