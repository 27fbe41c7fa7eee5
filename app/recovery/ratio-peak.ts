import { displayTime, type TimeSpan } from "#app/calendar/bell.ts";
import { roomOf } from "./places.ts";
import { type Ratio, ratioOf } from "./ratio.ts";
import type { RecoverySettings } from "./settings.ts";
import { type Stretch, spansOf } from "./stretches.ts";

/** `over`: all the time in which there were too many pupils. */
export type RatioPeak = Ratio & { pupils: number; at: string; over: TimeSpan[] };

/**
 * The fullest time of a session and whether the ratio held in it: what an auditor asks for (EC 46211(f)). Null while
 * nobody was in it. Time over the ratio speaks before fuller time within it, and the more it is over the sooner.
 */
export function ratioPeak(
  stretches: readonly Stretch[],
  settings: Pick<RecoverySettings, "mixedRatio">,
): RatioPeak | null {
  const asked = new Map(
    stretches.map((stretch) => [stretch, ratioOf(roomOf(stretch.grades, stretch.teachers, settings))]),
  );
  const excess = (stretch: Stretch) => Math.max(0, stretch.grades.length - asked.get(stretch)!.limit);
  const worst = stretches.toSorted(
    (one, other) => excess(other) - excess(one) || other.grades.length - one.grades.length,
  )[0];
  if (worst === undefined) return null;
  return {
    ...asked.get(worst)!,
    pupils: worst.grades.length,
    at: displayTime(worst.startsAt),
    over: spansOf(stretches, (stretch) => !asked.get(stretch)!.allowed),
  };
}
