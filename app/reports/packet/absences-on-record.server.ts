import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import { type Category, isCategory } from "#app/attendance/category.ts";
import { writtenTitle } from "#app/attendance/code-title.ts";
import type { MarkRow, MarkSource, RegisterHome } from "#app/attendance/mark.ts";
import type { AbsenceOnRecord, ClaimInForce } from "./facts.ts";

type Said = [
  period: string,
  MarkSource,
  code: string | null,
  minutesLate: number | null,
  note: string | null,
  at: string,
  by: string | null,
  reason: string | null,
];
type Row = {
  schoolId: number;
  pupilId: number;
  date: string;
  name: string;
  studentNumber: number;
  stateId: string | null;
  grade: number;
  said: Said[] | null;
  makeups: [code: string, madeUpOn: string | null, listedAt: string][] | null;
};
type School = {
  id: number;
  home: RegisterHome;
  kind: "daily" | "period";
  codes: [code: string, title: string, category: string | null][];
};

export type PupilOfClaim = { name: string; studentNumber: number; stateId: string | null; grade: number };
export type AbsenceRead = { pupil: PupilOfClaim; absence: Omit<AbsenceOnRecord, "category"> };

/** A claimed day in a map. */
export const keyOf = (at: { schoolId: number; pupilId: number; absenceDate: Temporal.PlainDate }) =>
  `${at.schoolId} ${at.pupilId} ${at.absenceDate}`;

/** The claims as rows of a statement: k (school_id, pupil_id, on_date). */
export const claimRows = (claims: readonly ClaimInForce[]) =>
  sql`unnest(${ints(claims.map(({ schoolId }) => schoolId))}, ${ints(claims.map(({ pupilId }) => pupilId))},
    ${`{${claims.map(({ absenceDate }) => absenceDate.toString()).join(",")}}`}::date[]) as k (school_id, pupil_id, on_date)`;

/** What was said of each day missed, by whom, when and why, with the pupil of that day. Two statements for all of them. */
export async function absencesOnRecord(
  tx: Tx,
  claims: readonly ClaimInForce[],
): Promise<Map<string, AbsenceRead>> {
  const schoolYear = claims[0]?.schoolYear ?? 0;
  const [schools, rows] = await Promise.all([
    tx.execute<School>(sql`
      select s.id, s.register_home as home, s.attendance_kind as kind,
        (select coalesce(json_agg(json_build_array(a.code, a.title, coalesce(a.chosen_category, a.flag_category))), '[]')
          from absence_code a where a.school_id = s.id) as codes
      from school s where s.id = any (${ints(claims.map(({ schoolId }) => schoolId))})`),
    tx.execute<Row>(sql`
      select k.school_id as "schoolId", k.pupil_id as "pupilId", k.on_date::text as date,
        p.last_name || ', ' || p.first_name as name, p.student_number as "studentNumber", p.state_id as "stateId",
        coalesce((select e.grade from enrolment e where e.school_id = k.school_id and e.pupil_id = k.pupil_id
          and e.school_year = ${schoolYear}::smallint and e.entered_on <= k.on_date
          and coalesce(e.left_on, 'infinity') >= k.on_date order by e.entered_on desc limit 1), p.grade) as grade,
        (select json_agg(json_build_array(m.period, m.source, m.code, m.minutes_late, m.note, m.at, u.name, m.reason) order by m.id)
          from mark m left join user_account u on u.id = m.by
          where m.school_id = k.school_id and m.school_year = ${schoolYear}::smallint and m.on_date = k.on_date
            and m.pupil_id = k.pupil_id) as said,
        (select json_agg(json_build_array(a.code, a.made_up_on, r.at)) from aeries_makeup a
          join aeries_makeup_reading r on r.school_id = a.school_id and r.id = a.reading_id
          where a.school_id = k.school_id and a.student_number = p.student_number and a.on_date = k.on_date
            and a.reading_id = (select max(id) from aeries_makeup_reading where school_id = k.school_id)) as makeups
      from ${claimRows(claims)} join pupil p on p.school_id = k.school_id and p.pupil_id = k.pupil_id`),
  ]);
  const schoolOf = new Map(
    schools.map(({ id, codes, ...school }) => [id, { ...school, codes: codesOf(codes) }]),
  );
  return new Map(
    rows.flatMap((row): [string, AbsenceRead][] => {
      const school = schoolOf.get(row.schoolId);
      if (school === undefined) return [];
      const absence = {
        ...school,
        said: [...Map.groupBy(row.said ?? [], ([period]) => period)].map(([period, said]) => ({
          period,
          marks: said.map(markOf),
        })),
        makeups: (row.makeups ?? []).map(([code, madeUpOn, listedAt]) => ({
          code,
          madeUpOn: madeUpOn === null ? null : Temporal.PlainDate.from(madeUpOn),
          listedAt: Temporal.Instant.from(listedAt),
        })),
      };
      const { name, studentNumber, stateId, grade } = row;
      const absenceDate = Temporal.PlainDate.from(row.date);
      return [[keyOf({ ...row, absenceDate }), { pupil: { name, studentNumber, stateId, grade }, absence }]];
    }),
  );
}

const codesOf = (codes: School["codes"]) =>
  new Map(
    codes.map(([code, title, text]): [string, { title: string; category: Category | null }] => [
      code,
      { title: writtenTitle(title), category: text !== null && isCategory(text) ? text : null },
    ]),
  );

const markOf = ([, source, code, minutesLate, note, at, by, reason]: Said): MarkRow => ({
  source,
  code,
  minutesLate,
  note,
  at: Temporal.Instant.from(at),
  by,
  reason,
});
