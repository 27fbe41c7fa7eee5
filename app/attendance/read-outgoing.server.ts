import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import type { MarkSource, RegisterHome } from "./mark.ts";
import {
  type HeldMark,
  holdBack,
  type ImportKeys,
  type NumberedMark,
  type OutgoingMark,
  outgoingMarks,
  type Slot,
} from "./outgoing.ts";

export type MarkJson = [id: number, source: MarkSource, code: string | null, at: string];

/** A mark with what the rules of the way out look at; its note and minutes stay here. */
export const numberedMark = ([id, source, code, at]: MarkJson): NumberedMark => ({
  id,
  source,
  code,
  at: Temporal.Instant.from(at),
  minutesLate: null,
  note: null,
  by: null,
  reason: null,
});

/** The school as Aeries names its parts, and where its registers are taken. Null for a school out of scope. */
export async function readImportKeys(
  tx: Tx,
  schoolId: number,
): Promise<(ImportKeys & { home: RegisterHome }) | null> {
  const [row] = await tx.execute<{
    home: RegisterHome;
    days: [string, number][];
    pupils: [number, number][];
    codes: string[];
  }>(sql`select s.register_home as home,
      (select coalesce(json_agg(json_build_array(d.date, d.day_number)), '[]') from calendar_day d where d.school_id = s.id) as days,
      (select coalesce(json_agg(json_build_array(p.pupil_id, p.student_number)), '[]') from pupil p where p.school_id = s.id) as pupils,
      (select coalesce(json_agg(a.code), '[]') from absence_code a where a.school_id = s.id and not a.retired) as codes
    from school s where s.id = ${schoolId}`);
  return row
    ? {
        home: row.home,
        dayNumbers: new Map(row.days),
        studentNumbers: new Map(row.pupils),
        codes: new Set(row.codes),
      }
    : null;
}

export type Difference = { ready: OutgoingMark[]; held: HeldMark[] };

/** What would go out if it were proposed now. Looks at this school year and the one before. */
export async function readDifference(
  tx: Tx,
  schoolId: number,
  today: Temporal.PlainDate,
  keys: ImportKeys,
): Promise<Difference> {
  return holdBack(outgoingMarks(await readSlots(tx, schoolId, schoolYearOf(today))), keys);
}

/** The newest mark made here, 0 when there is none: what a proposal made now has looked at. */
export async function newestMarkHere(tx: Tx, schoolId: number, today: Temporal.PlainDate): Promise<number> {
  const year = schoolYearOf(today);
  const [row] = await tx.execute<{ id: string }>(sql`select coalesce(max(id), 0) as id from mark
    where school_id = ${schoolId} and school_year between ${year - 1} and ${year} and source <> 'aeries'`);
  return Number(row!.id);
}

type SlotRow = {
  on_date: string;
  period: string;
  pupil_id: number;
  marks: MarkJson[];
  sent: [markId: number, code: string | null, at: string] | null;
};

/**
 * The pupils, days and periods about which somebody here has spoken, without those where the latest words of everyone
 * here, of Aeries and of the last export are one: nothing can have to change there, and in the course of a year that
 * is nearly all of them. What was sent is what the newest export said that was done and not withdrawn after all.
 */
async function readSlots(tx: Tx, schoolId: number, year: number): Promise<Slot[]> {
  const latest = (voice: MarkSource) =>
    sql`(array_agg(m.code order by m.at desc, m.id desc) filter (where m.source = ${voice}))[1]`;
  const rows = await tx.execute<SlotRow>(sql`with sent as (
      select distinct on (i.on_date, i.period, i.pupil_id) i.on_date, i.period, i.pupil_id, i.mark_id, i.our_code, d.at
      from mark_export_item i
      join mark_export_step d on d.school_id = i.school_id and d.export_id = i.export_id and d.step = 'done'
      where i.school_id = ${schoolId} and i.on_date >= make_date(${year - 1}, 7, 1)
        and not exists (select 1 from mark_export_step w
          where w.school_id = i.school_id and w.export_id = i.export_id and w.step = 'withdrawn')
      order by i.on_date, i.period, i.pupil_id, i.export_id desc),
    said as (
      select m.school_year, m.on_date, m.period, m.pupil_id, ${latest("aeries")} as aeries,
        ${latest("teacher")} as teacher, bool_or(m.source = 'teacher') as by_teacher,
        ${latest("office")} as office, bool_or(m.source = 'office') as by_office
      from mark m where m.school_id = ${schoolId} and m.school_year between ${year - 1} and ${year}
      group by m.school_year, m.on_date, m.period, m.pupil_id
      having bool_or(m.source <> 'aeries'))
    select said.on_date::text, said.period, said.pupil_id,
      case when sent.mark_id is not null then json_build_array(sent.mark_id, sent.our_code, sent.at) end as sent,
      (select json_agg(json_build_array(m.id, m.source, m.code, m.at)) from mark m
        where m.school_id = ${schoolId} and m.school_year = said.school_year and m.on_date = said.on_date
          and m.period = said.period and m.pupil_id = said.pupil_id) as marks
    from said left join sent on sent.on_date = said.on_date and sent.period = said.period and sent.pupil_id = said.pupil_id
    where by_teacher and (teacher is distinct from aeries or (sent.mark_id is not null and teacher is distinct from sent.our_code))
      or by_office and (office is distinct from aeries or (sent.mark_id is not null and office is distinct from sent.our_code))`);
  const readAt = await readReadings(tx, schoolId, [...new Set(rows.map((row) => row.on_date))]);
  return rows.map(({ pupil_id, on_date, period, marks, sent }) => ({
    pupilId: pupil_id,
    date: Temporal.PlainDate.from(on_date),
    period,
    marks: marks.map(numberedMark),
    aeriesReadAt: readAt.get(on_date) ?? null,
    sent: sent && { markId: sent[0], code: sent[1], at: Temporal.Instant.from(sent[2]) },
  }));
}

/** When the newest successful reading of each day's attendance began. Days never read are left out. */
async function readReadings(
  tx: Tx,
  schoolId: number,
  days: readonly string[],
): Promise<Map<string, Temporal.Instant>> {
  const rows = await tx.execute<{
    day: string;
    at: string;
  }>(sql`select d.day::text, to_json(r.started_at) #>> '{}' as at
    from unnest(${`{${days.join(",")}}`}::date[]) as d(day)
    cross join lateral (select started_at from sync_run
      where school_id = ${schoolId} and resource = 'attendance' and outcome = 'ok' and d.day between window_from and window_to
      order by started_at desc limit 1) r`);
  return new Map(rows.map((row) => [row.day, Temporal.Instant.from(row.at)]));
}
