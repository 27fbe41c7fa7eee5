import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import { recoverySessionTeacher } from "#drizzle/schema/recovery-planning.ts";
import { lockRecoveryDay, lockTeachers } from "./day-lock.server.ts";
import type { Moment } from "./moment.ts";
import type { At } from "./place-rows.server.ts";
import { type Filling, fillPlaces } from "./places.server.ts";
import type { RecoverySession } from "./session.ts";
import { schoolFacts, sessionsOfTeacher } from "./session-facts.server.ts";
import { teacherRefusals } from "./session-refusal.ts";
import { lockSession } from "./sessions.server.ts";
import { teaches } from "./teachers-of.ts";

type Changing = { author: { by: number; actor: string }; now: Moment };

/**
 * Has another certificated teacher join a session: the rule that holds for the one who leads holds for them (AR-SES-2),
 * and nobody is in two rooms. The ratio allows more pupils then, so whoever waits may get a place.
 * @returns "unknown" without such a session; a sentence when they cannot join; null when they have joined
 */
export async function joinSession(
  tx: Tx,
  at: At,
  teacherId: number,
  doing: Changing & Pick<Filling, "standings">,
): Promise<string | null> {
  const session = await lockSession(tx, at.schoolId, at.sessionId);
  if (session === null) return "unknown";
  const closed = whyFixed(session);
  if (closed !== null) return closed;
  if (teaches(session, teacherId)) return null;
  await lockRecoveryDay(tx, at.schoolId, session.date);
  await lockTeachers(tx, [teacherId]);
  const days = { from: session.date, through: session.date };
  const facts = await schoolFacts(tx, at.schoolId, days, [teacherId]);
  const [refusal] = teacherRefusals(session, {
    teacher: facts.teachers.get(teacherId) ?? null,
    sessions: sessionsOfTeacher(facts, session.date, teacherId, session.id),
  });
  if (refusal !== undefined) return refusal.sentence;
  await takeTeacherStep(tx, at, { teacherId, step: "joined", reason: null }, doing);
  await fillPlaces(tx, at, doing);
  return null;
}

/**
 * Has a teacher leave a session, the one who leads too once another is there. Nobody loses a place: when those who stay
 * may have fewer pupils than are booked, the page of the session says so (`heldOverRatio`).
 * @returns as `joinSession`
 */
export async function leaveSession(
  tx: Tx,
  at: At,
  teacherId: number,
  reason: string,
  doing: Changing,
): Promise<string | null> {
  const session = await lockSession(tx, at.schoolId, at.sessionId);
  if (session === null) return "unknown";
  const closed = whyFixed(session);
  if (closed !== null) return closed;
  if (!teaches(session, teacherId)) return "This teacher is not with the session.";
  if (session.teachers.length === 1)
    return "This is the only teacher of the session. Let another join first, or cancel the session.";
  await takeTeacherStep(tx, at, { teacherId, step: "left", reason }, doing);
  return null;
}

function whyFixed({ cancelled, attestedAt }: RecoverySession): string | null {
  if (cancelled !== null) return "This session was cancelled, so its teachers stay as they are.";
  return attestedAt === null ? null : "This session is attested, so its teachers stay as they are.";
}

async function takeTeacherStep(
  tx: Tx,
  at: At,
  step: { teacherId: number; step: "joined" | "left"; reason: string | null },
  { author, now }: Changing,
): Promise<void> {
  await tx.insert(recoverySessionTeacher).values({ ...at, ...step, by: author.by, at: now.at });
  await recordChange(tx, author, now.at, {
    schoolId: at.schoolId,
    action: `teacher ${step.step} recovery session`,
    subject: `recovery session ${at.sessionId}`,
    after: { teacherId: step.teacherId },
    reason: step.reason,
  });
}
