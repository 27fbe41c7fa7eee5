import type { Tx } from "#app/access/scope.server.ts";
import { displayDay } from "#app/calendar/day.ts";
import type { SchoolYear } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import {
  type ReadClaimStep,
  readClaimSteps,
  readClaims,
  type WhichClaims,
} from "#app/recovery/claims.server.ts";
import { type PeriodDay, periodClaims } from "#app/recovery/period-claims.server.ts";
import { keyOf } from "./absences-on-record.server.ts";
import type { ClaimInForce } from "./facts.ts";
import type { PeriodChoice } from "./period.ts";

/** Days claimed now, or the days that a report counts. */
export type WhichDays = WhichClaims | { counted: readonly PeriodDay[] };

/**
 * The days that a choice holds. Of a report they are those that the report itself counts, worked out through its own
 * end: what happened after it may have moved a day in the ledger, and the packet of a report bears the report out.
 */
export async function daysOfChoice(context: Context, choice: PeriodChoice): Promise<WhichDays> {
  if (choice.kind === "days") return { missedFrom: choice.from, through: choice.to };
  return { counted: (await periodClaims(context, choice)).days };
}

/** The claims that a choice holds at some schools, as far as the transaction may see them, each as the ledger tells it. */
export async function claimsOf(
  tx: Tx,
  asked: { schoolIds: readonly number[]; schoolYear: SchoolYear },
  which: WhichDays,
  now: Temporal.Instant,
): Promise<ClaimInForce[]> {
  if (!("counted" in which))
    return (await readClaims(tx, asked, which)).map((claim) => ({ ...claim, since: null }));
  const ours = new Set(asked.schoolIds);
  const counted = which.counted.filter(({ schoolId }) => ours.has(schoolId));
  if (counted.length === 0) return [];
  const steps = await readClaimSteps(tx, asked, [...new Set(counted.map(({ pupilId }) => pupilId))]);
  const stepsOf = Map.groupBy(steps, keyOf);
  return counted
    .map((day) => asLedgerTells(day, stepsOf.get(keyOf(day)) ?? [], asked.schoolYear, now))
    .toSorted(inOrder);
}

/** @param steps of the absence, newest first */
function asLedgerTells(
  { grade: _, ...day }: PeriodDay,
  steps: readonly ReadClaimStep[],
  schoolYear: SchoolYear,
  now: Temporal.Instant,
): ClaimInForce {
  const [newest] = steps;
  const claimed = steps.find(
    ({ step, earnedDate }) => step === "claimed" && earnedDate.equals(day.earnedDate),
  );
  const { reason, at } = claimed ?? { reason: "Worked out from the records; the ledger follows.", at: now };
  return { ...day, schoolYear, reason, at, since: changedSince(newest, day) };
}

/** What the ledger says of the absence now, where it is not what the report counts. */
function changedSince(
  newest: ReadClaimStep | undefined,
  { earnedDate }: Pick<PeriodDay, "earnedDate">,
): string | null {
  if (newest === undefined) return null;
  if (newest.step === "withdrawn") return `The ledger has withdrawn this day since: ${newest.reason}`;
  if (newest.earnedDate.equals(earnedDate)) return null;
  return `The ledger ties this absence to the day earned on ${displayDay(newest.earnedDate)} since: ${newest.reason}`;
}

const inOrder = (one: ClaimInForce, other: ClaimInForce) =>
  one.schoolId - other.schoolId ||
  one.pupilId - other.pupilId ||
  Temporal.PlainDate.compare(one.absenceDate, other.absenceDate);
