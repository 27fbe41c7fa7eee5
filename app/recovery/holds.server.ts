import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { fiscalYearBounds, type SchoolYear } from "#app/calendar/school-year.ts";
import { gradeFromAeries } from "#app/people/grade.ts";
import type { HoldGround } from "#drizzle/schema/recovery-day.ts";
import { teacherFacts } from "./certification.server.ts";
import { unknownTeacher } from "./certification.ts";
import { type Hold, type HoldDecision, type HoldRule, holdsOf, isHeld, stillAnswers } from "./holds.ts";
import { purposeThere } from "./purpose.server.ts";
import type { SessionPurpose } from "./purpose.ts";
import { supervisedBy } from "./purpose.ts";
import { schoolHoursOver } from "./school-hours.server.ts";
import type { RecoverySettings } from "./settings.ts";
import { type Given, settingsOn } from "./settings-by-day.ts";
import { type TeacherStep, teachingSpans } from "./teachers-of.ts";

type DecisionOnRecord = HoldDecision & { by: string | null; at: Temporal.Instant; found: string | null };

/** `decision`: the one in force. `earlier`: the newest one, where it was about something else. */
export type DecidedHold = Hold & { decision: DecisionOnRecord | null; earlier: DecisionOnRecord | null };

/** A session that a rule holds or held, with what was decided; times are minutes since midnight. */
export type SessionHolds = {
  schoolId: number;
  sessionId: number;
  date: Temporal.PlainDate;
  startsAt: number;
  endsAt: number;
  subject: string;
  room: string;
  teachers: string[];
  holds: DecidedHold[];
};

/** `sessionId`: this one alone. */
type Which = {
  schoolIds: readonly number[];
  schoolYear: SchoolYear;
  sessionId?: number;
  /** Each session is judged by the ratio of its own date. */
  settings: Given<Pick<RecoverySettings, "mixedRatio">>;
  timeZone: string;
};

/**
 * The sessions of a school year that may not be claimed now, by id, without the names of who decided, which jobs may
 * not read. The number of statements is constant.
 */
export async function readHeldSessions(tx: Tx, which: Which): Promise<Map<number, SessionHolds>> {
  const all = await sessionHolds(tx, which, sql`null::text`);
  return new Map(all.filter(({ holds }) => isHeld(holds)).map((session) => [session.sessionId, session]));
}

type SessionRow = {
  schoolId: number;
  sessionId: number;
  date: string;
  startsAt: number;
  endsAt: number;
  subject: string;
  room: string;
  plannedLead: number;
  purpose: SessionPurpose | null;
};
type StayRow = { sessionId: number; grade: number; inAt: number; outAt: number | null };
type StepRow = Omit<TeacherStep, "at"> & { sessionId: number; at: string };
type DecisionRow = Omit<DecisionOnRecord, "at"> & {
  sessionId: number;
  rule: HoldRule;
  at: string;
  ground: HoldGround | null;
};

/**
 * Every session of a school year in which somebody was signed in and which a rule holds, decided or not, newest first
 * (AR-SES-1, -2, -7). A cancelled session claims nothing, so it is left out.
 */
export const readSessionHolds = (tx: Tx, which: Which): Promise<SessionHolds[]> =>
  sessionHolds(tx, which, sql`(select u.name from user_account u where u.id = n.by)`);

