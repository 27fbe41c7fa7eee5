import type { Actor } from "#app/access/actor.ts";
import { authorOf } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { candidatesFor, type SessionCandidate } from "../candidates.server.ts";
import type { Moment } from "../moment.ts";
import { otherYear } from "../other-year.ts";
import type { RecoverySession } from "../session.ts";
import { lockSession } from "../sessions.server.ts";
import type { FamilyStanding } from "./due.ts";
import { familyStandings } from "./standings.server.ts";
import { closedTo } from "./take-answer.server.ts";
import { writeMessages } from "./write-messages.server.ts";

/** Whom to invite: the ticked pupils, and the first so many of the ranking who are not invited yet. */
export type Invited = { pupilIds: readonly number[]; first: number };

export type NotInvited = "unknown" | "cancelled" | "begun" | "another year";
export type InvitedCount = { emails: number; letters: number };

/**
 * Invites families to sessions: puts one invitation a family on record for all of them and has it sent. Who is invited
 * already, has a place or said no is left out of that session, so that a form sent twice invites nobody twice; so is a
 * session that is closed, not for the child's grade, or of a school year whose absences are still to come.
 * @param sessions at least one
 * @returns how many e-mails and letters were put on record, or why none of the sessions takes invitations
 */
export async function inviteFamilies(
  context: Context,
  actor: Actor,
  sessions: readonly RecoverySession[],
  { pupilIds, first }: Invited,
  now: Moment,
): Promise<InvitedCount | NotInvited> {
  const { schoolId } = actor;
  const ranked = await candidatesOfAll(context, actor, sessions, now.today);
  return context.door.asActor(actor, async (tx) => {
    const open: RecoverySession[] = [];
    let why: NotInvited = "unknown";
    // In one order, so that two who invite at once never wait for each other's sessions.
    for (const { id } of sessions.toSorted((one, other) => one.id - other.id)) {
      const session = await lockSession(tx, schoolId, id);
      const closed = closedTo(session, now);
      if (session === null || closed !== null) why = closed ?? "unknown";
      else if (otherYear(session.date, now.today) !== null) why = "another year";
      else open.push(session);
    }
    if (open.length === 0) return why;
    const known = await familyStandings(
      tx,
      schoolId,
      open.map(({ id }) => id),
    );
    const asked = invitable(open, ranked, known);
    const top = ranked.filter(({ pupilId }) => asked(pupilId).length > 0).slice(0, first);
    const chosen = new Set([...pupilIds, ...top.map(({ pupilId }) => pupilId)]);
    const matters = [...chosen].flatMap((pupilId) =>
      asked(pupilId).map((sessionId) => ({ pupilId, sessionId })),
    );
    const about = { schoolId, kind: "invitation" as const };
    const written = await writeMessages(tx, context, about, matters, {
      author: authorOf(actor),
      at: now.at,
    });
    if (written.emails > 0) await context.jobs.enqueue(tx, "write-to-families", { schoolId });
    return written;
  });
}

/** Who could be invited to any of these sessions, most days to recover first. */
export async function candidatesOfAll(
  context: Context,
  actor: Actor,
  asked: readonly RecoverySession[],
  today: Temporal.PlainDate,
): Promise<SessionCandidate[]> {
  const sessions = asked.filter(({ date }) => otherYear(date, today) === null);
  const [only] = sessions;
  if (only === undefined) return [];
  if (sessions.length === 1) return candidatesFor(context, actor, only, today);
  const widest = {
    // No session has this number, so nobody holds a place in it: each is asked about its own places.
    id: 0,
    lowGrade: Math.min(...sessions.map(({ lowGrade }) => lowGrade)),
    highGrade: Math.max(...sessions.map(({ highGrade }) => highGrade)),
  };
  return candidatesFor(context, actor, { ...only, ...widest }, today);
}

/**
 * To which of these sessions a pupil can be invited now, in order: none that they have a place or a turn in, declined or
 * were invited to. The page they were ticked on may be old: who cannot recover a day any more is invited to none.
 */
export function invitable(
  sessions: readonly RecoverySession[],
  ranked: readonly Pick<SessionCandidate, "pupilId" | "grade">[],
  known: ReadonlyMap<number, readonly FamilyStanding[]>,
): (pupilId: number) => number[] {
  const gradeOf = new Map(ranked.map(({ pupilId, grade }) => [pupilId, grade]));
  return (pupilId) =>
    sessions
      .filter(({ id, lowGrade, highGrade }) => {
        const standing = known.get(id)?.find((one) => one.pupilId === pupilId);
        if (standing?.written.invitation || standing?.answer === "no") return false;
        if (standing?.place && standing.place.step !== "released") return false;
        const grade = gradeOf.get(pupilId);
        return grade !== undefined && grade >= lowGrade && grade <= highGrade;
      })
      .map(({ id }) => id);
}
