import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";

/** The certificated staff of a school who work there on a day, by name: who may lead a session (AR-SES-2). */
export async function certificatedTeachers(tx: Tx, schoolId: number, on: Temporal.PlainDate) {
  return await tx.execute<{ id: number; name: string }>(sql`
    select t.id, t.last_name || ', ' || t.first_name as name from staff t
    join staff_school s on s.staff_id = t.id and s.school_id = ${schoolId}
    where t.active and btrim(coalesce(t.educator_id, '')) <> '' and coalesce(t.left_on, 'infinity') >= ${on.toString()}::date
    order by t.last_name, t.first_name, t.id`);
}
