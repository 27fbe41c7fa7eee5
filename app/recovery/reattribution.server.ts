import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import { recordChange } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { recoveryElection } from "#drizzle/schema/recovery.ts";
import { lockRecoveryDay } from "./day-lock.server.ts";
import { answerInForce } from "./election.ts";
import { electionsOf } from "./elections.server.ts";
import { bookedMeanwhile, placesOf, takeStep } from "./place-rows.server.ts";
import { openTimes, type Recording, writeTimes } from "./presence.server.ts";
import { presenceRows } from "./presence-rows.server.ts";

type Refused = { field: "studentNumber" | "movedSaidBy"; sentence: string };

/**
 * Moves a pupil's times in a session to another record of the school, when Aeries has merged the two or one was
 * mistaken for the other: rows are only added, with the reason, and both pupils are named on record. Who is given the
 * times is given the place, and needs a yes of the family of their own (AR-PUP-3). The time of both counts once the
 * teacher attests anew (AR-SES-3).
 * @param wish.saidBy who of the right pupil's family said yes, where no yes is in force; else it may be empty
 * @returns what stands in the way, at its field; null when it is done
 */
export async function reattributeTimes(
  context: Context,
  actor: Actor,
  at: { sessionId: number; pupilId: number },
  wish: { studentNumber: number; reason: string; saidBy: string },
  doing: Omit<Recording, "reason" | "source">,
): Promise<Refused | null> {
  const where = { schoolId: actor.schoolId, sessionId: at.sessionId };
  return context.door.asActor(actor, async (tx) => {
    const no = (sentence: string, field: Refused["field"] = "studentNumber") => ({ field, sentence });
    const session = await openTimes(tx, where, doing);
    if (typeof session === "string") return no(session);
    await lockRecoveryDay(tx, where.schoolId, session.date);
    const [target] = await tx.execute<{ id: number }>(sql`select pupil_id as id from pupil
      where school_id = ${where.schoolId} and student_number = ${wish.studentNumber}`);
    if (!target) return no(`No pupil of this school has the number ${wish.studentNumber}.`);
    if (target.id === at.pupilId) return no("This is the number of the same record. Enter the right one.");
    const [rows, places, busy, elections] = await Promise.all([
      presenceRows(tx, where),
      placesOf(tx, where),
      bookedMeanwhile(tx, where, [target.id]),
      electionsOf(tx, [where.schoolId], [target.id]),
    ]);
    if (busy.has(target.id))
      return no(
        "The right record is booked in another session at this time. Give that place back first, or enter the number of another record.",
      );
    const isWritten = ({ inAt, outAt }: { inAt: number | null; outAt: number | null }) =>
      inAt !== null || outAt !== null;
    const own = rows.filter((row) => row.pupilId === at.pupilId && isWritten(row));
    if (own.length === 0) return no("There are no times to move.");
    const theirs = rows.filter((row) => row.pupilId === target.id);
    if (theirs.some(isWritten))
      return no("The right record has times in this session already. Correct those instead.");
    const asked = { sessionId: session.id, date: session.date };
    const answer = answerInForce(elections.get(target.id) ?? [], asked)?.answer ?? null;
    if (answer !== "yes" && wish.saidBy === "")
      return no(
        answer === "no"
          ? "The family of this pupil has declined the session. If it has said yes since, enter who said so, and how."
          : "No answer of this pupil's family is on record for the session. Enter who said yes, and how.",
        "movedSaidBy",
      );
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
    if (answer !== "yes")
      await tx.insert(recoveryElection).values({
        ...{ ...where, pupilId: target.id, answer: "yes", saidBy: wish.saidBy },
        ...{ by: doing.author.by, at: doing.now.at },
      });
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
