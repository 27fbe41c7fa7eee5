import { and, between, eq, isNull, or, sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { BellPeriod, TimeSpan } from "#app/calendar/bell.ts";
import type { SchoolDay } from "#app/calendar/school-day.ts";
import type { Context } from "#app/context.ts";
import { bellPeriod, calendarDay, school } from "#drizzle/schema/school.ts";
import { teacherFacts } from "./certification.server.ts";
import type { TeacherFacts } from "./certification.ts";
import type { SessionPlan } from "./session.ts";
import type { SessionFacts } from "./session-refusal.ts";
import { joinedTeachers, leadThere } from "./teachers-of.server.ts";

/** A session on record, cancelled ones left out: whose time and which room it takes. `date` is YYYY-MM-DD. */
export type Occupied = TimeSpan & { id: number; date: string; room: string; teacherIds: number[] };

/** Everything the rule of `session-refusal.ts` asks about a school on the days of a span, read once. */
export type SchoolFacts = {
  days: readonly SchoolDay[];
  bells: readonly BellPeriod[];
  teachers: ReadonlyMap<number, TeacherFacts>;
  sessions: readonly Occupied[];
  /** Of the same teachers, at the district's other schools. */
  elsewhere: readonly Occupied[];
};

export type Days = { from: Temporal.PlainDate; through: Temporal.PlainDate };

/** @param elsewhere what `teachersElsewhere` found for the same teachers and days */
export async function schoolFacts(
  tx: Tx,
  schoolId: number,
  { from, through }: Days,
  teacherIds: readonly number[],
  elsewhere: readonly Occupied[],
): Promise<SchoolFacts> {
  const [days, bells, teachers, sessions] = await Promise.all([
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
    sessionsIn(tx, [schoolId], { from, through }),
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
): Occupied[] {
  const date = day.toString();
  const theirs = (other: Occupied) => other.date === date && other.teacherIds.includes(teacherId);
  return [
    ...facts.elsewhere.filter(theirs),
    ...facts.sessions.filter((other) => other.id !== except && theirs(other)),
  ];
}

async function sessionsIn(
  tx: Tx,
  schoolIds: readonly number[],
  { from, through }: Days,
): Promise<Occupied[]> {
  const rows = await tx.execute<
    Omit<Occupied, "teacherIds"> & { lead: number | null; joined: { id: number }[] }
  >(sql`
    select s.id::int as id, s.on_date::text as date, s.starts_at as "startsAt", s.ends_at as "endsAt", s.room,
      case when ${leadThere} then s.teacher_id end as lead, ${joinedTeachers} as joined
    from recovery_session s
    where s.school_id = any (${`{${schoolIds.join(",")}}`}::int[])
      and s.on_date between ${from.toString()}::date and ${through.toString()}::date
      and not exists (select 1 from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id)`);
  return rows.map(({ lead, joined, ...session }) => ({
    ...session,
    teacherIds: [...(lead === null ? [] : [lead]), ...joined.map(({ id }) => id)],
  }));
}

/** Teachers' sessions at the district's other schools in a span, which nobody at this one may see. */
export async function teachersElsewhere(
  context: Context,
  schoolId: number,
  teacherIds: readonly number[],
  days: Days,
): Promise<Occupied[]> {
  const schools = await context.door.asVisitor((tx) => tx.select({ id: school.id }).from(school));
  const others = schools.map((row) => row.id).filter((id) => id !== schoolId);
  if (others.length === 0) return [];
  const sessions = await context.door.asSystem(
    "recovery sessions of a teacher at other schools",
    others,
    (tx) => sessionsIn(tx, others, days),
  );
  return sessions.filter((other) => other.teacherIds.some((id) => teacherIds.includes(id)));
}

/** The same for the one teacher of one session. */
export const teacherElsewhere = (
  context: Context,
  schoolId: number,
  { teacherId, date }: Pick<SessionPlan, "teacherId" | "date">,
) => teachersElsewhere(context, schoolId, [teacherId], { from: date, through: date });
