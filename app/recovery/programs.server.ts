import { and, asc, between, eq, sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import { recoveryProgram, recoveryProgramException } from "#drizzle/schema/recovery-planning.ts";
import { calendarDay, term } from "#drizzle/schema/school.ts";
import { insertSessions, lockPlans, refusalsOfPlans, teacherIdsOf } from "./new-sessions.server.ts";
import { plainPurpose, type SessionPurpose } from "./purpose.ts";
import {
  datesOf,
  leftOut,
  type ProgramPlan,
  type SeriesDate,
  type SeriesException,
  sessionOf,
} from "./series.ts";
import type { Doing } from "./sessions.server.ts";

/** A program on record. `exceptions`: the dates of its series without a session, and why. */
export type Program = ProgramPlan & {
  id: number;
  copiedFrom: number | null;
  /** Null where nobody was asked. */
  purposeOnRecord: SessionPurpose | null;
};

/** What a program would create, date by date: each meets, is left out, or is refused by the rule of a session. */
export async function previewProgram(
  tx: Tx,
  schoolId: number,
  plan: ProgramPlan,
  doing: Pick<Doing, "today">,
): Promise<SeriesDate[]> {
  const calendar = await tx
    .select()
    .from(calendarDay)
    .where(and(eq(calendarDay.schoolId, schoolId), between(calendarDay.date, plan.startsOn, plan.endsOn)));
  const dayOf = new Map(calendar.map((day) => [day.date.toString(), day]));
  const typed = new Map(plan.exceptions.map(({ date, reason }) => [date.toString(), reason]));
  const series = datesOf(plan).map((date) => {
    const key = date.toString();
    return { date, why: leftOut(plan.kind, dayOf.get(key) ?? null, typed.get(key)) };
  });
  const asked = series.filter(({ why }) => why === null).map(({ date }) => sessionOf(plan, date));
  const refusals = await refusalsOfPlans(tx, schoolId, asked, doing);
  const refused = new Map(
    asked.map(({ date }, at) => [date.toString(), refusals[at]!.map(({ sentence }) => sentence).join(" ")]),
  );
  return series.map(({ date, why }): SeriesDate => {
    if (why !== null) return { date, will: "left out", why };
    const sentence = refused.get(date.toString());
    return sentence ? { date, will: "refused", why: sentence } : { date, will: "meet", why: null };
  });
}

export type ProgramCreated = { ok: true; id: number } | { ok: false; dates: SeriesDate[] };

/**
 * Creates a program with all of its sessions, and puts on record why each other date has none. When what would meet is
 * no longer what its author saw, nothing is created and the dates come back as they are now.
 * @param seen YYYY-MM-DD of the dates that the author was shown as meeting
 */
export async function createProgram(
  tx: Tx,
  schoolId: number,
  plan: ProgramPlan,
  from: { seen: readonly string[]; copiedFrom: number | null },
  doing: Doing & { author: { by: number } },
): Promise<ProgramCreated> {
  await lockPlans(
    tx,
    schoolId,
    datesOf(plan).map((date) => sessionOf(plan, date)),
  );
  const dates = await previewProgram(tx, schoolId, plan, doing);
  const meeting = dates.filter(({ will }) => will === "meet");
  const same =
    meeting.length > 0 &&
    meeting.length === from.seen.length &&
    meeting.every(({ date }) => from.seen.includes(date.toString()));
  if (!same) return { ok: false, dates };
  const { exceptions: _, alsoTeach, ...kept } = plan;
  const [row] = await tx
    .insert(recoveryProgram)
    .values({
      schoolId,
      ...kept,
      teacherIds: teacherIdsOf({ ...sessionOf(plan, plan.startsOn), alsoTeach }),
      copiedFrom: from.copiedFrom,
      createdBy: doing.author.by,
      createdAt: doing.at,
    })
    .returning({ id: recoveryProgram.id });
  const id = row!.id;
  const without = dates.flatMap(({ date, will, why }) =>
    will === "meet"
      ? []
      : [{ schoolId, programId: id, onDate: date, reason: why!, by: doing.author.by, at: doing.at }],
  );
  if (without.length > 0) await tx.insert(recoveryProgramException).values(without);
  const sessions = await insertSessions(
    tx,
    schoolId,
    meeting.map(({ date }) => sessionOf(plan, date)),
    id,
    doing,
  );
  await recordChange(tx, doing.author, doing.at, {
    schoolId,
    action: "recovery program created",
    subject: `recovery program ${id}`,
    after: { name: plan.name, sessions, without: without.map(({ onDate }) => onDate.toString()) },
  });
  return { ok: true, id };
}

/** A program with its exceptions, or null when there is none that the reader may see. */
export async function findProgram(tx: Tx, schoolId: number, programId: number): Promise<Program | null> {
  const is = and(eq(recoveryProgram.schoolId, schoolId), eq(recoveryProgram.id, programId));
  const [[row], exceptions] = await Promise.all([
    tx
      .select()
      .from(recoveryProgram)
      .where(is)
      .then((rows) => rows),
    tx
      .select({ date: recoveryProgramException.onDate, reason: recoveryProgramException.reason })
      .from(recoveryProgramException)
      .where(
        and(
          eq(recoveryProgramException.schoolId, schoolId),
          eq(recoveryProgramException.programId, programId),
        ),
      )
      .orderBy(asc(recoveryProgramException.onDate))
      .then((rows): SeriesException[] => rows),
  ]);
  if (!row) return null;
  const [teacherId = 0, ...alsoTeach] = row.teacherIds;
  const { purpose: purposeOnRecord } = row;
  return {
    ...row,
    purpose: purposeOnRecord ?? plainPurpose,
    purposeOnRecord,
    teacherId,
    alsoTeach,
    exceptions,
  };
}

/** A line of the list of programs. Counts are of sessions: still to come, and of all that were not cancelled. */
export type ProgramLine = {
  id: number;
  name: string;
  kind: ProgramPlan["kind"];
  subject: string;
  startsOn: string;
  endsOn: string;
  weekdays: number[];
  startsAt: number;
  endsAt: number;
  sessions: number;
  coming: number;
};

/** The programs of a school, the latest first. */
export async function listPrograms(
  tx: Tx,
  schoolId: number,
  today: Temporal.PlainDate,
): Promise<ProgramLine[]> {
  return await tx.execute<ProgramLine>(sql`
    select p.id::int as id, p.name, p.kind, p.subject, p.starts_on::text as "startsOn", p.ends_on::text as "endsOn", p.weekdays,
      p.starts_at as "startsAt", p.ends_at as "endsAt", count(s.id)::int as sessions,
      count(s.id) filter (where s.on_date >= ${today.toString()}::date)::int as coming
    from recovery_program p left join recovery_session s on s.school_id = p.school_id and s.program_id = p.id
      and not exists (select 1 from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id)
    where p.school_id = ${schoolId} group by p.school_id, p.id order by p.starts_on desc, p.id desc limit 200`);
}

/** The terms of a school that end on a day or later, in order. */
export async function termsFrom(tx: Tx, schoolId: number, from: Temporal.PlainDate) {
  return tx
    .select()
    .from(term)
    .where(and(eq(term.schoolId, schoolId), sql`${term.endsOn} >= ${from.toString()}::date`))
    .orderBy(asc(term.startsOn), asc(term.endsOn));
}
