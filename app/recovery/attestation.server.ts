import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import { recoveryAttestation } from "#drizzle/schema/recovery-day.ts";
import { attestationStatement } from "./attestation.ts";
import { hasEnded, type Moment } from "./moment.ts";
import type { At } from "./place-rows.server.ts";
import { presenceRows } from "./presence.server.ts";
import { presenceOf } from "./presence.ts";
import { lockSession } from "./sessions.server.ts";

export type Attested =
  | { ok: true; pupilCount: number; minutesTotal: number }
  | { ok: false; troubles: { pupilId: number | null; sentence: string }[] };

/**
 * The teacher's statement of who took part and how long (EC 46211). Only the certificated teacher who led the session
 * can make it, once it has ended and everyone who was signed in is signed out. Until then nobody is credited.
 */
export async function attestSession(
  tx: Tx,
  at: At,
  doing: { author: { by: number; actor: string }; staffId: number | null; now: Moment },
): Promise<Attested> {
  const session = await lockSession(tx, at.schoolId, at.sessionId);
  const no = (sentence: string): Attested => ({ ok: false, troubles: [{ pupilId: null, sentence }] });
  if (session === null) return no("There is no such session.");
  if (doing.staffId === null || doing.staffId !== session.teacherId)
    return no(`Only the teacher who led the session, ${session.teacher}, can attest to it.`);
  if (session.cancelled !== null) return no("This session was cancelled, so there is nothing to attest to.");
  if (!hasEnded(session, doing.now)) return no("The session has not ended. Attest to it when it has.");
  const rows = (await presenceRows(tx, at)).filter(({ inAt, outAt }) => inAt !== null || outAt !== null);
  const stays = rows.map((row) => ({
    ...row,
    ...presenceOf({ session, stays: [{ signedIn: row.inAt, signedOut: row.outAt }] }),
  }));
  const troubles = stays.flatMap(({ pupilId, problems }) =>
    problems.map(({ sentence }) => ({ pupilId, sentence })),
  );
  if (troubles.length > 0) return { ok: false, troubles };
  const minutesTotal = stays.reduce((sum, { minutes }) => sum + minutes, 0);
  const throughPresenceId = Math.max(0, ...rows.map(({ id }) => id));
  await tx.insert(recoveryAttestation).values({
    ...at,
    by: doing.author.by,
    at: doing.now.at,
    throughPresenceId,
    pupilCount: rows.length,
    minutesTotal,
    statement: attestationStatement,
  });
  await recordChange(tx, doing.author, doing.now.at, {
    schoolId: at.schoolId,
    action: "recovery session attested",
    subject: `recovery session ${at.sessionId}`,
    pupilIds: rows.map(({ pupilId }) => pupilId),
    after: { pupilCount: rows.length, minutesTotal, throughPresenceId },
  });
  return { ok: true, pupilCount: rows.length, minutesTotal };
}
