import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { type ExportState, type ExportStep, exportState } from "./export-steps.ts";
import type { OutgoingMark } from "./outgoing.ts";

export type StepRow = { step: ExportStep; at: Temporal.Instant; by: string; reason: string | null };
export type ExportRow = {
  id: number;
  proposedBy: string;
  proposedAt: Temporal.Instant;
  itemCount: number;
  state: ExportState;
  steps: StepRow[];
};

export type WhichExport = { schoolId: number; exportId: number };

/** Where one kind of exports is kept: tables with the same columns. */
export type ExportTables = { batch: SQL; step: SQL; item: SQL };
export const markExportTables: ExportTables = {
  batch: sql`mark_export`,
  step: sql`mark_export_step`,
  item: sql`mark_export_item`,
};

type StepJson = [ExportStep, string, string | null, string | null];
const stepsAsJson = ({
  step,
}: ExportTables) => sql`(select coalesce(json_agg(json_build_array(t.step, t.at, u.name, t.reason) order by t.at, t.step), '[]')
  from ${step} t left join user_account u on u.id = t.by
  where t.school_id = e.school_id and t.export_id = e.id)`;
const stepsOf = (rows: StepJson[]): StepRow[] =>
  rows.map(([step, at, by, reason]) => ({
    step,
    at: Temporal.Instant.from(at),
    by: by ?? "Someone",
    reason,
  }));

/** The school's exports, newest first, or one of them. */
export async function readExports(
  tx: Tx,
  tables: ExportTables,
  schoolId: number,
  which: { newest: number } | { exportId: number },
): Promise<ExportRow[]> {
  const one = "exportId" in which ? sql`and e.id = ${which.exportId}` : sql``;
  const rows = await tx.execute<{
    id: string;
    by: string | null;
    at: string;
    items: number;
    steps: StepJson[];
  }>(sql`select e.id, u.name as by, to_json(e.proposed_at) #>> '{}' as at, ${stepsAsJson(tables)} as steps,
      (select count(*)::int from ${tables.item} i where i.school_id = e.school_id and i.export_id = e.id) as items
    from ${tables.batch} e left join user_account u on u.id = e.proposed_by
    where e.school_id = ${schoolId} ${one}
    order by e.id desc limit ${"newest" in which ? which.newest : 1}`);
  return rows.map((row) => {
    const steps = stepsOf(row.steps);
    return {
      id: Number(row.id),
      proposedBy: row.by ?? "Someone",
      proposedAt: Temporal.Instant.from(row.at),
      itemCount: row.items,
      state: exportState(steps.map((each) => each.step)),
      steps,
    };
  });
}

/** The export that is on its way, or was last. `of`: among these alone. */
export async function readNewestExport(
  tx: Tx,
  tables: ExportTables,
  schoolId: number,
  of: SQL = sql`true`,
): Promise<{ id: number; state: ExportState } | null> {
  const [row] = await tx.execute<{ id: string; steps: ExportStep[] }>(sql`select e.id,
      array(select t.step from ${tables.step} t where t.school_id = e.school_id and t.export_id = e.id) as steps
    from ${tables.batch} e where e.school_id = ${schoolId} and ${of} order by e.id desc limit 1`);
  return row ? { id: Number(row.id), state: exportState(row.steps) } : null;
}

/** The steps of one export; null for one out of scope. */
export async function readSteps(
  tx: Tx,
  tables: ExportTables,
  { schoolId, exportId }: WhichExport,
): Promise<StepRow[] | null> {
  const [row] = await tx.execute<{ steps: StepJson[] }>(sql`select ${stepsAsJson(tables)} as steps
    from ${tables.batch} e where e.school_id = ${schoolId} and e.id = ${exportId}`);
  return row ? stepsOf(row.steps) : null;
}

/** Every mark of an export, as it was proposed. */
export async function readItems(tx: Tx, { schoolId, exportId }: WhichExport): Promise<OutgoingMark[]> {
  const rows = await tx.execute<{
    pupil_id: number;
    on_date: string;
    period: string;
    aeries_code: string | null;
    our_code: string | null;
    mark_id: string;
  }>(sql`select pupil_id, on_date::text, period, aeries_code, our_code, mark_id from mark_export_item
    where school_id = ${schoolId} and export_id = ${exportId} order by on_date, pupil_id, period`);
  return rows.map((row) => ({
    pupilId: row.pupil_id,
    date: Temporal.PlainDate.from(row.on_date),
    period: row.period,
    aeriesCode: row.aeries_code,
    ourCode: row.our_code,
    markId: Number(row.mark_id),
  }));
}
