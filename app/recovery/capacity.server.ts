import { and, eq } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import { recoverySession } from "#drizzle/schema/recovery.ts";
import { hasBegun } from "./moment.ts";
import type { At } from "./place-rows.server.ts";
import { type Filling, fillPlaces } from "./places.server.ts";
import { lockSession } from "./sessions.server.ts";

/**
 * Changes how many places a session has. It is never lowered below the places held: families were told that their
 * child has one, so a person gives them back one by one. More places go to whoever waits.
 * @returns "unknown" without such a session; a sentence when it cannot be; null when it was changed
 */
export async function changeCapacity(
  tx: Tx,
  at: At,
  capacity: number,
  doing: Filling & { author: { by: number; actor: string } },
): Promise<string | null> {
  const session = await lockSession(tx, at.schoolId, at.sessionId);
  if (session === null) return "unknown";
  if (session.cancelled !== null) return "This session was cancelled, so its places stay as they are.";
  if (hasBegun(session, doing.now)) return "The session has begun, so its places stay as they are.";
  if (capacity < session.booked)
    return `${session.booked} ${session.booked === 1 ? "pupil holds" : "pupils hold"} a place. Enter ${session.booked} or more, or give places back first: nobody loses a place unasked.`;
  if (capacity === session.capacity) return null;
  await tx
    .update(recoverySession)
    .set({ capacity })
    .where(and(eq(recoverySession.schoolId, at.schoolId), eq(recoverySession.id, at.sessionId)));
  await recordChange(tx, doing.author, doing.now.at, {
    schoolId: at.schoolId,
    action: "recovery session places changed",
    subject: `recovery session ${at.sessionId}`,
    before: { capacity: session.capacity },
    after: { capacity },
  });
  await fillPlaces(tx, at, doing);
  return null;
}
