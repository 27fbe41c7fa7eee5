import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { type ExportStep, exportState } from "#app/attendance/export-steps.ts";
import { absenceKey, compareMakeups, type ItemOnItsWay, type MakeupComparison } from "./makeup-comparison.ts";
import { lookedAtSince, readClaimedDays, readMakeupKeys, readMakeupList } from "./makeup-facts.server.ts";
import { readExportItems, readSent } from "./read-recovery-exports.server.ts";

export type Compared = MakeupComparison & {
  list: { at: Temporal.Instant; fileName: string; by: string; rows: number } | null;
};

/** Our days made up against Aeries for a school, in this school year and the one before. */
export async function readComparison(
  tx: Tx,
  schoolId: number,
  today: Temporal.PlainDate,
  written: (moment: Temporal.Instant) => string,
): Promise<Compared> {
  const since = lookedAtSince(today);
  const sent = await readSent(tx, { schoolId, kind: "ATT", since });
  const keys = await readMakeupKeys(tx, schoolId, today);
  const claims = await readClaimedDays(tx, schoolId, since);
  const list = await readMakeupList(tx, schoolId);
  const open = await itemsOnTheirWay(tx, schoolId);
  const compared = compareMakeups({
    ...{ claims, open, list, written },
    ...{ studentNumbers: keys.studentNumbers, code: keys.code },
    sent: new Map([...sent.values()].map((item) => [absenceKey(item.pupilId, item.date), item])),
  });
  return {
    ...compared,
    list: list && { at: list.at, fileName: list.fileName, by: list.by, rows: list.makeups.size },
  };
}

/** The make-ups of the one export that is neither done nor withdrawn. */
async function itemsOnTheirWay(tx: Tx, schoolId: number): Promise<Map<string, ItemOnItsWay>> {
  const [open] = await tx.execute<{ id: number; steps: ExportStep[] }>(sql`select e.id::int as id,
      array(select t.step from recovery_export_step t where t.school_id = e.school_id and t.export_id = e.id) as steps
    from recovery_export e where e.school_id = ${schoolId} and e.kind = 'ATT'
      and not exists (select 1 from recovery_export_step t where t.school_id = e.school_id and t.export_id = e.id
        and t.step in ('done', 'withdrawn')) order by e.id desc limit 1`);
  if (!open) return new Map();
  const state = exportState(open.steps);
  const items = await readExportItems(tx, { schoolId, exportId: open.id });
  return new Map(
    items.map((item) => [absenceKey(item.pupilId, item.date), { exportId: open.id, state, item }]),
  );
}
