import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import { fiscalYearBounds, type SchoolYear } from "#app/calendar/school-year.ts";
import type { RecoveryBreak } from "#drizzle/schema/recovery.ts";
import { absencesAt, remembered } from "./absences.server.ts";
import { presenceOf } from "./presence.ts";
import { programOfSchool } from "./program.ts";
import type { Enrolled, PupilYear, SessionTime, YearFacts } from "./year-claims.ts";

type EnrolledRow = {
  pupilId: number;
  schoolId: number;
  from: string;
  through: string | null;
  grade: number;
  minimumDayMinutes: number | null;
};
type Stay = [inAt: number | null, outAt: number | null];
type SessionRow = {
  schoolId: number;
  id: number;
  date: string;
  startsAt: number;
  endsAt: number;
  breaks: RecoveryBreak[];
};
type StaysRow = { schoolId: number; sessionId: number; pupilId: number; stays: Stay[] };

/** What is asked of a year: the schools that are the agency, and the last day to look at. */
export type YearAsked = { schoolIds: readonly number[]; schoolYear: SchoolYear; through: Temporal.PlainDate };

/**
 * One school year of every pupil at some schools who has attended a session or missed a day: enrolment, time in
 * attested sessions, absences, and what was made up outside this product. Some ten statements, whatever the number of
 * pupils and schools. A pupil of several schools is one.
 * @param asked.schoolIds all schools of the district, for a claim (AR-CAP-2)
 * @param heldSessionIds sessions that are out of claims until a person decides (AR-SES-2, -7)
 * @param pupilIds these pupils only; null for all
 */
export async function readYearFacts(
  tx: Tx,
  asked: YearAsked,
  heldSessionIds: ReadonlySet<number>,
  pupilIds: readonly number[] | null = null,
): Promise<YearFacts> {
  const [enrolled, absences, sessions, alreadyClaimed] = await Promise.all([
    enrolledOf(tx, asked, pupilIds),
    absencesAt(tx, asked, pupilIds),
    sessionTimes(tx, asked, heldSessionIds, pupilIds),
    madeUpElsewhere(tx, asked, pupilIds),
  ]);
  const pupils = new Map<number, PupilYear>();
  for (const pupilId of new Set([...absences.keys(), ...sessions.keys()])) {
    pupils.set(pupilId, {
      pupilId,
      enrolled: enrolled.get(pupilId) ?? [],
      sessions: sessions.get(pupilId) ?? [],
      absences: absences.get(pupilId) ?? [],
      alreadyClaimed: alreadyClaimed.get(pupilId) ?? [],
    });
  }
  return { schoolYear: asked.schoolYear, pupils };
}

const ours = (column: string, pupilIds: readonly number[] | null) =>
  pupilIds === null ? sql`true` : sql`${sql.raw(column)} = any (${ints(pupilIds)})`;

const dayOf = () => remembered((text) => Temporal.PlainDate.from(text));

/** Spans of enrolment with grade and program; a pupil without any has that of the pupil's record. */
async function enrolledOf(tx: Tx, asked: YearAsked, pupilIds: readonly number[] | null) {
  const { from } = fiscalYearBounds(asked.schoolYear);
  const [schools, rows] = await Promise.all([
    tx.execute<{ id: number; category: string | null }>(
      sql`select id, category_code as category from school where id = any (${ints(asked.schoolIds)})`,
    ),
    tx.execute<EnrolledRow>(sql`
      select p.pupil_id as "pupilId", p.school_id as "schoolId", p.minimum_day_minutes as "minimumDayMinutes",
        coalesce(e.entered_on, p.entered_on, ${from.toString()}::date)::text as from,
        (case when e.entered_on is null then p.left_on else e.left_on end)::text as through, coalesce(e.grade, p.grade) as grade
      from pupil p left join enrolment e on e.school_id = p.school_id and e.pupil_id = p.pupil_id
        and e.school_year = ${asked.schoolYear}
      where p.school_id = any (${ints(asked.schoolIds)}) and ${ours("p.pupil_id", pupilIds)}`),
  ]);
  const programOf = new Map(schools.map(({ id, category }) => [id, programOfSchool(category)]));
  const day = dayOf();
  return grouped(rows, ({ pupilId, ...row }): [number, Enrolled] => [
    pupilId,
    {
      ...row,
      from: day(row.from),
      through: row.through === null ? null : day(row.through),
      program: programOf.get(row.schoolId) ?? "regular",
    },
  ]);
}

