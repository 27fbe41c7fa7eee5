import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import { recordChange } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { placesOf, takeStep } from "./place-rows.server.ts";
import { openTimes, type Recording, writeTimes } from "./presence.server.ts";
import { presenceRows } from "./presence-rows.server.ts";

/**
 * Moves a pupil's times in a session to another record of the school, when Aeries has merged the two or one was
 * mistaken for the other: rows are only added, with the reason, and both pupils are named on record. Who is given the
 * times is given the place.
 * @returns a sentence when it cannot be; null when it is done
 */
export async function reattributeTimes(
  context: Context,
  actor: Actor,
  at: { sessionId: number; pupilId: number },
  wish: { studentNumber: number; reason: string },
  doing: Omit<Recording, "reason" | "source">,
): Promise<string | null> {
  const where = { schoolId: actor.schoolId, sessionId: at.sessionId };
  return context.door.asActor(actor, async (tx) => {
    const session = await openTimes(tx, where, doing);
    if (typeof session === "string") return session;
    const [target] = await tx.execute<{ id: number }>(sql`select pupil_id as id from pupil
      where school_id = ${where.schoolId} and student_number = ${wish.studentNumber}`);
    if (!target) return `No pupil of this school has the number ${wish.studentNumber}.`;
    if (target.id === at.pupilId) return "This is the number of the same record. Enter the right one.";
    const [rows, places] = await Promise.all([presenceRows(tx, where), placesOf(tx, where)]);
    const isWritten = ({ inAt, outAt }: { inAt: number | null; outAt: number | null }) =>
      inAt !== null || outAt !== null;
    const own = rows.filter((row) => row.pupilId === at.pupilId && isWritten(row));
    if (own.length === 0) return "There are no times to move.";
    const theirs = rows.filter((row) => row.pupilId === target.id);
    if (theirs.some(isWritten))
      return "The right record has times in this session already. Correct those instead.";
    const place = places.find(({ pupilId }) => pupilId === target.id);
    const from = places.find(({ pupilId }) => pupilId === at.pupilId);
    if (place?.step !== "booked")
      await takeStep(
        tx,
        where,
        "booked",
        [{ pupilId: target.id, recoverableDays: from?.recoverableDays ?? 0 }],
        doing,
        "with the times of another record",
      );
    const empty = own.map((row) => ({ ...row, inAt: null, outAt: null }));
    const moved = own.map((row, index) => ({
      ...row,
      pupilId: target.id,
      stay: theirs[index]?.stay ?? index + 1,
    }));
    await writeTimes(tx, session, [...empty, ...moved], {
      ...doing,
      reason: wish.reason,
      source: "staff",
      before: [...own, ...moved.map(() => null)],
    });
    await recordChange(tx, doing.author, doing.now.at, {
      schoolId: where.schoolId,
      action: "recovery times moved to another pupil",
      subject: `recovery session ${where.sessionId}`,
      pupilIds: [at.pupilId, target.id],
      before: at.pupilId,
      after: target.id,
      reason: wish.reason,
    });
    return null;
  });
}
