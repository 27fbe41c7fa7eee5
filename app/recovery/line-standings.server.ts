import { sql } from "drizzle-orm";
import type { Context } from "#app/context.ts";
import { type At, waitingIn } from "./place-rows.server.ts";
import { readStandings } from "./standings.server.ts";

/** By pupil, as of now: days that each can still recover in a session, and schooldays running in independent study. */
export type LineStandings = ReadonlyMap<number, { days: number; studyDays: number }>;

/**
 * Where pupils of a school stand as of now, as a booking asks it.
 * @param sessionOn the date of the session that they are to be given a place in
 */
export async function standingsNow(
  context: Context,
  schoolId: number,
  pupilIds: readonly number[],
  today: Temporal.PlainDate,
  sessionOn: Temporal.PlainDate,
): Promise<LineStandings> {
  if (pupilIds.length === 0) return new Map();
  const { standing, studyDays } = await readStandings(context, { schoolId, through: today }, pupilIds);
  return new Map(
    pupilIds.map((pupilId) => [
      pupilId,
      { days: standing(pupilId, sessionOn)?.stillToRecover ?? 0, studyDays: studyDays(pupilId) },
    ]),
  );
}

/** The same of those who stand in line in a session, for whoever is about to free a place of it. */
export async function standingsInLine(
  context: Context,
  at: At,
  today: Temporal.PlainDate,
): Promise<LineStandings> {
  const reason = "the waiting list of a recovery session";
  const [waiting, [session]] = await context.door.asSystem(reason, [at.schoolId], (tx) =>
    Promise.all([
      waitingIn(tx, at),
      tx.execute<{ date: string }>(sql`select on_date::text as date from recovery_session
        where school_id = ${at.schoolId} and id = ${at.sessionId}`),
    ]),
  );
  if (session === undefined) return new Map();
  return standingsNow(context, at.schoolId, waiting, today, Temporal.PlainDate.from(session.date));
}
