import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { authorOf, recordChange } from "#app/access/trace.server.ts";
import type { Clock } from "#app/context.ts";
import { paths } from "#app/paths.ts";
import { markExport, markExportItem } from "#drizzle/schema/attendance.ts";
import { alone, type ExportDesk, subjectOf } from "./export-desk.server.ts";
import { isOpen } from "./export-steps.ts";
import { importFile } from "./import-file.ts";
import type { OutgoingMark } from "./outgoing.ts";
import { markExportTables, readItems, readNewestExport } from "./read-exports.server.ts";
import { type Difference, newestMarkHere, readDifference, readImportKeys } from "./read-outgoing.server.ts";

export type Proposed =
  | { kind: "proposed"; exportId: number }
  /** One is on its way already: this one. */
  | { kind: "open"; exportId: number }
  | { kind: "refused"; sentence: string }
  | { kind: "unknown" };

export const takenInAeries =
  "This school takes its registers in Aeries, so Aeries has every mark first and nothing has to go there from here.";

/**
 * Puts what changed since the last done export up for approval. A school has one export on its way at most: while it
 * is, that one is answered. Safe to run again.
 */
export async function proposeExport(tx: Tx, actor: Actor, clock: Clock, schoolId: number): Promise<Proposed> {
  await alone(tx, markDesk, schoolId);
  const keys = await readImportKeys(tx, schoolId);
  if (keys === null) return { kind: "unknown" };
  if (keys.home === "aeries") return { kind: "refused", sentence: takenInAeries };
  const newest = await readNewestExport(tx, markExportTables, schoolId);
  if (newest !== null && isOpen(newest.state)) return { kind: "open", exportId: newest.id };
  const difference = await readDifference(tx, schoolId, clock.today(), keys);
  if (difference.ready.length === 0) return { kind: "refused", sentence: nothingReady(difference) };
  const throughMarkId = await newestMarkHere(tx, schoolId, clock.today());
  const exportId = await append(tx, actor, clock.now(), { schoolId, throughMarkId }, difference.ready);
  return { kind: "proposed", exportId };
}

function nothingReady({ held }: Difference): string {
  if (held.length === 0)
    return "There is nothing to propose: no mark here has changed since the last export, or Aeries has it already.";
  return `There is nothing to propose yet: ${held.length === 1 ? "1 mark is" : `${held.length} marks are`} held. The list below says why.`;
}

async function append(
  tx: Tx,
  actor: Actor,
  at: Temporal.Instant,
  { schoolId, throughMarkId }: { schoolId: number; throughMarkId: number },
  ready: readonly OutgoingMark[],
): Promise<number> {
  const [made] = await tx
    .insert(markExport)
    .values({ schoolId, proposedBy: actor.userId, proposedAt: at, throughMarkId })
    .returning({ id: markExport.id });
  const exportId = made!.id;
  // A statement holds 65,535 parameters at most.
  for (let first = 0; first < ready.length; first += 5000)
    await tx.insert(markExportItem).values(
      ready.slice(first, first + 5000).map(({ date, ...item }) => ({
        ...item,
        schoolId,
        exportId,
        onDate: date,
      })),
    );
  const codes = (code: (item: OutgoingMark) => string | null) =>
    Object.fromEntries(
      ready.map((item) => [`${item.pupilId} ${item.date}${item.period && ` ${item.period}`}`, code(item)]),
    );
  await recordChange(tx, authorOf(actor), at, {
    schoolId,
    action: "export proposed",
    subject: subjectOf(markDesk, exportId),
    pupilIds: pupilsOf(ready),
    before: codes((item) => item.aeriesCode),
    after: codes((item) => item.ourCode),
  });
  return exportId;
}

const pupilsOf = (items: readonly OutgoingMark[]) => [...new Set(items.map((item) => item.pupilId))];

/** Marks of registers that are taken here, on their way to Aeries. A done export is withdrawn, and proposed again. */
export const markDesk: ExportDesk = {
  subject: "marks to Aeries",
  tables: markExportTables,
  takenBack: "withdrawal",
  paths: paths.exports,
  async bar(tx, { schoolId }, step) {
    if (step !== "approved" && step !== "downloaded") return null;
    const keys = await readImportKeys(tx, schoolId);
    return keys?.home === "aeries" ? `${takenInAeries} Withdraw this export.` : null;
  },
  pupilIds: async (tx, which) => pupilsOf(await readItems(tx, which)),
  async file(tx, which) {
    const keys = await readImportKeys(tx, which.schoolId);
    const text = keys && importFile(which.schoolId, await readItems(tx, which), keys);
    return text === null
      ? { refused: numberGone }
      : { name: `attendance-${which.schoolId}-export-${which.exportId}.csv`, text };
  },
};

export const numberGone =
  "There is no file: Aeries no longer has a number for a day or a pupil in this export. Withdraw it and propose again.";
