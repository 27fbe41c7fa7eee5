import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import type { Jobs } from "#app/context.ts";
import { recoveryAttestation } from "#drizzle/schema/recovery-day.ts";
import { attestationStatement } from "./attestation.ts";
import { hasEnded, type Moment } from "./moment.ts";
import type { At } from "./place-rows.server.ts";
import type { PresenceTrouble } from "./presence.server.ts";
import { presenceOf } from "./presence.ts";
import { presenceRows } from "./presence-rows.server.ts";
import { lockSession } from "./sessions.server.ts";
import { teaches } from "./teachers-of.ts";

export type Attested =
  | { ok: true; pupilCount: number; minutesTotal: number }
  | { ok: false; troubles: PresenceTrouble[] };

/** The last presence row that a teacher's newest statement covers; 0 without one. */
export async function attestedThrough(tx: Tx, { schoolId, sessionId }: At): Promise<number> {
  const [row] = await tx.execute<{ id: number }>(sql`
    select coalesce(max(through_presence_id), 0)::int as id from recovery_attestation
    where school_id = ${schoolId} and session_id = ${sessionId}`);
  return row?.id ?? 0;
}

/**
 * The teacher's statement of who took part and how long (EC 46211, AR-SES-3). Only a certificated teacher of the
 * session can make it, once it has ended and everyone who was signed in is signed out. Until then nobody is credited.
 * After a correction the next statement covers the change; without one, an attested session is not attested twice.
 */
export async function attestSession(
  tx: Tx,
  at: At,
  doing: { author: { by: number; actor: string }; staffId: number | null; now: Moment; jobs: Jobs },
): Promise<Attested> {
  const session = await lockSession(tx, at.schoolId, at.sessionId);
  const no = (sentence: string): Attested => ({
    ok: false,
    troubles: [{ pupilId: null, stay: 1, sentence }],
  });
  if (session === null) return no("There is no such session.");
  if (!teaches(session, doing.staffId)) {
    const names = session.teachers.map(({ name }) => name).join(" or ");
    return no(`Only a teacher of the session, ${names}, can attest to it.`);
  }
  if (session.cancelled !== null) return no("This session was cancelled, so there is nothing to attest to.");
  if (!hasEnded(session, doing.now)) return no("The session has not ended. Attest to it when it has.");
  const [rows, covered] = await Promise.all([presenceRows(tx, at), attestedThrough(tx, at)]);
  if (session.attestedAt !== null && rows.every(({ id }) => id <= covered))
    return no("This session is attested already, and nothing has changed since.");
  const there = Map.groupBy(
    rows.filter(({ inAt, outAt }) => inAt !== null || outAt !== null),
    ({ pupilId }) => pupilId,
  );
  const troubles: PresenceTrouble[] = [];
  let minutesTotal = 0;
  for (const stays of there.values()) {
    for (const { pupilId, stay, inAt, outAt } of stays)
      for (const { sentence } of presenceOf({ session, stays: [{ signedIn: inAt, signedOut: outAt }] })
        .problems)
        troubles.push({ pupilId, stay, sentence });
    const attended = stays.map(({ inAt, outAt }) => ({ signedIn: inAt, signedOut: outAt }));
    minutesTotal += presenceOf({ session, stays: attended, breaks: session.breaks }).minutes;
  }
  if (troubles.length > 0) return { ok: false, troubles };
  const pupilCount = there.size;
  const throughPresenceId = Math.max(0, ...rows.map(({ id }) => id));
  await tx.insert(recoveryAttestation).values({
    ...at,
    by: doing.author.by,
    at: doing.now.at,
    throughPresenceId,
    pupilCount,
    minutesTotal,
    statement: attestationStatement,
  });
  await recordChange(tx, doing.author, doing.now.at, {
    schoolId: at.schoolId,
    action: "recovery session attested",
    subject: `recovery session ${at.sessionId}`,
    pupilIds: [...there.keys()],
    after: { pupilCount, minutesTotal, throughPresenceId },
  });
  await doing.jobs.enqueue(tx, "settle-claims", {});
  return { ok: true, pupilCount, minutesTotal };
}
