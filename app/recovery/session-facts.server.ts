import { and, eq, isNull, or, sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { TimeSpan } from "#app/calendar/bell.ts";
import type { Context } from "#app/context.ts";
import { bellPeriod, calendarDay, school } from "#drizzle/schema/school.ts";
import { staff } from "#drizzle/schema/staff.ts";
import type { SessionPlan } from "./session.ts";
import type { SessionFacts, SessionTeacher } from "./session-refusal.ts";

/** Everything the rule of `session-refusal.ts` asks about a school on a date. `teacherElsewhere`: spans at other schools. */
export async function sessionFacts(
  tx: Tx,
  schoolId: number,
  plan: SessionPlan,
  teacherElsewhere: readonly TimeSpan[],
): Promise<Omit<SessionFacts, "today" | "settings">> {
  const [days, bells, teacher, sessions] = await Promise.all([
    tx
      .select()
      .from(calendarDay)
      .where(and(eq(calendarDay.schoolId, schoolId), eq(calendarDay.date, plan.date)))
      .then((rows) => rows),
    tx
      .select()
      .from(bellPeriod)
      .where(
        and(eq(bellPeriod.schoolId, schoolId), or(isNull(bellPeriod.date), eq(bellPeriod.date, plan.date))),
      )
      .then((rows) => rows),
    findTeacher(tx, plan.teacherId),
    sessionsOn(tx, [schoolId], plan.date),
  ]);
  const room = plan.room.trim().toLowerCase();
  return {
    day: days[0] ?? null,
    bells,
    teacher,
    teacherSessions: [...teacherElsewhere, ...sessions.filter((other) => other.teacherId === plan.teacherId)],
    roomSessions: sessions.filter((other) => other.room.trim().toLowerCase() === room),
  };
}

type SessionOn = TimeSpan & { teacherId: number; room: string };

async function sessionsOn(tx: Tx, schoolIds: readonly number[], date: Temporal.PlainDate) {
  return await tx.execute<SessionOn>(sql`
    select s.starts_at as "startsAt", s.ends_at as "endsAt", s.teacher_id as "teacherId", s.room
    from recovery_session s
    where s.school_id = any (${`{${schoolIds.join(",")}}`}::int[]) and s.on_date = ${date.toString()}::date
      and not exists (select 1 from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id)`);
}

/** Staff come from the district's own records, so whoever is in them and active is its employee. */
async function findTeacher(tx: Tx, staffId: number): Promise<SessionTeacher | null> {
  const [row] = await tx.select().from(staff).where(eq(staff.id, staffId));
  if (!row) return null;
  return {
    certificated: (row.educatorId ?? "").trim() !== "",
    employedByAgency: true,
    employment: row.active
      ? { from: row.hiredOn ?? Temporal.PlainDate.from("1900-01-01"), through: row.leftOn }
      : null,
    credentialExpiresOn: null,
  };
}

/** A teacher's sessions at the district's other schools on a date, which nobody at this one may see. */
export async function teacherElsewhere(
  context: Context,
  schoolId: number,
  plan: Pick<SessionPlan, "teacherId" | "date">,
): Promise<TimeSpan[]> {
  const schools = await context.door.asVisitor((tx) => tx.select({ id: school.id }).from(school));
  const others = schools.map((row) => row.id).filter((id) => id !== schoolId);
  if (others.length === 0) return [];
  const sessions = await context.door.asSystem(
    "recovery sessions of a teacher at other schools",
    others,
    (tx) => sessionsOn(tx, others, plan.date),
  );
  return sessions.filter((other) => other.teacherId === plan.teacherId);
}
