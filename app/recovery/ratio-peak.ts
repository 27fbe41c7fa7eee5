import { displayTime, type MinuteOfDay } from "#app/calendar/bell.ts";
import type { Grade } from "#app/people/grade.ts";
import { roomOf } from "./places.ts";
import { type Ratio, ratioOf } from "./ratio.ts";
import type { RecoverySettings } from "./settings.ts";

/** A pupil's time in a room; `outAt` null while they are still there. */
export type InRoom = { grade: Grade; inAt: MinuteOfDay; outAt: MinuteOfDay | null };

/**
 * The fullest moment of a session and whether the ratio held in it: what an auditor asks for (EC 46211(f)). Null while
 * nobody has been signed in. A moment over the ratio speaks before a fuller one within it.
 */
export function ratioPeak(
  stays: readonly InRoom[],
  settings: Pick<RecoverySettings, "mixedRatio">,
): (Ratio & { pupils: number; at: string }) | null {
  const moments = stays.map(({ inAt }) => {
    const there = stays.filter((stay) => stay.inAt <= inAt && (stay.outAt === null || stay.outAt > inAt));
    const grades = there.map(({ grade }) => grade);
    return { ...ratioOf(roomOf(grades, settings)), pupils: there.length, at: displayTime(inAt) };
  });
  const worst = moments.toSorted(
    (one, other) => Number(one.allowed) - Number(other.allowed) || other.pupils - one.pupils,
  );
  return worst[0] ?? null;
}
