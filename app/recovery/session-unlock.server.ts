import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import { recoveryUnlock } from "#drizzle/schema/recovery-day.ts";
import type { At } from "./place-rows.server.ts";
import type { RecoverySession } from "./session.ts";
import { type SessionLock, sessionLock } from "./session-lock.ts";
import { lockSession } from "./sessions.server.ts";

/** How long an administrator may open a session for, in hours. */
export const unlockHours = [2, 24, 72] as const;

/** Whether the session's times may change now. */
export async function lockOf(
  tx: Tx,
  session: Pick<RecoverySession, "schoolId" | "id" | "attestedAt">,
  now: Temporal.Instant,
): Promise<SessionLock> {
  if (session.attestedAt === null) return { state: "not attested" };
  const rows = await tx.execute<{ at: string; until: string }>(sql`
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
      to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as until
    from recovery_unlock where school_id = ${session.schoolId} and session_id = ${session.id}`);
  const unlocks = rows.map((row) => ({
    at: Temporal.Instant.from(row.at),
    until: Temporal.Instant.from(row.until),
  }));
  return sessionLock(session.attestedAt, unlocks, now);
}

/** An administrator opens attested times for corrections, until a moment. @returns a sentence when there is nothing to open */
export async function unlockSession(
  tx: Tx,
  at: At,
  wish: { hours: number; reason: string },
  doing: { author: { by: number; actor: string }; at: Temporal.Instant },
): Promise<string | null> {
  const session = await lockSession(tx, at.schoolId, at.sessionId);
  if (session === null) return "There is no such session.";
  const lock = await lockOf(tx, session, doing.at);
  if (lock.state === "not attested")
    return "This session is not attested, so its times can be changed already.";
  if (lock.state === "open for corrections") return null;
  const until = doing.at.add({ hours: wish.hours });
  await tx
    .insert(recoveryUnlock)
    .values({ ...at, by: doing.author.by, at: doing.at, until, reason: wish.reason });
  await recordChange(tx, doing.author, doing.at, {
    schoolId: at.schoolId,
    action: "recovery session opened for corrections",
    subject: `recovery session ${at.sessionId}`,
    after: { until: until.toString() },
    reason: wish.reason,
  });
  return null;
}