/** Time in sessions that their teacher has attested (AR-SES-3), that nobody cancelled, and that nothing holds. */
async function sessionTimes(
  tx: Tx,
  asked: YearAsked,
  held: ReadonlySet<number>,
  pupilIds: readonly number[] | null,
): Promise<Map<number, SessionTime[]>> {
  const { from } = fiscalYearBounds(asked.schoolYear);
  const counting = sql`
    select s.school_id, s.id, s.on_date, s.starts_at, s.ends_at, s.breaks from recovery_session s
    where s.school_id = any (${ints(asked.schoolIds)})
      and s.on_date between ${from.toString()}::date and ${asked.through.toString()}::date
      and exists (select 1 from recovery_attestation a where a.school_id = s.school_id and a.session_id = s.id)
      and not exists (select 1 from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id)`;
  const [sessions, rows] = await Promise.all([
    tx.execute<SessionRow>(sql`select c.school_id as "schoolId", c.id::int, c.on_date::text as date,
      c.starts_at as "startsAt", c.ends_at as "endsAt", c.breaks from (${counting}) c`),
    tx.execute<StaysRow>(sql`
      select t.school_id as "schoolId", t.session_id::int as "sessionId", t.pupil_id as "pupilId",
        json_agg(json_build_array(t.in_at, t.out_at)) as stays
      from (select distinct on (p.school_id, p.session_id, p.pupil_id, p.stay) p.school_id, p.session_id, p.pupil_id, p.in_at, p.out_at
        from recovery_presence p join (${counting}) c on c.school_id = p.school_id and c.id = p.session_id
        where p.school_id = any (${ints(asked.schoolIds)}) and ${ours("p.pupil_id", pupilIds)}
        order by p.school_id, p.session_id, p.pupil_id, p.stay, p.id desc) t
      group by t.school_id, t.session_id, t.pupil_id`),
  ]);
  const day = dayOf();
  const byId = new Map(sessions.map((session) => [session.id, { ...session, date: day(session.date) }]));
  const times = new Map<number, SessionTime[]>();
  for (const { schoolId, sessionId, pupilId, stays } of rows) {
    const session = byId.get(sessionId);
    if (session === undefined || held.has(sessionId)) continue;
    const documented = stays
      .filter(([inAt]) => inAt !== null)
      .map(([signedIn, signedOut]) => ({ signedIn, signedOut }));
    if (documented.length === 0) continue;
    const { minutes } = presenceOf({ session, stays: documented, breaks: session.breaks });
    const time = { schoolId, sessionId, date: session.date, minutes };
    const known = times.get(pupilId);
    if (known) known.push(time);
    else times.set(pupilId, [time]);
  }
  return times;
}

/**
 * Absences that the newest list of make-ups from Aeries names and that no file of ours put there (AR-ABS-5). One with
 * a code that our own files use is recovery, and counts toward the ten days.
 */
async function madeUpElsewhere(tx: Tx, asked: YearAsked, pupilIds: readonly number[] | null) {
  const { from, through } = fiscalYearBounds(asked.schoolYear);
  const rows = await tx.execute<{ pupilId: number; date: string; countsAsRecovery: boolean }>(sql`
    select p.pupil_id as "pupilId", m.on_date::text as date, exists (select 1 from recovery_export_item own
        where own.school_id = m.school_id and own.code = m.code) as "countsAsRecovery"
    from aeries_makeup m join pupil p on p.school_id = m.school_id and p.student_number = m.student_number
    where m.school_id = any (${ints(asked.schoolIds)}) and ${ours("p.pupil_id", pupilIds)}
      and m.on_date between ${from.toString()}::date and ${through.toString()}::date
      and m.reading_id = (select max(r.id) from aeries_makeup_reading r where r.school_id = m.school_id)
      and not exists (select 1 from recovery_export_item i
        join recovery_export x on x.school_id = i.school_id and x.id = i.export_id and x.kind = 'ATT'
        where i.school_id = m.school_id and i.pupil_id = p.pupil_id and i.on_date = m.on_date and i.action = 'set'
          and exists (select 1 from recovery_export_step d where d.school_id = i.school_id and d.export_id = i.export_id and d.step = 'done'))`);
  const day = dayOf();
  return grouped(
    rows,
    ({ pupilId, date, countsAsRecovery }): [number, PupilYear["alreadyClaimed"][number]] => [
      pupilId,
      { date: day(date), countsAsRecovery },
    ],
  );
}

function grouped<Row, T>(rows: readonly Row[], entry: (row: Row) => [number, T]): Map<number, T[]> {
  const into = new Map<number, T[]>();
  for (const row of rows) {
    const [key, value] = entry(row);
    const known = into.get(key);
    if (known) known.push(value);
    else into.set(key, [value]);
  }
  return into;
}
