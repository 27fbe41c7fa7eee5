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

export type Difference = { ready: OutgoingMark[]; held: HeldMark[]; throughMarkId: number };

/** What would go out if it were proposed now. Looks at this school year and the one before. */
export async function readDifference(
  tx: Tx,
  schoolId: number,
  today: Temporal.PlainDate,
  keys: ImportKeys,
): Promise<Difference> {
  const slots = await readSlots(tx, schoolId, schoolYearOf(today) - 1);
  // By a loop: a year of a large school is more marks than a call may have arguments.
  let throughMarkId = 0;
  for (const { marks } of slots)
    for (const mark of marks) if (mark.source !== "aeries") throughMarkId = Math.max(throughMarkId, mark.id);
  return { ...holdBack(outgoingMarks(slots), keys), throughMarkId };
}

type SlotRow = { on_date: string; period: string; pupil_id: number; marks: MarkJson[] };
type SentRow = {
  on_date: string;
  period: string;
  pupil_id: number;
  mark_id: string;
  our_code: string | null;
  at: string;
};

/** Every pupil, day and period about which somebody here has spoken. Of each voice only its latest is read. */
async function readSlots(tx: Tx, schoolId: number, sinceYear: number): Promise<Slot[]> {
  const rows = await tx.execute<SlotRow>(sql`select on_date::text, period, pupil_id,
      json_agg(json_build_array(id, source, code, at)) as marks
    from (select m.on_date, m.period, m.pupil_id, m.id, m.source, m.code, m.at,
        rank() over (partition by m.on_date, m.period, m.pupil_id, m.source order by m.at desc) as age
      from mark m where m.school_id = ${schoolId} and m.school_year >= ${sinceYear}) said
    where age = 1 group by on_date, period, pupil_id having bool_or(source <> 'aeries')`);
  const sent = await readSent(tx, schoolId, sinceYear);
  const readAt = await readReadings(tx, schoolId, [...new Set(rows.map((row) => row.on_date))]);
  return rows.map((row) => ({
    pupilId: row.pupil_id,
    date: Temporal.PlainDate.from(row.on_date),
    period: row.period,
    marks: row.marks.map(numberedMark),
    aeriesReadAt: readAt.get(row.on_date) ?? null,
    sent: sent.get(keyOf(row)) ?? null,
  }));
}

const keyOf = (row: Pick<SlotRow, "on_date" | "period" | "pupil_id">) =>
  `${row.on_date} ${row.pupil_id} ${row.period}`;

/** What the newest export told Aeries about each, of those that were done and not withdrawn after all. */
async function readSent(tx: Tx, schoolId: number, sinceYear: number) {
  const rows = await tx.execute<SentRow>(sql`select distinct on (i.on_date, i.period, i.pupil_id)
      i.on_date::text, i.period, i.pupil_id, i.mark_id, i.our_code, to_json(d.at) #>> '{}' as at
    from mark_export_item i
    join mark_export_step d on d.school_id = i.school_id and d.export_id = i.export_id and d.step = 'done'
    where i.school_id = ${schoolId} and i.on_date >= make_date(${sinceYear}, 7, 1)
      and not exists (select 1 from mark_export_step w
        where w.school_id = i.school_id and w.export_id = i.export_id and w.step = 'withdrawn')
    order by i.on_date, i.period, i.pupil_id, i.export_id desc`);
  return new Map(
    rows.map((row) => [
      keyOf(row),
      { markId: Number(row.mark_id), code: row.our_code, at: Temporal.Instant.from(row.at) },
    ]),
  );
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
