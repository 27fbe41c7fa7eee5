import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import type { Jobs } from "#app/context.ts";
import { cancelSession } from "./cancellation.server.ts";
import { hasBegun, type Moment } from "./moment.ts";
import { findProgram } from "./programs.server.ts";
import { type Doing, sessionsBetween } from "./sessions.server.ts";

/**
 * Calls off every session of a program that has not begun. What was held stays.
 * @returns how many were called off; null without such a program
 */
export async function cancelRest(
  tx: Tx,
  at: { schoolId: number; programId: number },
  reason: string,
  doing: Doing & { author: { by: number; actor: string }; jobs: Jobs; now: Moment },
): Promise<number | null> {
  const program = await findProgram(tx, at.schoolId, at.programId);
  if (program === null) return null;
  const sessions = (await sessionsBetween(tx, at.schoolId, doing.today, program.endsOn)).filter(
    (session) =>
      session.programId === program.id && session.cancelled === null && !hasBegun(session, doing.now),
  );
  for (const { id } of sessions)
    await cancelSession(tx, { schoolId: at.schoolId, sessionId: id }, reason, doing);
  if (sessions.length > 0)
    await recordChange(tx, doing.author, doing.at, {
      schoolId: at.schoolId,
      action: "rest of a recovery program cancelled",
      subject: `recovery program ${at.programId}`,
      after: { sessions: sessions.map(({ id }) => id) },
      reason,
    });
  return sessions.length;
}
