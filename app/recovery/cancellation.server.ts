import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import type { Jobs } from "#app/context.ts";
import { recoveryCancellation } from "#drizzle/schema/recovery.ts";
import { fillNeighbors } from "./neighbors.server.ts";
import { type Doing, lockSession } from "./sessions.server.ts";

export type CancelRefusal = "unknown" | "already cancelled" | "attested";

/**
 * Calls a session off. Its places stay on record but hold nobody: a cancelled session is left out wherever places
 * are counted. An attested session happened, so it cannot be called off.
 */
export async function cancelSession(
  tx: Tx,
  at: { schoolId: number; sessionId: number },
  reason: string,
  doing: Doing & { author: { by: number; actor: string }; jobs: Jobs },
): Promise<CancelRefusal | null> {
  const session = await lockSession(tx, at.schoolId, at.sessionId);
  if (session === null) return "unknown";
  if (session.cancelled !== null) return "already cancelled";
  if (session.attestedAt !== null) return "attested";
  await tx.insert(recoveryCancellation).values({ ...at, reason, by: doing.author.by, at: doing.at });
  await recordChange(tx, doing.author, doing.at, {
    schoolId: at.schoolId,
    action: "recovery session cancelled",
    subject: `recovery session ${at.sessionId}`,
    reason,
  });
  await fillNeighbors(tx, doing.jobs, session);
  return null;
}
