import type { Tx } from "#app/access/scope.server.ts";
import { presenceRows } from "./presence-rows.server.ts";
import type { RecoverySession } from "./session.ts";

/** Why a pupil's place in a session cannot be given back any more, in a sentence, or null. Under the session's lock. */
export async function whyKept(
  tx: Tx,
  { schoolId, id: sessionId, cancelled, attestedAt }: RecoverySession,
  pupilId: number,
): Promise<string | null> {
  if (cancelled !== null) return "This session was cancelled, so its places stay as they are.";
  if (attestedAt !== null) return "The teacher has attested this session, so its places stay as they are.";
  const stays = (await presenceRows(tx, { schoolId, sessionId })).filter((row) => row.pupilId === pupilId);
  return stays.some(({ inAt, outAt }) => inAt !== null || outAt !== null)
    ? "This pupil was signed in to this session, so the place stays. If that was a mistake, correct the times first."
    : null;
}
