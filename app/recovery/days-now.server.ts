import type { Context } from "#app/context.ts";
import { pupilsForRecovery, schoolForRecovery } from "./candidates.server.ts";
import { type At, waitingIn } from "./place-rows.server.ts";
import { factsAt, factsElsewhere, joinFacts, standingFrom } from "./standings.server.ts";

/**
 * The days that pupils of a school can still recover as of now, by pupil. Counted over all schools of the district
 * (AR-CAP-2), so the system reads them, in transactions of its own.
 */
export async function daysNow(
  context: Context,
  schoolId: number,
  pupilIds: readonly number[],
  today: Temporal.PlainDate,
): Promise<ReadonlyMap<number, number>> {
  if (pupilIds.length === 0) return new Map();
  const reason = "recovery days that pupils of a school can still recover";
  const here = await context.door.asSystem(reason, [schoolId], async (tx) => {
    const [pupils, facts, school] = await Promise.all([
      pupilsForRecovery(tx, schoolId, { pupilIds }),
      factsAt(tx, schoolId, today, pupilIds),
      schoolForRecovery(tx, schoolId, today),
    ]);
    return { pupils, facts, school };
  });
  const facts = joinFacts(here.facts, await factsElsewhere(context, { schoolId }, today, pupilIds));
  return new Map(
    here.pupils.map((pupil) => [
      pupil.pupilId,
      standingFrom(facts, pupil, here.school, today)?.stillToRecover ?? 0,
    ]),
  );
}

/** The same of those who stand in line in a session, for whoever is about to free a place of it. */
export async function daysInLine(
  context: Context,
  at: At,
  today: Temporal.PlainDate,
): Promise<ReadonlyMap<number, number>> {
  const waiting = await context.door.asSystem("the waiting list of a recovery session", [at.schoolId], (tx) =>
    waitingIn(tx, at),
  );
  return daysNow(context, at.schoolId, waiting, today);
}
