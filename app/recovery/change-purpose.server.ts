import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import type { At } from "./place-rows.server.ts";
import { type Filling, fillPlaces } from "./places.server.ts";
import { putPurposes } from "./purpose.server.ts";
import type { SessionPurpose } from "./purpose.ts";
import { lockSession } from "./sessions.server.ts";

/**
 * Says anew what a session is for, until its teacher has attested; then the ratio that its minutes were judged by is
 * not changed any more. Room that the ratio leaves then goes to whoever waits.
 * @returns "unknown" without such a session; a sentence when it cannot be; null when it is so
 */
export async function changePurpose(
  tx: Tx,
  at: At,
  purpose: SessionPurpose,
  doing: Filling & { author: { by: number; actor: string } },
): Promise<string | null> {
  const session = await lockSession(tx, at.schoolId, at.sessionId);
  if (session === null) return "unknown";
  if (session.cancelled !== null) return "This session was cancelled, so it stays as it is.";
  if (session.attestedAt !== null)
    return "The teacher has attested this session. What it was for stays as it was then.";
  const same = (Object.keys(purpose) as (keyof SessionPurpose)[]).every(
    (name) => session.purpose?.[name] === purpose[name],
  );
  if (same) return null;
  await putPurposes(tx, at.schoolId, [{ sessionId: at.sessionId, purpose }], {
    by: doing.author.by,
    at: doing.now.at,
  });
  await recordChange(tx, doing.author, doing.now.at, {
    schoolId: at.schoolId,
    action: "recovery session purpose changed",
    subject: `recovery session ${at.sessionId}`,
    before: session.purpose,
    after: purpose,
  });
  await fillPlaces(tx, at, doing);
  return null;
}
