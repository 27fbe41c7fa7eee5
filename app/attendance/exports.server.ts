import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { authorOf, recordChange, recordView } from "#app/access/trace.server.ts";
import type { Clock } from "#app/context.ts";
import { markExport, markExportItem, markExportStep } from "#drizzle/schema/attendance.ts";
import { type ExportState, type ExportStep, exportState, isOpen, stepRefusal } from "./export-steps.ts";
import { importFile } from "./import-file.ts";
import type { OutgoingMark } from "./outgoing.ts";
import { readItems, readNewestExport, readSteps } from "./read-exports.server.ts";
import { type Difference, newestMarkHere, readDifference, readImportKeys } from "./read-outgoing.server.ts";

export type Proposed =
  | { kind: "proposed"; exportId: number }
  /** One is on its way already: this one. */
  | { kind: "open"; exportId: number }
  | { kind: "refused"; sentence: string }
  | { kind: "unknown" };

export type StepTaken =
  | { kind: "taken" }
  /** It had been taken before: nothing was done again. */
  | { kind: "already" }
  | { kind: "refused"; sentence: string }
  | { kind: "unknown" };

export type Download = { kind: "file"; name: string; text: string } | Exclude<StepTaken, { kind: "taken" }>;

type Which = { schoolId: number; exportId: number };

export const takenInAeries =
  "This school takes its registers in Aeries, so Aeries has every mark first and nothing has to go there from here.";

/** One at a time for a school: what follows is decided by what the one before has written. */
const alone = (tx: Tx, schoolId: number) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`exports ${schoolId}`}, 0))`);

/**
 * Puts what changed since the last done export up for approval. A school has one export on its way at most: while it
 * is, that one is answered. Safe to run again.
 */
export async function proposeExport(tx: Tx, actor: Actor, clock: Clock, schoolId: number): Promise<Proposed> {
  await alone(tx, schoolId);
  const keys = await readImportKeys(tx, schoolId);
  if (keys === null) return { kind: "unknown" };
  if (keys.home === "aeries") return { kind: "refused", sentence: takenInAeries };
  const newest = await readNewestExport(tx, schoolId);
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
    subject: subjectOf(exportId),
    pupilIds: pupilsOf(ready),
    before: codes((item) => item.aeriesCode),
    after: codes((item) => item.ourCode),
  });
  return exportId;
}

const subjectOf = (exportId: number) => `marks to Aeries, export ${exportId}`;
const pupilsOf = (items: readonly OutgoingMark[]) => [...new Set(items.map((item) => item.pupilId))];

/** Approves an export, or marks it as imported, or withdraws it with a reason. Safe to run again. */
export async function takeStep(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { step, reason, ...which }: Which & { step: Exclude<ExportStep, "downloaded">; reason?: string },
): Promise<StepTaken> {
  const found = await readyFor(tx, which, step, reason ?? null);
  if (found.kind !== "ready") return found;
  const items = await readItems(tx, which.schoolId, which.exportId);
  await note(tx, actor, clock.now(), which, items, { step, reason: reason?.trim() ?? null });
  return { kind: "taken" };
}

/**
 * The file of an approved export. That it was downloaded, and by whom, is a step and a change on record, and counts as
 * having looked at its pupils. It can be downloaded again until it is marked as imported.
 */
export async function downloadExport(tx: Tx, actor: Actor, clock: Clock, which: Which): Promise<Download> {
  const found = await readyFor(tx, which, "downloaded", null);
  if (found.kind !== "ready") return found;
  const { schoolId, exportId } = which;
  const items = await readItems(tx, schoolId, exportId);
  const keys = await readImportKeys(tx, schoolId);
  const text = keys && importFile(schoolId, items, keys);
  if (text === null) return { kind: "refused", sentence: numberGone };
  const now = clock.now();
  await note(tx, actor, now, which, items, { step: "downloaded", reason: null });
  await recordView(tx, actor, now, "export file", pupilsOf(items));
  return { kind: "file", name: `attendance-${schoolId}-export-${exportId}.csv`, text };
}

export const numberGone =
  "There is no file: Aeries no longer has a number for a day or a pupil in this export. Withdraw it and propose again.";

type Ready = { kind: "ready"; state: ExportState };

async function readyFor(
  tx: Tx,
  { schoolId, exportId }: Which,
  step: ExportStep,
  reason: string | null,
): Promise<Ready | Exclude<StepTaken, { kind: "taken" }>> {
  await alone(tx, schoolId);
  const found = await readSteps(tx, schoolId, exportId);
  if (found === null) return { kind: "unknown" };
  const taken = found.steps.map((each) => each.step);
  const state = exportState(taken);
  if (step === "withdrawn" ? state === "withdrawn" : repeats(step, taken, state)) return { kind: "already" };
  const sentence = stepRefusal(state, step, reason);
  if (sentence !== null) return { kind: "refused", sentence };
  if (found.home === "aeries" && (step === "approved" || step === "downloaded"))
    return { kind: "refused", sentence: `${takenInAeries} Withdraw this export.` };
  return { kind: "ready", state };
}

/** A file is taken as often as it is wanted; the other steps once. */
const repeats = (step: ExportStep, taken: readonly ExportStep[], state: ExportState) =>
  step !== "downloaded" && taken.includes(step) && state !== "withdrawn";

async function note(
  tx: Tx,
  actor: Actor,
  at: Temporal.Instant,
  { schoolId, exportId }: Which,
  items: readonly OutgoingMark[],
  { step, reason }: { step: ExportStep; reason: string | null },
): Promise<void> {
  // The same file asked for twice in one instant is one step.
  await tx
    .insert(markExportStep)
    .values({ schoolId, exportId, step, by: actor.userId, at, reason })
    .onConflictDoNothing();
  await recordChange(tx, authorOf(actor), at, {
    schoolId,
    action: step === "done" ? "export marked as imported" : `export ${step}`,
    subject: subjectOf(exportId),
    pupilIds: pupilsOf(items),
    reason,
  });
}