async function sessionHolds(
  tx: Tx,
  { schoolIds, schoolYear, sessionId, settings, timeZone }: Which,
  decidedBy: SQL,
): Promise<SessionHolds[]> {
  const { from, through } = fiscalYearBounds(schoolYear);
  const ids = `{${schoolIds.join(",")}}`;
  const inYear = sql`s.school_id = any (${ids}::int[])
    and s.on_date between ${from.toString()}::date and ${through.toString()}::date
    ${sessionId === undefined ? sql`` : sql`and s.id = ${sessionId}`}`;
  const [sessions, stays, steps, decisions, schoolHours] = await Promise.all([
    tx.execute<SessionRow>(sql`
      select s.school_id as "schoolId", s.id::int as "sessionId", s.on_date::text as date, s.starts_at as "startsAt",
        s.ends_at as "endsAt", s.subject, s.room, s.teacher_id as "plannedLead", ${purposeThere} as purpose
      from recovery_session s where ${inYear}
        and not exists (select 1 from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id)
      order by s.on_date desc, s.starts_at desc, s.id desc`),
    tx.execute<StayRow>(sql`
      select n.session_id::int as "sessionId", p.grade, n.in_at as "inAt", n.out_at as "outAt"
      from (select distinct on (r.school_id, r.session_id, r.pupil_id, r.stay) r.* from recovery_session s
        join recovery_presence r on r.school_id = s.school_id and r.session_id = s.id where ${inYear}
        order by r.school_id, r.session_id, r.pupil_id, r.stay, r.id desc) n
      join pupil p on p.school_id = n.school_id and p.pupil_id = n.pupil_id where n.in_at is not null`),
    tx.execute<StepRow>(sql`
      select t.session_id::int as "sessionId", t.teacher_id as "teacherId", t.step,
        to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
      from recovery_session s join recovery_session_teacher t on t.school_id = s.school_id and t.session_id = s.id
      where ${inYear} order by t.id`),
    tx.execute<DecisionRow>(sql`
      select n.session_id::int as "sessionId", n.rule, n.decision, n.reason, n.found, n.ground, ${decidedBy} as by,
        to_char(n.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
      from (select distinct on (d.school_id, d.session_id, d.rule) d.* from recovery_session s
        join recovery_hold_decision d on d.school_id = s.school_id and d.session_id = s.id where ${inYear}
        order by d.school_id, d.session_id, d.rule, d.id desc) n`),
    schoolHoursOver(tx, { inYear, schoolYear }),
  ]);
  const staysOf = Map.groupBy(stays, ({ sessionId }) => sessionId);
  const attended = sessions.filter(({ sessionId }) => staysOf.has(sessionId));
  const stepsOf = Map.groupBy(steps, ({ sessionId }) => sessionId);
  const decided = new Map(decisions.map((row) => [`${row.sessionId} ${row.rule}`, row]));
  const teachers = await teacherFacts(tx, [
    ...attended.map(({ plannedLead }) => plannedLead),
    ...steps.map(({ teacherId }) => teacherId),
  ]);
  return attended.flatMap((row) => {
    const session = { ...row, date: Temporal.PlainDate.from(row.date) };
    const own = (stepsOf.get(row.sessionId) ?? []).map((step) => ({
      ...step,
      at: Temporal.Instant.from(step.at),
    }));
    const teaching = teachingSpans(session, own, timeZone);
    const holds = holdsOf({
      session,
      teachers,
      teaching,
      settings: supervisedBy(settingsOn(settings, session.date), row.purpose),
      schoolDay: schoolHours.get(row.sessionId) ?? null,
      stays: (staysOf.get(row.sessionId) ?? []).flatMap(({ grade, ...stay }) => {
        const level = gradeFromAeries(grade);
        return level === null ? [] : [{ ...stay, grade: level }];
      }),
    });
    if (holds.length === 0) return [];
    const there = new Set(teaching.map(({ teacherId }) => teacherId));
    return {
      ...session,
      teachers: [...there].map((id) => (teachers.get(id) ?? unknownTeacher).name),
      holds: holds.map((hold) => {
        const known = decided.get(`${session.sessionId} ${hold.rule}`);
        const newest = known ? { ...known, at: Temporal.Instant.from(known.at) } : null;
        const answers = stillAnswers(known?.ground ?? null, hold);
        return { ...hold, decision: answers ? newest : null, earlier: answers ? null : newest };
      }),
    };
  });
}
