import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import { readRecoverySettings } from "./district-settings.server.ts";
import { type At, bookedMeanwhile, type Step } from "./place-rows.server.ts";
import { supervisedBy } from "./purpose.ts";
import type { RecoverySession } from "./session.ts";
import { findSession } from "./sessions.server.ts";
import type { RecoverySettings } from "./settings.ts";

/** A pupil's newest step in a session, as far as giving out its places asks for it. `since` rises with time. */
export type HeldPlace = {
  pupilId: number;
  grade: number;
  familyKey: number | null;
  step: Step;
  recoverableDays: number;
  since: number;
};

/** `busy`: who is booked in another session at the same time. Settings are those of the session's day. */
export type HeldPlaces = {
  session: RecoverySession;
  /** In a full session without those who only wait, unless they were asked about: nobody can be given a place. */
  places: HeldPlace[];
  busy: ReadonlySet<number>;
  settings: RecoverySettings;
};

/**
 * Locks a session and its school's recovery on that day, as `lockSession` and `lockRecoveryDay` do, and reads what its
 * places are given by. Null without such a session.
 * @param about pupils whose own step is wanted whatever it is
 */
export async function holdPlaces(tx: Tx, at: At, about: readonly number[] = []): Promise<HeldPlaces | null> {
  const ours = sql`school_id = ${at.schoolId} and id = ${at.sessionId}`;
  // `then` sends the lock before anything that follows is asked for. All leave together and run in that order, so the
  // lock is held for one answer to us and not for five, and what is read sees what the one before us has written.
  const locked = tx
    .execute(
      sql`with held as materialized (select on_date from recovery_session where ${ours} for update)
        select pg_advisory_xact_lock(${at.schoolId}::int, on_date - date '2000-01-01') from held`,
    )
    .then((rows) => rows);
  const [, settings, session, places, busy] = await Promise.all([
    locked,
    readRecoverySettings(tx, sql`(select on_date from recovery_session where ${ours})`),
    findSession(tx, at.schoolId, at.sessionId),
    tx.execute<HeldPlace>(sql`
      with newest as materialized (select distinct on (pupil_id) pupil_id, step, recoverable_days, id from recovery_place
        where school_id = ${at.schoolId} and session_id = ${at.sessionId} order by pupil_id, id desc)
      select n.pupil_id as "pupilId", p.grade, p.family_key as "familyKey", n.step, n.recoverable_days as "recoverableDays", n.id::int as since
      from newest n join pupil p on p.school_id = ${at.schoolId} and p.pupil_id = n.pupil_id
      where n.step = 'booked' or n.pupil_id = any (${ints(about)}) or (n.step <> 'released'
        and (select count(*) from newest where step = 'booked') < (select capacity from recovery_session where ${ours}))
      order by n.id`),
    bookedMeanwhile(tx, at, null),
  ]);
  return session && { session, places, busy, settings: supervisedBy(settings, session.purpose) };
}
