import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import type { Jobs } from "#app/context.ts";
import { recoveryPresence } from "#drizzle/schema/recovery-day.ts";
import type { Moment } from "./moment.ts";
import { type At, placesOf } from "./place-rows.server.ts";
import { presenceOf } from "./presence.ts";
import { presenceRows, type Recorded } from "./presence-rows.server.ts";
import type { RecoverySession } from "./session.ts";
import { lockOf } from "./session-unlock.server.ts";
import { lockSession } from "./sessions.server.ts";
import type { StayTimes } from "./tap.ts";
import { teaches } from "./teachers-of.ts";

/** Times of one stay of a pupil, the first unless said; null where not written down. */
export type Times = Omit<StayTimes, "stay"> & { pupilId: number; stay?: number };

export type PresenceTrouble = { pupilId: number | null; stay: number; sentence: string };
export type PresenceSaved =
  | { ok: true; changed: number[] }
  | { ok: false; troubles: PresenceTrouble[]; asksReason: boolean };

/** `leads`: the only teacher whose sessions the author may write to, led or joined; null for the office. */
export type Recording = {
  author: { by: number; actor: string };
  now: Moment;
  reason: string | null;
  leads: number | null;
  source: "staff" | "tap" | "roster" | "import";
  jobs: Jobs;
};

/** The session, locked, with its times open to the author; or the sentence why they are not. */
export async function openTimes(
  tx: Tx,
  at: At,
  { leads, now }: Pick<Recording, "leads" | "now">,
): Promise<RecoverySession | string> {
  const session = await lockSession(tx, at.schoolId, at.sessionId);
  if (session === null || (leads !== null && !teaches(session, leads)))
    return "There is no such session of yours.";
  if (session.cancelled !== null) return "This session was cancelled, so nobody can be signed in.";
  if (Temporal.PlainDate.compare(session.date, now.today) > 0)
    return "Times can be entered from the day of the session on.";
  if ((await lockOf(tx, session, now.at)).state === "locked")
    return "The teacher has attested these times. An administrator can open them for corrections.";
  return session;
}

/**
 * Puts times in and out on record, as the teacher documents them (AR-SES-3); only what changed becomes a row. What
 * was written down before changes only with a reason, and so does anything after the teacher's attestation.
 */
export async function recordPresence(
  tx: Tx,
  at: At,
  times: readonly Times[],
  doing: Recording,
): Promise<PresenceSaved> {
  const session = await openTimes(tx, at, doing);
  const no = (sentence: string, asksReason = false): PresenceSaved => ({
    ok: false,
    asksReason,
    troubles: [{ pupilId: null, stay: 1, sentence }],
  });
  if (typeof session === "string") return no(session);
  const before = new Map((await presenceRows(tx, at)).map((row) => [`${row.pupilId} ${row.stay}`, row]));
  const stays = times.map((time) => ({ ...time, stay: time.stay ?? 1 }));
  const knownOf = ({ pupilId, stay }: { pupilId: number; stay: number }) =>
    before.get(`${pupilId} ${stay}`) ?? null;
  const changed = stays.filter((time) => {
    const known = knownOf(time);
    return (known?.inAt ?? null) !== time.inAt || (known?.outAt ?? null) !== time.outAt;
  });
  if (changed.length === 0) return { ok: true, changed: [] };
  const placed = new Set(
    (await placesOf(tx, at)).filter(({ step }) => step === "booked").map(({ pupilId }) => pupilId),
  );
  const troubles = changed.flatMap((time) =>
    placed.has(time.pupilId) || knownOf(time) !== null
      ? troubleOf(session, time)
      : [
          {
            pupilId: time.pupilId,
            stay: time.stay,
            sentence: "This pupil has no place in the session. Add the pupil first.",
          },
        ],
  );
  if (troubles.length > 0) return { ok: false, troubles, asksReason: false };
  const corrects = changed.some((time) => overwrites(knownOf(time), time));
  if (!doing.reason && session.attestedAt !== null)
    return no("The teacher has attested these times. Say why they change.", true);
  if (!doing.reason && corrects) return no("Times that were written down change. Say why.", true);
  await writeTimes(tx, session, changed, { ...doing, before: changed.map(knownOf) });
  return { ok: true, changed: changed.map(({ pupilId }) => pupilId) };
}

const overwrites = (known: Recorded | null, time: Times) =>
  (known?.inAt != null && known.inAt !== time.inAt) || (known?.outAt != null && known.outAt !== time.outAt);

type Written = StayTimes & { pupilId: number };

/** Adds the rows and their audit entry, and has claims follow when attested time changes. `before` in the same order. */
export async function writeTimes(
  tx: Tx,
  session: RecoverySession,
  times: readonly Written[],
  doing: Omit<Recording, "leads"> & { before: readonly (Recorded | null)[] },
): Promise<void> {
  const at = { schoolId: session.schoolId, sessionId: session.id };
  await tx.insert(recoveryPresence).values(
    times.map(({ pupilId, stay, inAt, outAt }) => ({
      ...at,
      pupilId,
      stay,
      inAt,
      outAt,
      source: doing.source,
      by: doing.author.by,
      at: doing.now.at,
      reason: doing.reason,
    })),
  );
  const wasAttested = session.attestedAt !== null;
  await recordChange(tx, doing.author, doing.now.at, {
    schoolId: at.schoolId,
    action: wasAttested ? "recovery times corrected" : "recovery times recorded",
    subject: `recovery session ${at.sessionId}`,
    pupilIds: [...new Set(times.map(({ pupilId }) => pupilId))],
    before: times.map(({ pupilId, stay }, index) => [
      pupilId,
      stay,
      doing.before[index]?.inAt ?? null,
      doing.before[index]?.outAt ?? null,
    ]),
    after: times.map(({ pupilId, stay, inAt, outAt }) => [pupilId, stay, inAt, outAt]),
    reason: doing.reason,
  });
  if (wasAttested) await doing.jobs.enqueue(tx, "settle-claims", {});
}

/** A pupil who has not been signed out yet is no trouble while the session runs; the attestation asks for it. */
function troubleOf(session: RecoverySession, { pupilId, stay, inAt, outAt }: Written): PresenceTrouble[] {
  if (inAt === null && outAt === null) return [];
  return presenceOf({ session, stays: [{ signedIn: inAt, signedOut: outAt }] })
    .problems.filter(({ name }) => name !== "no_sign_out")
    .map(({ sentence }) => ({ pupilId, stay, sentence }));
}
