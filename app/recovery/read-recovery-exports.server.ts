import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import {
  type ExportRow,
  type ExportTables,
  readExports,
  type WhichExport,
} from "#app/attendance/read-exports.server.ts";
import { type ExportItem, type RecoveryExportKind, type SentItem, slotKey } from "./export-item.ts";

export const recoveryExportTables: ExportTables = {
  batch: sql`recovery_export`,
  step: sql`recovery_export_step`,
  item: sql`recovery_export_item`,
};

/** `undoneBy`: the export that takes this one back and was not withdrawn. */
export type RecoveryExportRow = ExportRow & {
  kind: RecoveryExportKind;
  undoes: number | null;
  undoneBy: number | null;
};

/** The school's exports of recovery, newest first, or one of them. Two statements. */
export async function readRecoveryExports(
  tx: Tx,
  schoolId: number,
  which: { newest: number } | { exportId: number },
): Promise<RecoveryExportRow[]> {
  const [rows, kinds] = await Promise.all([
    readExports(tx, recoveryExportTables, schoolId, which),
    tx.execute<{ id: number; kind: RecoveryExportKind; undoes: number | null; undoneBy: number | null }>(sql`
      select e.id::int as id, e.kind, e.undoes::int as undoes,
        (select max(u.id)::int from recovery_export u where u.school_id = e.school_id and u.undoes = e.id
          and not exists (select 1 from recovery_export_step w
            where w.school_id = u.school_id and w.export_id = u.id and w.step = 'withdrawn')) as "undoneBy"
      from recovery_export e where e.school_id = ${schoolId}
        ${"exportId" in which ? sql`and e.id = ${which.exportId}` : sql``}
      order by e.id desc limit ${"newest" in which ? which.newest : 1}`),
  ]);
  const byId = new Map(kinds.map((row) => [row.id, row]));
  return rows.flatMap((row) => {
    const more = byId.get(row.id);
    return more ? [{ ...row, kind: more.kind, undoes: more.undoes, undoneBy: more.undoneBy }] : [];
  });
}

type ItemRow = Omit<ExportItem, "date" | "madeUpOn"> & { date: string; madeUpOn: string | null };
const itemColumns = sql`i.pupil_id as "pupilId", i.on_date::text as date, i.session_id::int as "sessionId", i.action,
  i.student_number as "studentNumber", i.day_number as "dayNumber", i.code, i.made_up_on::text as "madeUpOn", i.comment, i.minutes`;
const itemOf = (row: ItemRow): ExportItem => ({
  ...row,
  date: Temporal.PlainDate.from(row.date),
  madeUpOn: row.madeUpOn === null ? null : Temporal.PlainDate.from(row.madeUpOn),
});

/** Every item of an export, as it was proposed, by day and pupil. */
export async function readExportItems(tx: Tx, { schoolId, exportId }: WhichExport): Promise<ExportItem[]> {
  const rows = await tx.execute<ItemRow>(sql`select ${itemColumns} from recovery_export_item i
    where i.school_id = ${schoolId} and i.export_id = ${exportId} order by i.on_date, i.pupil_id, i.session_id`);
  return rows.map(itemOf);
}

/**
 * By slot, what Aeries was told last: the newest item of an export marked as done. `since`: the first day looked at.
 * @param before what it had been told before this export was done
 */
export async function readSent(
  tx: Tx,
  at: { schoolId: number; kind: RecoveryExportKind; since: Temporal.PlainDate },
  before?: { exportId: number; doneAt: Temporal.Instant },
): Promise<Map<string, SentItem>> {
  const earlier: SQL = before
    ? sql`and (d.at, e.id) < (${before.doneAt.toString()}::timestamptz, ${before.exportId})`
    : sql``;
  const rows = await tx.execute<ItemRow & { exportId: number; doneAt: string }>(sql`
    select distinct on (i.on_date, i.pupil_id, i.session_id) ${itemColumns}, e.id::int as "exportId",
      to_json(d.at) #>> '{}' as "doneAt"
    from recovery_export e
    join recovery_export_step d on d.school_id = e.school_id and d.export_id = e.id and d.step = 'done'
    join recovery_export_item i on i.school_id = e.school_id and i.export_id = e.id
    where e.school_id = ${at.schoolId} and e.kind = ${at.kind} and i.on_date >= ${at.since.toString()}::date ${earlier}
    order by i.on_date, i.pupil_id, i.session_id, d.at desc, e.id desc`);
  return new Map(
    rows.map(({ exportId, doneAt, ...row }) => {
      const item = itemOf(row);
      return [slotKey(item), { ...item, exportId, doneAt: Temporal.Instant.from(doneAt) }];
    }),
  );
}
