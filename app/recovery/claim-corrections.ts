import { displayDay, formatDay } from "#app/calendar/day.ts";
import { whyNot } from "./claim-steps.ts";
import type { PupilClaims, YearClaim } from "./year-claims.ts";

/** A day that a certified report counts. */
export type CertifiedDay = {
  pupilId: number;
  schoolId: number;
  absenceDate: Temporal.PlainDate;
  earnedDate: Temporal.PlainDate;
};

/** What has to be told about a certified period, or was told before; the newest of a day speaks. */
export type Correction = {
  schoolId: number;
  pupilId: number;
  absenceDate: Temporal.PlainDate;
  change: "removed" | "added";
  reason: string;
};

const keyOf = (day: { pupilId: number; schoolId: number; absenceDate: Temporal.PlainDate }) =>
  `${day.pupilId} ${day.schoolId} ${formatDay(day.absenceDate)}`;

/**
 * What changed in a period since it was certified and has not been raised yet: days that no longer stand, and days
 * that newly belong to it. A day that comes back after it was removed is raised as added, so that nothing is lost.
 * @param raised corrections of this certification so far, oldest first
 * @param computed the same period worked out from today's records
 */
export function newCorrections(
  certified: readonly CertifiedDay[],
  raised: readonly Correction[],
  computed: ReadonlyMap<number, PupilClaims>,
): Correction[] {
  const told = new Map(certified.map((day) => [keyOf(day), true]));
  for (const correction of raised) told.set(keyOf(correction), correction.change === "added");
  const days = new Map<string, CertifiedDay>(certified.map((day) => [keyOf(day), day]));
  const standing = new Map<string, YearClaim & { pupilId: number }>();
  for (const { pupilId, claims } of computed.values())
    for (const claim of claims) standing.set(keyOf({ ...claim, pupilId }), { ...claim, pupilId });
  const corrections: Correction[] = [];
  for (const [key, counted] of told) {
    if (!counted || standing.has(key)) continue;
    const day = days.get(key) ?? raised.find((one) => keyOf(one) === key);
    if (day === undefined) continue;
    const { absenceDate } = day;
    const earnedDate = days.get(key)?.earnedDate ?? null;
    const reason = whyNot(computed.get(day.pupilId), { absenceDate, earnedDate });
    corrections.push(correctionOf(day, "removed", reason));
  }
  for (const [key, claim] of standing)
    if (told.get(key) !== true)
      corrections.push(correctionOf(claim, "added", whyAdded(claim, told.has(key))));
  return corrections.toSorted(
    (one, other) => one.schoolId - other.schoolId || keyOf(one).localeCompare(keyOf(other)),
  );
}

function correctionOf(
  day: { schoolId: number; pupilId: number; absenceDate: Temporal.PlainDate },
  change: Correction["change"],
  reason: string,
): Correction {
  const { schoolId, pupilId, absenceDate } = day;
  return { schoolId, pupilId, absenceDate, change, reason };
}

const whyAdded = (claim: YearClaim, again: boolean) =>
  again
    ? "The day stands again and belongs to the period as certified."
    : `The day earned on ${displayDay(claim.earnedDate)} belongs to the period and was not known when it was certified.`;
