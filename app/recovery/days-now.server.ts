import type { Context } from "#app/context.ts";
import { type At, waitingIn } from "./place-rows.server.ts";
import { readStandings } from "./standings.server.ts";

/** The days that pupils of a school can still recover as of now, by pupil. */
export async function daysNow(
  context: Context,
  schoolId: number,
  pupilIds: readonly number[],
  today: Temporal.PlainDate,
): Promise<ReadonlyMap<number, number>> {
  if (pupilIds.length === 0) return new Map();
  const { standing } = await readStandings(context, { schoolId, through: today }, pupilIds);
  return new Map(pupilIds.map((pupilId) => [pupilId, standing(pupilId)?.stillToRecover ?? 0]));
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
