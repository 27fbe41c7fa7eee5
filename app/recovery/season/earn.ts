import { mostDaysInWeek } from "../claim.ts";
import { creditOfDate } from "../credit.ts";
import type { RecoverySettings } from "../settings.ts";
import type { Sitting } from "./model.ts";
import type { SeasonPupil } from "./season.ts";

/** What a pupil earns by sitting through these: days, and the minutes then left in the bank. */
export type Earned = { days: number; bank: number };

/**
 * The days a pupil would earn by sittings in any order, by the same rule as `creditSessions`: at most one a date, at
 * most five that count in a week (AR-CAP-4, -5), at most as many as the pupil can still recover (AR-CAP-1, -2).
 */
export function earn(
  pupil: Pick<SeasonPupil, "minimumDayMinutes" | "bankedMinutes" | "recoverableDays">,
  sittings: readonly Sitting[],
  settings: RecoverySettings,
): Earned {
  const inOrder = sittings.toSorted((one, other) => one.day - other.day);
  const capsWeeks = settings.weekCapBasis !== "ABSENCE_WEEK";
  let state = { bank: pupil.bankedMinutes, loose: 0 };
  let [days, week, inWeek] = [0, -1, 0];
  for (let at = 0; at < inOrder.length; ) {
    const { day, week: itsWeek } = inOrder[at]!;
    const minutes: number[] = [];
    for (; at < inOrder.length && inOrder[at]!.day === day; at++) minutes.push(inOrder[at]!.minutes);
    const credit = creditOfDate(minutes, pupil.minimumDayMinutes, state, settings);
    state = credit;
    if (!credit.earned) continue;
    if (itsWeek !== week) [week, inWeek] = [itsWeek, 0];
    inWeek += 1;
    if (!capsWeeks || inWeek <= mostDaysInWeek) days += 1;
  }
  return { days: Math.min(days, pupil.recoverableDays), bank: state.bank };
}

/** Minutes of credit that one sitting alone can bring a pupil. */
export function creditAlone(minutes: number, minimumDayMinutes: number, settings: RecoverySettings): number {
  return creditOfDate([minutes], minimumDayMinutes, { bank: 0, loose: 0 }, settings).credited;
}
