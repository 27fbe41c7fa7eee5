import { readFileSync } from "node:fs";
import type postgres from "postgres";
import { hashAnswerKey } from "#app/recovery/families/answer-key.server.ts";
import { createSecretBox } from "#server/secret-box.ts";
import { addSeason } from "../season.ts";
import { folder } from "../story.ts";

/** School 40, where no story writes: what has to be there for a page to show something. */
export const quietSchool = 40;
export const answerKey = "abcdefghijkmnpqrstuvwxyz23";

export type Places = Record<
  | "pupil"
  | "section"
  | "season"
  | "markExport"
  | "recoveryExport"
  | "session"
  | "program"
  | "openSession"
  | "openPupil"
  | "heldSession"
  | "claimPupil"
  | "correction"
  | "token",
  number
> & { claimDay: string; held: string };

/** Finds or makes the things that pages are about; made once, whoever asks first. */
export async function placesOf(admin: postgres.Sql): Promise<Places> {
  return admin.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(4040)`;
    const sql = tx as unknown as postgres.Sql;
    const [known] = await sql`select 1 from mark_export where school_id = ${quietSchool} limit 1`;
    if (!known) await layOut(sql);
    return find(sql);
  });
}

async function find(sql: postgres.Sql): Promise<Places> {
  const [row] = await sql<Places[]>`select
    (select pupil_id from mark where school_id = 10 and source = 'aeries' and on_date >= '2026-10-01' and pupil_id in (
      select pupil_id from roster where school_id = 10 and '2026-10-14' between starts_on and coalesce(ends_on, 'infinity'))
      order by on_date desc limit 1) as pupil,
    (select ss.section_number from section_staff ss join user_account u on u.staff_id = ss.staff_id
      where ss.school_id = 10 limit 1) as section,
    (select min(id)::int from recovery_season where name = 'Fall Saturdays') as season,
    (select min(id)::int from mark_export where school_id = ${quietSchool}) as "markExport",
    (select min(id)::int from recovery_export where school_id = ${quietSchool}) as "recoveryExport",
    (select id::int from recovery_session where school_id = 10 and on_date < '2026-10-14' and program_id is not null
      order by on_date desc limit 1) as session,
    (select min(id)::int from recovery_program where school_id = 10) as program,
    (select max(id)::int from recovery_session where school_id = ${quietSchool} and on_date > '2026-10-14') as "openSession",
    (select min(pupil_id) from recovery_place where school_id = ${quietSchool}) as "openPupil",
    (select max(id)::int from recovery_session where school_id = ${quietSchool} and on_date < '2026-10-14') as "heldSession",
    c.pupil_id as "claimPupil", c.absence_date::text as "claimDay",
    (select min(id)::int from claim_correction where school_id = ${quietSchool}) as correction,
    (select min(id) from api_token) as token,
    (select max(id::text) from held_form where user_id in (select user_id from user_role
      where role = 'attendance clerk' and school_id = 10)) as held
    from recovery_claim_in_force c where c.school_id = 10 order by c.absence_date limit 1`;
  if (!row || Object.values(row).some((each) => each === null))
    throw new Error(`A page has nothing to be about: ${JSON.stringify(row)}`);
  return row;
}

async function layOut(sql: postgres.Sql): Promise<void> {
  const at = "2026-10-13T17:00:00Z";
  const school = quietSchool;
  await addSeason(sql);
  const pupils = await sql<{ id: number; number: number; section: number }[]>`
    select r.pupil_id as id, p.student_number as number, r.section_number as section from roster r
    join pupil p on p.school_id = r.school_id and p.pupil_id = r.pupil_id
    where r.school_id = ${school} and p.grade > 0 and '2026-10-13' between r.starts_on and coalesce(r.ends_on, 'infinity')
    order by r.pupil_id limit 12`;
  const [made] = await sql<
    { id: number }[]
  >`insert into mark_export (school_id, proposed_by, proposed_at, through_mark_id)
    values (${school}, 1, ${at}, 1) returning id::int`;
  const [sent] = await sql<
    { id: number }[]
  >`insert into recovery_export (school_id, kind, proposed_by, proposed_at)
    values (${school}, 'ATT', 1, ${at}) returning id::int`;
  for (const { id, number, section } of pupils) {
    const [mark] = await sql<
      { id: number }[]
    >`insert into mark (school_id, school_year, on_date, period, pupil_id, source,
        section_number, code, by, at)
      values (${school}, 2026, '2026-10-13', '1', ${id}, 'office', ${section}, 'A', 1, ${at}) returning id::int`;
    await sql`insert into mark_export_item (school_id, export_id, pupil_id, on_date, period, our_code, mark_id)
      values (${school}, ${made!.id}, ${id}, '2026-10-13', '1', 'A', ${mark!.id})`;
    await sql`insert into recovery_export_item (school_id, export_id, pupil_id, on_date, action, student_number, day_number,
        code, made_up_on, comment)
      values (${school}, ${sent!.id}, ${id}, '2026-09-15', 'set', ${number}, 24, 'M', '2026-10-10', 'Attendance recovery')`;
  }
  const [teacher] = await sql<{ id: number }[]>`select t.id from staff t
    join staff_school s on s.staff_id = t.id and s.school_id = ${school} where t.active order by t.id limit 1`;
  await sessions(
    sql,
    teacher!.id,
    pupils.map(({ id }) => id),
  );
  const [certified] = await sql<
    { id: number }[]
  >`insert into claim_certification (school_year, period, through, settings,
      totals, by, at)
    values (2025, 'P-1', '2025-12-31', '{}', '{}', 1, ${at}) returning id::int`;
  await holdForm(sql);
  const pupil = pupils[0]!.id;
  await sql`insert into claim_certified_day (school_id, certification_id, pupil_id, absence_date, earned_date,
      earned_school_id, session_ids, grade)
    values (${school}, ${certified!.id}, ${pupil}, '2025-10-14', '2025-10-18', ${school}, '{1}', 3)`;
  await sql`insert into claim_correction (school_id, certification_id, pupil_id, absence_date, change, reason, at)
    values (${school}, ${certified!.id}, ${pupil}, '2025-10-14', 'removed', 'The absence is a suspension now.', ${at})`;
}

/** What someone sent after their session had ended. */
async function holdForm(sql: postgres.Sql): Promise<void> {
  const secrets = createSecretBox(readFileSync(`${folder}/secret-key`, "utf8").trim());
  const body = secrets.seal(new URLSearchParams({ reason: "The network was down all morning" }).toString());
  await sql`insert into held_form (user_id, path, body, held_at)
    select user_id, '/schools/10/registers/2026-10-13/unlock', ${body}, '2026-10-14T17:00:00Z' from user_role
    where role = 'attendance clerk' and school_id = 10`;
}

/** One to come, with a family asked by letter; and one held by a teacher without a document, with its times. */
async function sessions(sql: postgres.Sql, teacher: number, pupils: readonly number[]): Promise<void> {
  const at = "2026-10-13T17:00:00Z";
  const school = quietSchool;
  const [open, past] = await Promise.all(
    ["2026-10-24", "2026-10-10"].map(async (day) => {
      const [row] = await sql<
        { id: number }[]
      >`insert into recovery_session (school_id, on_date, starts_at, ends_at, room,
          teacher_id, subject, low_grade, high_grade, capacity, created_by, created_at)
        values (${school}, ${day}, 540, 720, 'Library', ${teacher}, 'Mathematics', 1, 6, 20, 1, ${at}) returning id::int`;
      return row!.id;
    }),
  );
  await sql`insert into teacher_credential (staff_id, document, expires_on, employed_by_agency, by, at)
    values (${teacher}, 'Multiple Subject', '2026-10-01', true, 1, ${at})`;
  for (const pupil of pupils) {
    for (const session of [open!, past!])
      await sql`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, by, at)
        values (${school}, ${session}, ${pupil}, 'booked', 3, 1, ${at})`;
    await sql`insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, by, at)
      values (${school}, ${past!}, ${pupil}, 540, 720, 1, ${at})`;
  }
  await sql`insert into recovery_message (school_id, pupil_id, session_id, kind, channel, language, by, at, answer_key)
    values (${school}, ${pupils[0]!}, ${open!}, 'invitation', 'letter', 'es en', 1, ${at}, ${hashAnswerKey(answerKey)})`;
}
