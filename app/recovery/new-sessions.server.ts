import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import { byDate } from "#app/calendar/day.ts";
import { recoverySession } from "#drizzle/schema/recovery.ts";
import { recoverySessionTeacher } from "#drizzle/schema/recovery-planning.ts";
import { lockRecoveryDays, lockTeachers } from "./day-lock.server.ts";
import { readRecoverySettings } from "./district-settings.server.ts";
import { putPurposes } from "./purpose.server.ts";
import { type FullSessionPlan, gradesOf } from "./session.ts";
import { factsFor, schoolFacts, sessionsOfTeacher } from "./session-facts.server.ts";
import { type SessionRefusal, sessionRefusals, teacherRefusals } from "./session-refusal.ts";
import type { Doing } from "./sessions.server.ts";

/** Everyone who is to teach a planned session, the one who leads first. */
export const teacherIdsOf = ({ teacherId, alsoTeach = [] }: FullSessionPlan): number[] => [
  teacherId,
  ...alsoTeach.filter((id) => id !== teacherId),
];

/**
 * What speaks against each of these sessions, in their order (AR-SES-1, -2, -4, -5): empty where nothing does. Each is
 * asked as if those before it that are not refused were held. Whoever goes on to insert them locks them first.
 */
export async function refusalsOfPlans(
  tx: Tx,
  schoolId: number,
  plans: readonly FullSessionPlan[],
  doing: Pick<Doing, "today">,
): Promise<SessionRefusal[][]> {
  if (plans.length === 0) return [];
  const dates = plans.map(({ date }) => date).toSorted(byDate);
  const days = { from: dates[0]!, through: dates.at(-1)! };
  const teachers = [...new Set(plans.flatMap(teacherIdsOf))];
  const [facts, settings] = await Promise.all([
    schoolFacts(tx, schoolId, days, teachers),
    readRecoverySettings(tx, days.through),
  ]);
  const sessions = [...facts.sessions];
  return plans.map((plan) => {
    const known = { ...facts, sessions };
    const ids = teacherIdsOf(plan);
    const own = sessionRefusals(
      { ...plan, teachers: ids.length, grades: gradesOf(plan) },
      { ...factsFor(known, plan), today: doing.today, settings },
    );
    const others = ids.slice(1).flatMap((id) => {
      const teacher = facts.teachers.get(id) ?? null;
      const theirs = sessionsOfTeacher(known, plan.date, id);
      return teacherRefusals(plan, { teacher, sessions: theirs });
    });
    if (own.length + others.length === 0)
      sessions.push({ ...plan, id: 0, date: plan.date.toString(), teacherIds: ids });
    return [...own, ...others];
  });
}

/**
 * Holds back everyone else who plans at this school on the dates, or one of the teachers anywhere, until the
 * transaction ends: of two who plan the same room or teacher at once, the second is told.
 */
export async function lockPlans(tx: Tx, schoolId: number, plans: readonly FullSessionPlan[]): Promise<void> {
  await lockRecoveryDays(
    tx,
    schoolId,
    plans.map(({ date }) => date),
  );
  await lockTeachers(tx, plans.flatMap(teacherIdsOf));
}

/** Puts sessions that nothing speaks against on the calendar, with their teachers. @returns their numbers, in order */
export async function insertSessions(
  tx: Tx,
  schoolId: number,
  plans: readonly FullSessionPlan[],
  programId: number | null,
  doing: Doing,
): Promise<number[]> {
  if (plans.length === 0) return [];
  const rows = await tx
    .insert(recoverySession)
    .values(
      plans.map((plan) => ({
        schoolId,
        onDate: plan.date,
        startsAt: plan.startsAt,
        endsAt: plan.endsAt,
        room: plan.room,
        teacherId: plan.teacherId,
        subject: plan.subject,
        lowGrade: plan.lowGrade,
        highGrade: plan.highGrade,
        capacity: plan.capacity,
        programId,
        breaks: [...(plan.breaks ?? [])],
        createdBy: doing.author.by,
        createdAt: doing.at,
      })),
    )
    .returning({ id: recoverySession.id });
  const ids = rows.map(({ id }) => id);
  const joined = plans.flatMap((plan, index) =>
    teacherIdsOf(plan)
      .slice(1)
      .map((teacherId) => ({
        schoolId,
        sessionId: ids[index]!,
        teacherId,
        step: "joined" as const,
        by: doing.author.by,
        at: doing.at,
      })),
  );
  if (joined.length > 0) await tx.insert(recoverySessionTeacher).values(joined);
  const purposes = plans.flatMap(({ purpose }, index) =>
    purpose === undefined ? [] : { sessionId: ids[index]!, purpose },
  );
  await putPurposes(tx, schoolId, purposes, { by: doing.author.by, at: doing.at });
  for (const [index, plan] of plans.entries())
    await recordChange(tx, doing.author, doing.at, {
      schoolId,
      action: "recovery session created",
      subject: `recovery session ${ids[index]}`,
      after: {
        ...plan,
        date: plan.date.toString(),
        ...(programId === null ? {} : { programId }),
      },
    });
  return ids;
}
