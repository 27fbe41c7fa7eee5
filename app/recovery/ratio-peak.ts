import { displayTime, type MinuteOfDay } from "#app/calendar/bell.ts";
import type { Grade } from "#app/people/grade.ts";
import { roomOf } from "./places.ts";
import { type Ratio, ratioOf } from "./ratio.ts";
import type { RecoverySettings } from "./settings.ts";
import { type TeachingSpan, teachersAt } from "./teachers-of.ts";

/** A pupil's time in a room; `outAt` null while they are still there. */
export type InRoom = { grade: Grade; inAt: MinuteOfDay; outAt: MinuteOfDay | null };

/**
 * The fullest moment of a session and whether the ratio held in it: what an auditor asks for (EC 46211(f)). Null while
 * nobody has been signed in. It is asked whenever a pupil comes or a teacher goes. A moment over the ratio speaks before a fuller one within it.
 */
export function ratioPeak(
  stays: readonly InRoom[],
  teaching: readonly TeachingSpan[],
  settings: Pick<RecoverySettings, "mixedRatio">,
): (Ratio & { pupils: number; at: string }) | null {
  const first = Math.min(...teaching.map(({ startsAt }) => startsAt));
  const last = Math.max(...teaching.map(({ endsAt }) => endsAt));
  const leavings = teaching.flatMap(({ endsAt }) => (endsAt < last && stays.length > 0 ? [endsAt] : []));
  const moments = [...new Set([...stays.map(({ inAt }) => inAt), ...leavings])].map((minute) => {
    const there = stays.filter((stay) => stay.inAt <= minute && (stay.outAt === null || stay.outAt > minute));
    const grades = there.map(({ grade }) => grade);
    // Who comes early or stays late is with the teachers of the first or the last minute.
    const teachers = teachersAt(teaching, Math.max(first, Math.min(minute, last - 1)));
    return {
      ...ratioOf(roomOf(grades, teachers, settings)),
      pupils: there.length,
      at: displayTime(minute),
    };
  });
  const worst = moments.toSorted(
    (one, other) => Number(one.allowed) - Number(other.allowed) || other.pupils - one.pupils,
  );
  return worst[0] ?? null;
}
