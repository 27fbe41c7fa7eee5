import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { ExportDesk } from "#app/attendance/export-desk.server.ts";
import type { WhichExport } from "#app/attendance/read-exports.server.ts";
import { paths } from "#app/paths.ts";
import {
  readExportItems,
  readRecoveryExports,
  recoveryExportTables,
} from "./read-recovery-exports.server.ts";
import { recoveryImportFile } from "./recovery-import-file.ts";

/** Days made up and minutes on their way to Aeries. What it has taken is taken back by a reverse file. */
export const recoveryDesk: ExportDesk = {
  subject: "recovery to Aeries",
  tables: recoveryExportTables,
  takenBack: "reverse file",
  paths: paths.recoveryExports,
  bar: async () => null,
  pupilIds: async (tx, which) => [...new Set((await readExportItems(tx, which)).map((item) => item.pupilId))],
  async file(tx, which) {
    const [found] = await readRecoveryExports(tx, which.schoolId, { exportId: which.exportId });
    if (!found || (await numberChanged(tx, which))) return { refused: numbersChanged };
    const what = found.kind === "ATT" ? "make-ups" : "recovery-minutes";
    return {
      name: `${what}-${which.schoolId}-export-${which.exportId}.csv`,
      text: recoveryImportFile(found.kind, which.schoolId, await readExportItems(tx, which)),
    };
  },
};

export const numbersChanged =
  "There is no file: Aeries has another number for a day or a pupil than when this was proposed. Withdraw it and propose again.";

/** Has Aeries renumbered a day or a pupil of an export since it was proposed? Its file would change another absence. */
export async function numberChanged(tx: Tx, { schoolId, exportId }: WhichExport): Promise<boolean> {
  const [row] = await tx.execute<{ changed: boolean }>(sql`
    select exists (select 1 from recovery_export_item i where i.school_id = ${schoolId} and i.export_id = ${exportId}
      and (not exists (select 1 from pupil p where p.school_id = i.school_id and p.pupil_id = i.pupil_id
          and p.student_number = i.student_number)
        or i.day_number is not null and not exists (select 1 from calendar_day d
          where d.school_id = i.school_id and d.date = i.on_date and d.day_number = i.day_number))) as changed`);
  return row!.changed;
}
