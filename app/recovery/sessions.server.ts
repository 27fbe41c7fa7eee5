import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { bigints } from "#app/access/sql-array.server.ts";
import { insertSessions, lockPlans, refusalsOfPlans } from "./new-sessions.server.ts";
import { purposeThere } from "./purpose.server.ts";
import type { FullSessionPlan, RecoverySession } from "./session.ts";
import type { SessionRefusal } from "./session-refusal.ts";
import { joinedTeachers, leadThere } from "./teachers-of.server.ts";
import type { TeacherOfSession } from "./teachers-of.ts";

/** Who does something, and when. */
export type Doing = {
  author: { by: number | null; actor: string };
  at: Temporal.Instant;
  today: Temporal.PlainDate;
};

export type Created = { ok: true; id: number } | { ok: false; refusals: SessionRefusal[] };

/**
 * Puts a session on the calendar, or says everything that speaks against it (EC 46211; AR-SES-1, -2, -4, -5). Two
 * people who plan the same room or teacher at once wait for each other, so the second is told.
 */
export async function createSession(
  tx: Tx,
  schoolId: number,
  plan: FullSessionPlan,
  doing: Doing,
): Promise<Created> {
  await lockPlans(tx, schoolId, [plan]);
  const [refusals] = await refusalsOfPlans(tx, schoolId, [plan], doing);
  if (refusals!.length > 0) return { ok: false, refusals: refusals! };
  const [id] = await insertSessions(tx, schoolId, [plan], null, doing);
  return { ok: true, id: id! };
}

type Row = Omit<RecoverySession, "date" | "attestedAt" | "teachers" | "teacherId"> & {
  date: string;
  attestedAt: string | null;
  leads: boolean;
  joined: TeacherOfSession[];
};

const columns = sql`s.school_id as "schoolId", s.id::int as id, s.on_date::text as date, s.starts_at as "startsAt",
  s.ends_at as "endsAt", s.room, s.teacher_id as "plannedLead", s.subject, s.low_grade as "lowGrade",
  s.high_grade as "highGrade", s.capacity, s.program_id::int as "programId", s.breaks, ${purposeThere} as purpose,
  ${joinedTeachers} as joined,
  ${leadThere} as leads,
  coalesce((select t.first_name || ' ' || t.last_name from staff t where t.id = s.teacher_id), 'Unknown teacher') as teacher,
  (select c.reason from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id) as cancelled,
  (select to_char(max(a.at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') from recovery_attestation a
    where a.school_id = s.school_id and a.session_id = s.id) as "attestedAt",
  coalesce(seats.booked, 0)::int as booked, coalesce(seats.waiting, 0)::int as waiting`;

const withSeats = sql`recovery_session s left join lateral (
  select count(*) filter (where step = 'booked') as booked, count(*) filter (where step = 'waiting') as waiting
  from (select distinct on (p.pupil_id) p.step from recovery_place p
    where p.school_id = s.school_id and p.session_id = s.id order by p.pupil_id, p.id desc) newest) seats on true`;

const fromRow = ({ joined, leads, ...row }: Row): RecoverySession => {
  const lead = { id: row.plannedLead, name: row.teacher };
  const teachers = leads ? [lead, ...joined] : joined;
  const first = teachers[0] ?? lead;
  return {
    ...row,
    teachers,
    teacherId: first.id,
    teacher: first.name,
    date: Temporal.PlainDate.from(row.date),
    attestedAt: row.attestedAt === null ? null : Temporal.Instant.from(row.attestedAt),
  };
};

/** The sessions of a school from one day through another, in order; cancelled ones with their reason. */
export async function sessionsBetween(
  tx: Tx,
  schoolId: number,
  from: Temporal.PlainDate,
  through: Temporal.PlainDate,
): Promise<RecoverySession[]> {
  const rows = await tx.execute<Row>(sql`select ${columns} from ${withSeats}
    where s.school_id = ${schoolId} and s.on_date between ${from.toString()}::date and ${through.toString()}::date
    order by s.on_date, s.starts_at, s.id`);
  return rows.map(fromRow);
}

/** One session, or null when there is none that the reader may see. */
export async function findSession(
  tx: Tx,
  schoolId: number,
  sessionId: number,
): Promise<RecoverySession | null> {
  const [row] = await tx.execute<Row>(
    sql`select ${columns} from ${withSeats} where s.school_id = ${schoolId} and s.id = ${sessionId}`,
  );
  return row ? fromRow(row) : null;
}

/** The sessions of these numbers that the reader may see, in order. */
export async function findSessions(
  tx: Tx,
  schoolId: number,
  sessionIds: readonly number[],
): Promise<RecoverySession[]> {
  const rows = await tx.execute<Row>(sql`select ${columns} from ${withSeats}
    where s.school_id = ${schoolId} and s.id = any (${bigints(sessionIds)})
    order by s.on_date, s.starts_at, s.id`);
  return rows.map(fromRow);
}

/**
 * The session with its row locked: whoever gives out or frees its places waits here for the one before. The counts
 * are read after the lock is held.
 */
export async function lockSession(
  tx: Tx,
  schoolId: number,
  sessionId: number,
): Promise<RecoverySession | null> {
  await tx.execute(
    sql`select 1 from recovery_session where school_id = ${schoolId} and id = ${sessionId} for update`,
  );
  return findSession(tx, schoolId, sessionId);
}
