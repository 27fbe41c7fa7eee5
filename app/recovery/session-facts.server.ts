import { and, between, eq, isNull, or, sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import type { BellPeriod, TimeSpan } from "#app/calendar/bell.ts";
import type { SchoolDay } from "#app/calendar/school-day.ts";
import { bellPeriod, calendarDay } from "#drizzle/schema/school.ts";
import { teacherFacts } from "./certification.server.ts";
import type { TeacherFacts } from "./certification.ts";
import type { SessionPlan } from "./session.ts";
import type { SessionFacts } from "./session-refusal.ts";
import { joinedTeachers, leadThere } from "./teachers-of.server.ts";

/** Time that a session takes of its teachers. `date` is YYYY-MM-DD. */
export type TeacherHours = TimeSpan & { date: string; teacherIds: number[] };

/** A session on record, cancelled ones left out: whose time and which room it takes. */
export type Occupied = TeacherHours & { id: number; room: string };

/** Everything the rule of `session-refusal.ts` asks about a school on the days of a span, read once. */
export type SchoolFacts = {
  days: readonly SchoolDay[];
  bells: readonly BellPeriod[];
  teachers: ReadonlyMap<number, TeacherFacts>;
  sessions: readonly Occupied[];
  /** Of the same teachers, at the district's other schools. */
  elsewhere: readonly TeacherHours[];
};

export type Days = { from: Temporal.PlainDate; through: Temporal.PlainDate };

/** Whoever plans by them locks the days and the teachers first (`day-lock.server.ts`). */
export async function schoolFacts(
  tx: Tx,
  schoolId: number,
  { from, through }: Days,
  teacherIds: readonly number[],
): Promise<SchoolFacts> {
  const [days, bells, teachers, sessions, elsewhere] = await Promise.all([
    tx
      .select()
      .from(calendarDay)
      .where(and(eq(calendarDay.schoolId, schoolId), between(calendarDay.date, from, through)))
      .then((rows) => rows),
    tx
      .select()
      .from(bellPeriod)
      .where(
        and(
          eq(bellPeriod.schoolId, schoolId),
          or(isNull(bellPeriod.date), between(bellPeriod.date, from, through)),
        ),
      )
      .then((rows) => rows),
    teacherFacts(tx, teacherIds),
    sessionsIn(tx, schoolId, { from, through }),
    hoursElsewhere(tx, schoolId, teacherIds, { from, through }),
  ]);
  return { days, bells, teachers, sessions, elsewhere };
}

/** The facts of one plan. `except`: the session that is asked about, when it is on record itself. */
export function factsFor(
  facts: SchoolFacts,
  plan: Pick<SessionPlan, "date" | "room" | "teacherId">,
  except?: number,
): Omit<SessionFacts, "today" | "settings"> {
  const date = plan.date.toString();
  const room = plan.room.trim().toLowerCase();
  return {
    day: facts.days.find((day) => day.date.equals(plan.date)) ?? null,
    bells: facts.bells,
    teacher: facts.teachers.get(plan.teacherId) ?? null,
    teacherSessions: sessionsOfTeacher(facts, plan.date, plan.teacherId, except),
    roomSessions: facts.sessions.filter(
      (other) => other.id !== except && other.date === date && other.room.trim().toLowerCase() === room,
    ),
  };
}

/** A teacher's other sessions of a date, here and at the district's other schools. */
export function sessionsOfTeacher(
  facts: Pick<SchoolFacts, "sessions" | "elsewhere">,
  day: Temporal.PlainDate,
  teacherId: number,
  except?: number,
): TeacherHours[] {
  const date = day.toString();
  const theirs = (other: TeacherHours) => other.date === date && other.teacherIds.includes(teacherId);
  return [
    ...facts.elsewhere.filter(theirs),
    ...facts.sessions.filter((other) => other.id !== except && theirs(other)),
  ];
}

async function sessionsIn(tx: Tx, schoolId: number, { from, through }: Days): Promise<Occupied[]> {
  const rows = await tx.execute<
    Omit<Occupied, "teacherIds"> & { lead: number | null; joined: { id: number }[] }
  >(sql`
    select s.id::int as id, s.on_date::text as date, s.starts_at as "startsAt", s.ends_at as "endsAt", s.room,
      case when ${leadThere} then s.teacher_id end as lead, ${joinedTeachers} as joined
    from recovery_session s
    where s.school_id = ${schoolId}
      and s.on_date between ${from.toString()}::date and ${through.toString()}::date
      and not exists (select 1 from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id)`);
  return rows.map(({ lead, joined, ...session }) => ({
    ...session,
    teacherIds: [...(lead === null ? [] : [lead]), ...joined.map(({ id }) => id)],
  }));
}

/** When teachers teach recovery at the district's other schools, of which nobody at this one sees more than that. */
async function hoursElsewhere(
  tx: Tx,
  schoolId: number,
  teacherIds: readonly number[],
  { from, through }: Days,
): Promise<TeacherHours[]> {
  if (teacherIds.length === 0) return [];
  const rows = await tx.execute<TimeSpan & { teacherId: number; date: string }>(sql`
    select teacher_id as "teacherId", on_date::text as date, starts_at as "startsAt", ends_at as "endsAt"
    from teachers_elsewhere(${schoolId}::int, ${ints(teacherIds)}, ${from.toString()}::date, ${through.toString()}::date)`);
  return rows.map(({ teacherId, ...hours }) => ({ ...hours, teacherIds: [teacherId] }));
}
