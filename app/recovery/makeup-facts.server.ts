import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { isCategory } from "#app/attendance/category.ts";
import { fiscalYearBounds, schoolYearOf } from "#app/calendar/school-year.ts";
import { codeOfDay } from "./code-of-day.ts";
import { readSettingsHistory } from "./district-settings.server.ts";
import { duePeriods } from "./due-periods.server.ts";
import { makeupCodeOn } from "./makeup-codes.ts";
import { type ClaimedDay, type MakeupKeys, type MakeupList, makeupKey } from "./outgoing-makeups.ts";

/** The first day that exports look at: 1 July before the school year that has a day of. */
export const lookedAtSince = (today: Temporal.PlainDate): Temporal.PlainDate =>
  fiscalYearBounds(schoolYearOf(today) - 1).from;

/** How Aeries names the school's days and pupils, and the district's make-up code on a day. */
export async function readMakeupKeys(
  tx: Tx,
  schoolId: number,
  today: Temporal.PlainDate,
): Promise<MakeupKeys> {
  const [[row], history] = await Promise.all([
    tx.execute<{ days: [string, number][]; pupils: [number, number][] }>(sql`select
      (select coalesce(json_agg(json_build_array(d.date, d.day_number)), '[]') from calendar_day d
        where d.school_id = ${schoolId} and d.date >= ${lookedAtSince(today).toString()}::date) as days,
      (select coalesce(json_agg(json_build_array(p.pupil_id, p.student_number)), '[]') from pupil p
        where p.school_id = ${schoolId}) as pupils`),
    readSettingsHistory(tx),
  ]);
  return {
    dayNumbers: new Map(row!.days),
    studentNumbers: new Map(row!.pupils),
    code: makeupCodeOn(history, today),
  };
}

/** A day claimed, with the absence's code when it was claimed and what Aeries says of that day now. */
export type ClaimedAbsence = ClaimedDay & {
  codeThen: string | null;
  /** Undefined where Aeries was never read to say anything of the whole day. */
  codeNow: string | null | undefined;
};

type SchoolNow = { daily: boolean; codes: [code: string, category: string | null][] };

/** The days claimed now for absences at a school. Sessions of other schools are out of sight, with their subjects. */
export async function readClaimedDays(
  tx: Tx,
  schoolId: number,
  since: Temporal.PlainDate,
): Promise<ClaimedAbsence[]> {
  const [rows, [school]] = await Promise.all([
    tx.execute<{
      pupilId: number;
      absenceDate: string;
      earnedDate: string;
      subjects: string[];
      codeThen: string | null;
      /** What Aeries said last of each period. */
      now: Record<string, string | null> | null;
    }>(sql`select c.pupil_id as "pupilId", c.absence_date::text as "absenceDate", c.earned_date::text as "earnedDate", c.code as "codeThen",
      array(select s.subject from recovery_session s where s.school_id = c.earned_school_id and s.id = any(c.session_ids)
        order by s.on_date desc, s.starts_at) as subjects,
      (select json_object_agg(n.period, n.code) from (select distinct on (m.period) m.period, m.code from mark m
        where m.school_id = c.school_id and m.school_year = c.school_year and m.on_date = c.absence_date
          and m.pupil_id = c.pupil_id and m.source = 'aeries' order by m.period, m.at desc, m.id desc) n) as now
    from recovery_claim_in_force c
    where c.school_id = ${schoolId} and c.school_year >= ${schoolYearOf(since)} and c.absence_date >= ${since.toString()}::date`),
    tx.execute<SchoolNow>(sql`select s.attendance_kind = 'daily' as daily,
      (select coalesce(json_agg(json_build_array(a.code, coalesce(a.chosen_category, a.flag_category))), '[]')
        from absence_code a where a.school_id = s.id) as codes
    from school s where s.id = ${schoolId}`),
  ]);
  const dueOn = school!.daily
    ? null
    : await duePeriods(
        tx,
        [schoolId],
        rows.map(({ pupilId }) => pupilId),
      );
  const categoryOf = new Map(school!.codes);
  const codeNow = (now: Record<string, string | null>, pupilId: number, date: string) => {
    if (dueOn === null) return now[""];
    const due = dueOn(schoolId, pupilId, date);
    return codeOfDay(
      (due.length > 0 ? due : Object.keys(now)).map((period) => now[period] ?? null),
      (code) => {
        const category = categoryOf.get(code) ?? null;
        return category !== null && isCategory(category) ? category : null;
      },
    ).code;
  };
  return rows.map(({ absenceDate, earnedDate, now, ...row }) => ({
    ...row,
    absenceDate: Temporal.PlainDate.from(absenceDate),
    earnedDate: Temporal.PlainDate.from(earnedDate),
    codeNow: now === null ? undefined : codeNow(now, row.pupilId, absenceDate),
  }));
}

/** The newest list of make-ups taken out of Aeries for a school, or null where there is none. */
export async function readMakeupList(
  tx: Tx,
  schoolId: number,
): Promise<(MakeupList & { fileName: string; by: string }) | null> {
  const [reading] = await tx.execute<{ id: number; at: string; fileName: string; by: string | null }>(sql`
    select r.id::int as id, to_json(r.at) #>> '{}' as at, r.file_name as "fileName", u.name as by
    from aeries_makeup_reading r left join user_account u on u.id = r.by
    where r.school_id = ${schoolId} order by r.id desc limit 1`);
  if (!reading) return null;
  const rows = await tx.execute<{
    studentNumber: number;
    date: string;
    code: string;
    madeUpOn: string | null;
    comment: string | null;
  }>(sql`select student_number as "studentNumber", on_date::text as date, code, made_up_on::text as "madeUpOn", comment
    from aeries_makeup where school_id = ${schoolId} and reading_id = ${reading.id}`);
  return {
    at: Temporal.Instant.from(reading.at),
    fileName: reading.fileName,
    by: reading.by ?? "Someone",
    makeups: new Map(
      rows.map((row) => {
        const date = Temporal.PlainDate.from(row.date);
        const madeUpOn = row.madeUpOn === null ? null : Temporal.PlainDate.from(row.madeUpOn);
        return [makeupKey(row.studentNumber, date), { ...row, date, madeUpOn }];
      }),
    ),
  };
}
