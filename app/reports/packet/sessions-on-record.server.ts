import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints, texts } from "#app/access/sql-array.server.ts";
import { adoptedThen } from "#app/recovery/adoptions.server.ts";
import { purposeThere } from "#app/recovery/purpose.server.ts";
import type { Happening, SessionOnRecord, TeacherOnRecord, TimesRow } from "./facts.ts";

type Document = [
  document: string,
  validFrom: string | null,
  expiresOn: string | null,
  ours: boolean,
  by: string | null,
  at: string,
];
type Teacher = [
  staffId: number,
  name: string,
  educatorId: string | null,
  hiredOn: string | null,
  leftOn: string | null,
  active: boolean,
  documents: Document[] | null,
];
type Row = Omit<
  SessionOnRecord,
  "date" | "teachers" | "teaching" | "attestations" | "times" | "decisions" | "changes"
> & {
  date: string;
  teachers: Teacher[] | null;
  attestations:
    | [by: string, at: string, statement: string, pupils: number, minutes: number, through: number][]
    | null;
  steps: [teacherId: number, step: "joined" | "left", at: string][] | null;
  decisions: [at: string, who: string, what: string, why: string | null][] | null;
};
type Times = [
  pupilId: number,
  grade: number,
  id: number,
  stay: number,
  inAt: number | null,
  outAt: number | null,
  source: string,
  by: string | null,
  at: string,
  reason: string | null,
];
type Change = {
  schoolId: number;
  session: number;
  at: string;
  who: string;
  what: string;
  why: string | null;
  pupilIds: number[];
};

const day = (text: string | null) => (text === null ? null : Temporal.PlainDate.from(text));
const moment = (text: string) => Temporal.Instant.from(text);

/**
 * Sessions with all that their school's records say of them. Three statements, whatever their number.
 * @param pupilIds whose entries in the record of changes are wanted
 */
export async function sessionsOnRecord(
  tx: Tx,
  schoolIds: readonly number[],
  sessionIds: readonly number[],
  pupilIds: readonly number[],
): Promise<Map<number, SessionOnRecord>> {
  if (sessionIds.length === 0) return new Map();
  const ours = sql`school_id = any (${ints(schoolIds)})`;
  const [sessions, times, changes] = await Promise.all([
    tx.execute<Row>(sessionRows(schoolIds, sessionIds)),
    tx.execute<{ session: number; times: Times[] }>(sql`
      select p.session_id::int as session, json_agg(json_build_array(p.pupil_id, coalesce(u.grade, 99), p.id, p.stay, p.in_at,
        p.out_at, p.source, a.name, p.at, p.reason) order by p.id) as times
      from recovery_presence p
      left join pupil u on u.school_id = p.school_id and u.pupil_id = p.pupil_id left join user_account a on a.id = p.by
      where p.${ours} and p.session_id = any (${ints(sessionIds)}) group by p.session_id`),
    tx.execute<Change>(sql`
      select e.school_id as "schoolId", substr(e.subject, 18)::int as session, e.at, coalesce(u.name, e.actor) as who, e.action as what,
        e.reason as why, to_json(array(select unnest(e.pupil_ids) intersect select unnest(${ints(pupilIds)}))) as "pupilIds"
      from audit_entry e left join user_account u on u.id = e.by
      where e.${ours} and e.subject = any (${texts(sessionIds.map((id) => `recovery session ${id}`))})
        and (e.pupil_ids = '{}' or e.pupil_ids && ${ints(pupilIds)})
      order by e.at, e.id`),
  ]);
  const timesOf = new Map(times.map((row) => [row.session, row.times.map(timesRow)]));
  const changesOf = Map.groupBy(changes, ({ session }) => session);
  return new Map(
    sessions.map((row) => [
      row.id,
      {
        ...row,
        date: Temporal.PlainDate.from(row.date),
        teachers: (row.teachers ?? []).map(teacherOf),
        teaching: (row.steps ?? []).map(([teacherId, step, at]) => ({ teacherId, step, at: moment(at) })),
        attestations: (row.attestations ?? []).map(
          ([by, at, statement, pupilCount, minutesTotal, throughPresenceId]) => ({
            by,
            at: moment(at),
            statement,
            pupilCount,
            minutesTotal,
            throughPresenceId,
          }),
        ),
        times: timesOf.get(row.id) ?? [],
        decisions: (row.decisions ?? []).map(
          ([at, who, what, why]): Happening => ({ at: moment(at), who, what, why }),
        ),
        changes: (changesOf.get(row.id) ?? [])
          .filter(({ schoolId }) => schoolId === row.schoolId)
          .map(({ at, who, what, why, pupilIds }) => ({ at: moment(at), who, what, why, pupilIds })),
      },
    ]),
  );
}

