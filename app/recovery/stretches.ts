import type { MinuteOfDay, TimeSpan } from "#app/calendar/bell.ts";
import type { Grade } from "#app/people/grade.ts";
import { type Supervising, teachersAt, thereAt } from "./supervision.ts";

/** A pupil's time in a room; `outAt` null while they are still there. */
export type InRoom = { grade: Grade; inAt: MinuteOfDay; outAt: MinuteOfDay | null };

/** Time of a session in which nobody came or went: who was in the room, and the teachers the ratio is asked with. */
export type Stretch = TimeSpan & { grades: Grade[]; teachers: number; supervised: boolean };

/**
 * A session from its first minute to its last, cut wherever a pupil or a teacher came or went. Who waits at the door
 * before it begins, or is fetched after it, is in none of it. Stretches without a pupil are left out.
 */
export function stretchesOf(
  session: TimeSpan,
  stays: readonly InRoom[],
  teaching: readonly Supervising[],
): Stretch[] {
  const cuts = [
    session.startsAt,
    session.endsAt,
    ...stays.flatMap(({ inAt, outAt }) => [inAt, outAt ?? session.endsAt]),
    ...teaching.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]),
  ].filter((minute) => minute >= session.startsAt && minute <= session.endsAt);
  const minutes = [...new Set(cuts)].toSorted((one, other) => one - other);
  return minutes.slice(0, -1).flatMap((startsAt, index) => {
    const grades = stays.flatMap(({ grade, inAt, outAt }) =>
      inAt <= startsAt && (outAt === null || outAt > startsAt) ? [grade] : [],
    );
    if (grades.length === 0) return [];
    return {
      startsAt,
      endsAt: minutes[index + 1]!,
      grades,
      teachers: teachersAt(teaching, startsAt),
      supervised: thereAt(teaching, startsAt).some(({ qualified }) => qualified),
    };
  });
}

/** The stretches that a question picks, as spans; those that touch are one. */
export function spansOf(stretches: readonly Stretch[], picked: (stretch: Stretch) => boolean): TimeSpan[] {
  const spans: TimeSpan[] = [];
  for (const stretch of stretches.filter(picked)) {
    const last = spans.at(-1);
    if (last?.endsAt === stretch.startsAt) last.endsAt = stretch.endsAt;
    else spans.push({ startsAt: stretch.startsAt, endsAt: stretch.endsAt });
  }
  return spans;
}
