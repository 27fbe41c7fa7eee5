import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import { recoveryPresence } from "#drizzle/schema/recovery-day.ts";
import type { Moment } from "./moment.ts";
import { type At, placesOf } from "./place-rows.server.ts";
import { presenceOf } from "./presence.ts";
import { lockSession } from "./sessions.server.ts";
import { teaches } from "./teachers-of.ts";

/** Times of one pupil, minutes since midnight; null where not written down. */
export type Times = { pupilId: number; inAt: number | null; outAt: number | null };

/** The newest times of each pupil of a session, with the row they come from. */
export type Recorded = Times & { id: number; reason: string | null };

export async function presenceRows(tx: Tx, { schoolId, sessionId }: At): Promise<Recorded[]> {
  return await tx.execute<Recorded>(sql`
    select distinct on (pupil_id) pupil_id as "pupilId", in_at as "inAt", out_at as "outAt", id::int as id, reason
    from recovery_presence where school_id = ${schoolId} and session_id = ${sessionId} order by pupil_id, id desc`);
}

export type PresenceTrouble = { pupilId: number | null; sentence: string };
export type PresenceSaved = { ok: true; changed: number[] } | { ok: false; troubles: PresenceTrouble[] };

/** `leads`: the only teacher whose sessions the author may write to, led or joined; null for the office. */
export type Recording = {
  author: { by: number; actor: string };
  now: Moment;
  mayCorrect: boolean;
  reason: string | null;
  leads: number | null;
};

/**
 * Puts times in and out on record, as the teacher documents them (AR-SES-3); only what changed becomes a row. After
 * the teacher's attestation a change needs a reason, and the right to correct.
 */
export async function recordPresence(
  tx: Tx,
  at: At,
  times: readonly Times[],
  doing: Recording,
): Promise<PresenceSaved> {
  const session = await lockSession(tx, at.schoolId, at.sessionId);
  const no = (sentence: string): PresenceSaved => ({ ok: false, troubles: [{ pupilId: null, sentence }] });
  if (session === null || (doing.leads !== null && !teaches(session, doing.leads)))
    return no("There is no such session of yours.");
  if (session.cancelled !== null) return no("This session was cancelled, so nobody can be signed in.");
  if (Temporal.PlainDate.compare(session.date, doing.now.today) > 0)
    return no("Times can be entered from the day of the session on.");
  const before = new Map((await presenceRows(tx, at)).map((row) => [row.pupilId, row]));
  const changed = times.filter(({ pupilId, inAt, outAt }) => {
    const known = before.get(pupilId);
    return (known?.inAt ?? null) !== inAt || (known?.outAt ?? null) !== outAt;
  });
  if (changed.length === 0) return { ok: true, changed: [] };
  if (session.attestedAt !== null && !doing.mayCorrect)
    return no("The teacher has attested these times. Ask the recovery coordinator to correct them.");
  if (session.attestedAt !== null && !doing.reason)
    return no("The teacher has attested these times. Say why they change.");
  const placed = new Set(
    (await placesOf(tx, at)).filter(({ step }) => step === "booked").map(({ pupilId }) => pupilId),
  );
  const troubles = changed.flatMap((time) =>
    placed.has(time.pupilId) || before.has(time.pupilId)
      ? troubleOf(session, time)
      : [{ pupilId: time.pupilId, sentence: "This pupil has no place in the session. Add the pupil first." }],
  );
  if (troubles.length > 0) return { ok: false, troubles };
  await tx.insert(recoveryPresence).values(
    changed.map((time) => ({
      ...at,
      ...time,
      by: doing.author.by,
      at: doing.now.at,
      reason: doing.reason,
    })),
  );
  await recordChange(tx, doing.author, doing.now.at, {
    schoolId: at.schoolId,
    action: session.attestedAt === null ? "recovery times recorded" : "recovery times corrected",
    subject: `recovery session ${at.sessionId}`,
    pupilIds: changed.map(({ pupilId }) => pupilId),
    before: changed.map(({ pupilId }) => {
      const known = before.get(pupilId);
      return [pupilId, known?.inAt ?? null, known?.outAt ?? null];
    }),
    after: changed.map(({ pupilId, inAt, outAt }) => [pupilId, inAt, outAt]),
    reason: doing.reason,
  });
  return { ok: true, changed: changed.map(({ pupilId }) => pupilId) };
}

/** A pupil who has not been signed out yet is no trouble while the session runs; the attestation asks for it. */
function troubleOf(
  session: { startsAt: number; endsAt: number },
  { pupilId, inAt, outAt }: Times,
): PresenceTrouble[] {
  if (inAt === null && outAt === null) return [];
  return presenceOf({ session, stays: [{ signedIn: inAt, signedOut: outAt }] })
    .problems.filter(({ name }) => name !== "no_sign_out")
    .map(({ sentence }) => ({ pupilId, sentence }));
}
