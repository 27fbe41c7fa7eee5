import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import { recoveryPlace } from "#drizzle/schema/recovery.ts";
import type { Moment } from "./moment.ts";
import type { Asking } from "./places.ts";
import type { RecoverySession } from "./session.ts";

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
      n.step, n.recoverable_days as "recoverableDays", n.id::int as since, n.first::int, n.reason,
      case when p.inactive_code <> '' then coalesce(p.left_on::text, '') end as "leftOn"
    from (select distinct on (pupil_id) *, min(id) over (partition by pupil_id) as first from recovery_place
      where school_id = ${schoolId} and session_id = ${sessionId} order by pupil_id, id desc) n
    join pupil p on p.school_id = n.school_id and p.pupil_id = n.pupil_id order by n.id`);
}

/** Of these pupils, those booked in another session of the school that shares a minute with this one. */
export async function bookedMeanwhile(
  tx: Tx,
  session: RecoverySession,
  pupilIds: readonly number[],
): Promise<Set<number>> {
  const rows = await tx.execute<{ pupilId: number }>(sql`
    select distinct n.pupil_id as "pupilId" from recovery_session s
    join lateral (select distinct on (p.pupil_id) p.pupil_id, p.step from recovery_place p
      where p.school_id = s.school_id and p.session_id = s.id and p.pupil_id = any (${`{${pupilIds.join(",")}}`}::int[])
      order by p.pupil_id, p.id desc) n on n.step = 'booked'
    where s.school_id = ${session.schoolId} and s.on_date = ${session.date.toString()}::date and s.id <> ${session.id}
      and s.starts_at < ${session.endsAt} and ${session.startsAt} < s.ends_at
      and not exists (select 1 from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id)`);
  return new Set(rows.map(({ pupilId }) => pupilId));
}

/** Puts a step of some pupils on record, with its audit entry. */
export async function takeStep(
  tx: Tx,
  at: At,
  step: Step,
  pupils: readonly Pick<Asking, "pupilId" | "recoverableDays">[],
  doing: { author: Author; now: Moment },
  reason: string | null,
): Promise<void> {
  if (pupils.length === 0) return;
  await tx.insert(recoveryPlace).values(
    pupils.map(({ pupilId, recoverableDays }) => ({
      ...at,
      pupilId,
      step,
      recoverableDays,
      by: doing.author.by,
      at: doing.now.at,
      reason,
    })),
  );
  await recordChange(tx, doing.author, doing.now.at, {
    schoolId: at.schoolId,
    action: `recovery place ${step}`,
    subject: `recovery session ${at.sessionId}`,
    pupilIds: pupils.map(({ pupilId }) => pupilId),
    reason,
  });
}
