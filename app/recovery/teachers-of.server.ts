import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { TeacherStep } from "./teachers-of.ts";

/** For a query of `recovery_session s`: the teachers who have joined it beside the one who leads, as JSON, in order. */
export const joinedTeachers = sql`(select coalesce(json_agg(json_build_object('id', j.teacher_id, 'name',
    coalesce(t.first_name || ' ' || t.last_name, 'Unknown teacher')) order by j.first), '[]')
  from (select st.teacher_id, min(st.id) as first from recovery_session_teacher st
    where st.school_id = s.school_id and st.session_id = s.id and st.teacher_id <> s.teacher_id
    group by st.teacher_id having (array_agg(st.step order by st.id desc))[1] = 'joined') j
  left join staff t on t.id = j.teacher_id)`;

/** For a query of `recovery_session s`: whoever was to lead it has not left it. */
export const leadThere = sql`(select st.step from recovery_session_teacher st where st.school_id = s.school_id
  and st.session_id = s.id and st.teacher_id = s.teacher_id order by st.id desc limit 1) is distinct from 'left'`;

/** Every step of a session's teachers, oldest first; for `teachingSpans`. */
export async function teacherSteps(
  tx: Tx,
  { schoolId, sessionId }: { schoolId: number; sessionId: number },
): Promise<TeacherStep[]> {
  const rows = await tx.execute<{ teacherId: number; step: "joined" | "left"; at: string }>(sql`
    select teacher_id as "teacherId", step, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from recovery_session_teacher where school_id = ${schoolId} and session_id = ${sessionId} order by id`);
  return rows.map((row) => ({ ...row, at: Temporal.Instant.from(row.at) }));
}