const sessionRows = (schoolIds: readonly number[], sessionIds: readonly number[]) => sql`
  select s.id::int as id, s.school_id as "schoolId", s.on_date::text as date, s.starts_at as "startsAt", s.ends_at as "endsAt",
    s.teacher_id as "plannedLead", s.room, s.subject, s.low_grade as "lowGrade", s.high_grade as "highGrade", s.breaks, ${purposeThere} as purpose, ${adoptedThen} as adopted,
    (select g.name from recovery_program g where g.school_id = s.school_id and g.id = s.program_id) as program,
    (select c.reason from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id) as cancelled,
    (select json_agg(json_build_array(t.id, t.first_name || ' ' || t.last_name, t.educator_id, t.hired_on, t.left_on, t.active,
        (select json_agg(json_build_array(d.document, d.valid_from, d.expires_on, d.employed_by_agency, u.name, d.at) order by d.id)
          from (select distinct on (document) * from teacher_credential where staff_id = t.id order by document, id desc) d
          left join user_account u on u.id = d.by)) order by t.id <> s.teacher_id, t.id)
      from staff t where t.id = s.teacher_id or t.id in (select j.teacher_id from recovery_session_teacher j
        where j.school_id = s.school_id and j.session_id = s.id)) as teachers,
    (select json_agg(json_build_array(j.teacher_id, j.step, j.at) order by j.id) from recovery_session_teacher j
      where j.school_id = s.school_id and j.session_id = s.id) as steps,
    (select json_agg(json_build_array(coalesce(u.name, 'Account ' || a.by), a.at, a.statement, a.pupil_count, a.minutes_total,
        a.through_presence_id) order by a.id)
      from recovery_attestation a left join user_account u on u.id = a.by where a.school_id = s.school_id and a.session_id = s.id) as attestations,
    (select json_agg(json_build_array(x.at, coalesce(u.name, 'Account ' || x.by), x.what, x.reason) order by x.at) from (
        select at, by, 'Opened the attested time for corrections' as what, reason from recovery_unlock
          where school_id = s.school_id and session_id = s.id
        union all select at, by, case decision when 'counts' then 'Decided that the session counts' else 'Kept the session out of claims' end
          || ' (' || rule || coalesce(': ' || found, '') || ')', reason from recovery_hold_decision where school_id = s.school_id and session_id = s.id) x
      left join user_account u on u.id = x.by) as decisions
  from recovery_session s
  where s.school_id = any (${ints(schoolIds)}) and s.id = any (${ints(sessionIds)})`;

const timesRow = ([pupilId, grade, id, stay, inAt, outAt, source, by, at, reason]: Times): TimesRow => ({
  pupilId,
  grade,
  id,
  stay,
  inAt,
  outAt,
  source,
  by: by ?? "Unknown",
  at: moment(at),
  reason,
});

const teacherOf = ([
  staffId,
  name,
  educatorId,
  hiredOn,
  leftOn,
  active,
  documents,
]: Teacher): TeacherOnRecord => ({
  staffId,
  name,
  educatorId: educatorId?.trim() || null,
  hiredOn: day(hiredOn),
  leftOn: day(leftOn),
  active,
  documents: (documents ?? []).map(([document, validFrom, expiresOn, employedByAgency, by, at]) => ({
    document,
    validFrom: day(validFrom),
    expiresOn: day(expiresOn),
    employedByAgency,
    by: by ?? "Unknown",
    at: moment(at),
  })),
});
