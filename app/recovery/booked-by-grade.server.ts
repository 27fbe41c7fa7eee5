import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";

/** How many pupils of a grade (Aeries' integer) hold a place in a session. */
export type BookedOfGrade = { sessionId: number; grade: number; count: number };

/**
 * Places held in a school's sessions of a span of days, by session and grade, from the newest step of each pupil.
 * @param before only steps taken before this moment count: what the same view showed then
 */
export async function bookedByGrade(
  tx: Tx,
  schoolId: number,
  { from, through }: { from: Temporal.PlainDate; through: Temporal.PlainDate },
  before: Temporal.Instant | null = null,
): Promise<BookedOfGrade[]> {
  const then = before === null ? sql`true` : sql`p.at < ${before.toString()}::timestamptz`;
  return await tx.execute<BookedOfGrade>(sql`
    select n.session_id::int as "sessionId", u.grade, count(*)::int as count
    from (select distinct on (p.session_id, p.pupil_id) p.school_id, p.session_id, p.pupil_id, p.step
      from recovery_session s join recovery_place p on p.school_id = s.school_id and p.session_id = s.id
      where s.school_id = ${schoolId} and s.on_date between ${from.toString()}::date and ${through.toString()}::date and ${then}
      order by p.session_id, p.pupil_id, p.id desc) n
    join pupil u on u.school_id = n.school_id and u.pupil_id = n.pupil_id
    where n.step = 'booked' group by 1, 2 order by 1, 2`);
}
