import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { recoveryElection } from "#drizzle/schema/recovery.ts";
import { barTo, pupilsForRecovery } from "../candidates.server.ts";
import { standingsInLine } from "../line-standings.server.ts";
import { hasBegun, type Moment } from "../moment.ts";
import { type Author, placesOf, takeStep } from "../place-rows.server.ts";
import { bookPupils, type Filling, releasePupil } from "../places.server.ts";
import type { RecoverySession } from "../session.ts";
import { lockSession } from "../sessions.server.ts";
import { readStandings } from "../standings.server.ts";

/** What a family said about one session. `saidBy`: who said it, and how. */
export type Answering = {
  schoolId: number;
  sessionId: number;
  pupilId: number;
  answer: "yes" | "no";
  saidBy: string;
};

/** What came of it. "no place": the yes is on record, and `why` says why no place can be held. */
export type Answered =
  | { came: "booked" | "waiting" | "declined" }
  | { came: "no place"; why: string }
  | { came: "unknown" | "begun" | "cancelled" };

/** Runs work in the scope of whoever takes the answer: an actor of the office, or the system for a family's link. */
export type Within = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
export type Taking = { author: Author; now: Moment };

/**
 * Puts a family's answer on record and does what it asks for (AR-PUP-3): a yes is given a place or a turn in the
 * line, a no gives both back and is not offered this session again. The newest answer counts; the same one again
 * changes nothing.
 */
export async function takeAnswer(
  context: Context,
  within: Within,
  asked: Answering,
  taking: Taking,
): Promise<Answered> {
  const standings = await standingsInLine(context, asked, taking.now.today);
  return asked.answer === "no"
    ? within((tx) => takeNo(context, tx, asked, { ...taking, standings }))
    : takeYes(context, within, asked, { ...taking, standings });
}

async function takeYes(
  context: Context,
  within: Within,
  asked: Answering,
  taking: Filling,
): Promise<Answered> {
  const { schoolId, sessionId, pupilId, saidBy } = asked;
  const { now } = taking;
  const [pupil] = await within((tx) => pupilsForRecovery(tx, schoolId, { pupilIds: [pupilId] }));
  if (pupil === undefined) return { came: "unknown" };
  const standings = await readStandings(context, { schoolId, through: now.today }, [pupilId]);
  const bar = barTo(pupil, standings.settings, standings.studyDays(pupilId), true);
  return within(async (tx) => {
    const { session, closed, step } = await stateOf(tx, asked, now);
    if (session === null || closed !== null) return { came: closed ?? "unknown" };
    const recoverableDays = standings.standing(pupilId, session.date)?.stillToRecover ?? 0;
    if (step === "booked" || step === "waiting") {
      await putOnRecord(tx, asked, taking);
      return { came: step };
    }
    if (bar !== null) {
      await putOnRecord(tx, asked, taking);
      return { came: "no place", why: bar };
    }
    const at = { schoolId, sessionId };
    if (step === "declined")
      await takeStep(
        tx,
        at,
        "released",
        [{ pupilId, recoverableDays }],
        taking,
        "the family changed its answer",
      );
    const booked = await bookPupils(tx, at, [{ ...pupil, recoverableDays }], saidBy, taking);
    if (!booked.ok) return { came: booked.why };
    if (booked.placed.length > 0) return { came: "booked" };
    if (booked.waiting.length > 0) return { came: "waiting" };
    await putOnRecord(tx, asked, taking);
    return { came: "no place", why: "The pupil is booked in another session at this time." };
  });
}

async function takeNo(context: Context, tx: Tx, asked: Answering, taking: Filling): Promise<Answered> {
  const { schoolId, sessionId, pupilId, saidBy } = asked;
  const { closed, step } = await stateOf(tx, asked, taking.now);
  if (closed !== null) return { came: closed };
  const reason = `the family said no: ${saidBy}`;
  const freed = await releasePupil(tx, { schoolId, sessionId, pupilId }, "declined", reason, {
    ...taking,
    jobs: context.jobs,
  });
  // A child signed in before the hour is there: for them it has begun.
  if (typeof freed === "string") return { came: "begun" };
  await putOnRecord(tx, asked, taking);
  if (step === "declined") return { came: "declined" };
  if (freed === null)
    await takeStep(
      tx,
      { schoolId, sessionId },
      "declined",
      [{ pupilId, recoverableDays: 0 }],
      taking,
      reason,
    );
  return { came: "declined" };
}

/** Is the session closed to answers, and which step did the pupil take last? Under the session's lock. */
async function stateOf(tx: Tx, { schoolId, sessionId, pupilId }: Answering, now: Moment) {
  const session = await lockSession(tx, schoolId, sessionId);
  const closed = closedTo(session, now);
  if (closed !== null) return { session, closed, step: undefined };
  const place = (await placesOf(tx, { schoolId, sessionId })).find((one) => one.pupilId === pupilId);
  return { session, closed, step: place?.step };
}

export function closedTo(
  session: RecoverySession | null,
  now: Moment,
): "unknown" | "cancelled" | "begun" | null {
  if (session === null) return "unknown";
  if (session.cancelled !== null) return "cancelled";
  return hasBegun(session, now) ? "begun" : null;
}

async function putOnRecord(tx: Tx, asked: Answering, { author, now }: Taking): Promise<void> {
  const { schoolId, sessionId, pupilId, answer, saidBy } = asked;
  const [last] = await tx.execute<{ answer: string }>(sql`select answer from recovery_election
    where school_id = ${schoolId} and pupil_id = ${pupilId} and session_id = ${sessionId} order by id desc limit 1`);
  if (last?.answer === answer) return;
  await tx
    .insert(recoveryElection)
    .values({ schoolId, pupilId, sessionId, answer, saidBy, by: author.by, at: now.at });
  await recordChange(tx, author, now.at, {
    schoolId,
    action: `family answered ${answer}`,
    subject: `recovery session ${sessionId}`,
    pupilIds: [pupilId],
    reason: saidBy,
  });
}
