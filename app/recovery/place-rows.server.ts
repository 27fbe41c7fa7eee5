import { sql } from "drizzle-orm";
import { sendAlong, type Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import type { Moment } from "./moment.ts";
import type { Asking } from "./places.ts";

export type Author = { by: number | null; actor: string };
export type At = { schoolId: number; sessionId: number };
export type Step = "booked" | "waiting" | "released" | "declined";

/**
 * A pupil's newest step in a session. `since` rises with time; `first` is that of the pupil's first step, so their
 * order never changes. `leftOn` where the pupil is no longer of the school: the day, or "" when Aeries names none.
 */
export type Place = {
  pupilId: number;
  name: string;
  studentNumber: number;
  grade: number;
  familyKey: number | null;
  step: Step;
  recoverableDays: number;
  since: number;
  first: number;
  leftOn: string | null;
  reason: string | null;
};

/** Everyone who has or had to do with a place in the session, in the order in which they took the newest step. */
export async function placesOf(tx: Tx, { schoolId, sessionId }: At): Promise<Place[]> {
  return await tx.execute<Place>(sql`
    select n.pupil_id as "pupilId", p.first_name || ' ' || p.last_name as name, p.student_number as "studentNumber", p.grade,
      p.family_key as "familyKey",
      n.step, n.recoverable_days as "recoverableDays", n.id::int as since, n.first::int, n.reason,
      case when p.inactive_code <> '' then coalesce(p.left_on::text, '') end as "leftOn"
    from (select distinct on (pupil_id) *, min(id) over (partition by pupil_id) as first from recovery_place
      where school_id = ${schoolId} and session_id = ${sessionId} order by pupil_id, id desc) n
    join pupil p on p.school_id = n.school_id and p.pupil_id = n.pupil_id order by n.id`);
}

/** Who stands in line in a session. */
export async function waitingIn(tx: Tx, { schoolId, sessionId }: At): Promise<number[]> {
  const rows = await tx.execute<{ pupilId: number }>(sql`
    select n.pupil_id as "pupilId" from (select distinct on (pupil_id) pupil_id, step from recovery_place
      where school_id = ${schoolId} and session_id = ${sessionId} order by pupil_id, id desc) n where n.step = 'waiting'`);
  return rows.map(({ pupilId }) => pupilId);
}

/**
 * Of these pupils, those booked in another session that shares a minute with this one, at whatever school of the
 * district (`booked_meanwhile` in SQL looks over all of them); null: of all pupils of the session's school.
 */
export async function bookedMeanwhile(
  tx: Tx,
  { schoolId, sessionId }: At,
  pupilIds: readonly number[] | null,
): Promise<Set<number>> {
  const rows = await tx.execute<{ pupilId: number }>(sql`
    select b as "pupilId" from booked_meanwhile(${schoolId}::int, ${sessionId}::bigint,
      ${pupilIds === null ? sql`null::int[]` : ints(pupilIds)}) b`);
  return new Set(rows.map(({ pupilId }) => pupilId));
}

/** Puts a step of some pupils on record, with its audit entry. Both travel with what follows, or with the commit. */
export async function takeStep(
  tx: Tx,
  at: At,
  step: Step,
  pupils: readonly Pick<Asking, "pupilId" | "recoverableDays">[],
  doing: { author: Author; now: Moment },
  reason: string | null,
): Promise<void> {
  if (pupils.length === 0) return;
  const ids = pupils.map(({ pupilId }) => pupilId);
  const days = pupils.map(({ recoverableDays }) => recoverableDays);
  await sendAlong(
    tx,
    tx.execute(sql`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, by, at, reason)
      select ${at.schoolId}::int, ${at.sessionId}::bigint, pupil_id, ${step}::text, days, ${doing.author.by}::int,
        ${doing.now.at.toString()}::timestamptz, ${reason}::text
      from unnest(${ints(ids)}, ${ints(days)}) with ordinality as given(pupil_id, days, place) order by place`),
  );
  await recordChange(tx, doing.author, doing.now.at, {
    schoolId: at.schoolId,
    action: `recovery place ${step}`,
    subject: `recovery session ${at.sessionId}`,
    pupilIds: ids,
    reason,
  });
}
