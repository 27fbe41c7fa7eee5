import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { writtenTitle } from "./code-title.ts";
import { markInForce } from "./mark.ts";
import { type OutgoingMark, ourMark } from "./outgoing.ts";
import { type MarkJson, numberedMark } from "./read-outgoing.server.ts";

/** A mark of an export beside what has become of it since. */
export type ExportedMark = OutgoingMark & {
  /** "Baker, Sam"; null when the pupil's record at this school is gone. */
  pupilName: string | null;
  /** The newest thing Aeries was read to say; null when it never had a mark there. */
  aeries: { code: string | null; at: Temporal.Instant } | null;
  /** What is in force here now, where it is another mark than the proposed one. */
  correctedTo: { code: string | null } | null;
  /** When the newest successful reading of that day began. */
  aeriesReadAt: Temporal.Instant | null;
  /** A later export, done and not withdrawn, with the same pupil, day and period. */
  laterExportId: number | null;
};

type Row = {
  pupil_id: number;
  pupil_name: string | null;
  on_date: string;
  period: string;
  aeries_code: string | null;
  our_code: string | null;
  mark_id: string;
  marks: MarkJson[];
  read_at: string | null;
  later: string | null;
};

/** The marks of an export with what has become of each, by day, name and period. */
export async function readExportedMarks(
  tx: Tx,
  which: { schoolId: number; exportId: number },
): Promise<ExportedMark[]> {
  const rows =
    await tx.execute<Row>(sql`select i.pupil_id, i.on_date::text, i.period, i.aeries_code, i.our_code, i.mark_id,
      p.last_name || ', ' || p.first_name as pupil_name,
      (select coalesce(json_agg(json_build_array(m.id, m.source, m.code, m.at)), '[]') from mark m
        where m.school_id = i.school_id
          and m.school_year = extract(year from i.on_date) - (extract(month from i.on_date) < 7)::int
          and m.on_date = i.on_date and m.period = i.period and m.pupil_id = i.pupil_id) as marks,
      (select to_json(r.started_at) #>> '{}' from sync_run r where r.school_id = i.school_id and r.resource = 'attendance'
          and r.outcome = 'ok' and i.on_date between r.window_from and r.window_to
        order by r.started_at desc limit 1) as read_at,
      (select min(n.export_id) from mark_export_item n
        where n.school_id = i.school_id and n.on_date = i.on_date and n.period = i.period and n.pupil_id = i.pupil_id
          and n.export_id > i.export_id
          and exists (select 1 from mark_export_step d
            where d.school_id = n.school_id and d.export_id = n.export_id and d.step = 'done')
          and not exists (select 1 from mark_export_step w
            where w.school_id = n.school_id and w.export_id = n.export_id and w.step = 'withdrawn')) as later
    from mark_export_item i left join pupil p on p.school_id = i.school_id and p.pupil_id = i.pupil_id
    where i.school_id = ${which.schoolId} and i.export_id = ${which.exportId}
    order by i.on_date, p.last_name, p.first_name, i.pupil_id, i.period`);
  return rows.map(itemOf);
}

function itemOf(row: Row): ExportedMark {
  const marks = row.marks.map(numberedMark);
  const { aeries } = markInForce(marks, "here").said;
  const ours = ourMark({ marks });
  const markId = Number(row.mark_id);
  return {
    pupilId: row.pupil_id,
    pupilName: row.pupil_name,
    date: Temporal.PlainDate.from(row.on_date),
    period: row.period,
    aeriesCode: row.aeries_code,
    ourCode: row.our_code,
    markId,
    aeries: aeries && { code: aeries.code, at: aeries.at },
    correctedTo: ours !== null && ours.id !== markId ? { code: ours.code } : null,
    aeriesReadAt: row.read_at === null ? null : Temporal.Instant.from(row.read_at),
    laterExportId: row.later === null ? null : Number(row.later),
  };
}

/** Names of these pupils at the school, "Baker, Sam". */
export async function readPupilNames(
  tx: Tx,
  schoolId: number,
  pupilIds: readonly number[],
): Promise<Map<number, string>> {
  const rows = await tx.execute<{ id: number; name: string }>(sql`select pupil_id as id,
      last_name || ', ' || first_name as name
    from pupil where school_id = ${schoolId} and pupil_id = any (${`{${pupilIds.join(",")}}`}::int[])`);
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** What this school calls its codes, those gone from Aeries' table too: marks still name them. */
export async function readCodeTitles(tx: Tx, schoolId: number): Promise<Map<string, string>> {
  const rows = await tx.execute<{ code: string; title: string }>(
    sql`select code, title from absence_code where school_id = ${schoolId}`,
  );
  return new Map(rows.map((row) => [row.code, writtenTitle(row.title)]));
}
