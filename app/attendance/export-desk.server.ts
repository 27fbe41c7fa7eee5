import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { authorOf, recordChange, recordView } from "#app/access/trace.server.ts";
import type { Clock } from "#app/context.ts";
import type { ExportPaths } from "#app/paths.ts";
import { type ExportStep, exportState, stepRefusal, type TakenBack } from "./export-steps.ts";
import { type ExportTables, readSteps, type WhichExport } from "./read-exports.server.ts";

/** One kind of exports to Aeries: where they are kept, and what is their own about the steps. */
export type ExportDesk = {
  /** How the record of changes names them: "marks to Aeries". */
  subject: string;
  tables: ExportTables;
  takenBack: TakenBack;
  paths: ExportPaths;
  /** What else stands against a step, as a sentence. */
  bar(tx: Tx, which: WhichExport, step: ExportStep): Promise<string | null>;
  pupilIds(tx: Tx, which: WhichExport): Promise<number[]>;
  /** The import file, or a sentence that says why there is none. */
  file(tx: Tx, which: WhichExport): Promise<{ name: string; text: string } | { refused: string }>;
};

export type StepTaken =
  | { kind: "taken" }
  /** It had been taken before: nothing was done again. */
  | { kind: "already" }
  | { kind: "refused"; sentence: string }
  | { kind: "unknown" };

export type Download = { kind: "file"; name: string; text: string } | Exclude<StepTaken, { kind: "taken" }>;

/** One at a time for a school: what follows is decided by what the one before has written. */
export const alone = (tx: Tx, desk: Pick<ExportDesk, "subject">, schoolId: number) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${desk.subject} ${schoolId}`}, 0))`);

export const subjectOf = (desk: Pick<ExportDesk, "subject">, exportId: number) =>
  `${desk.subject}, export ${exportId}`;

/** Approves an export, or marks it as imported, or withdraws it with a reason. Safe to run again. */
export async function takeStep(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  desk: ExportDesk,
  { step, reason, ...which }: WhichExport & { step: Exclude<ExportStep, "downloaded">; reason?: string },
): Promise<StepTaken> {
  const stop = await stopAt(tx, desk, which, step, reason ?? null);
  if (stop !== null) return stop;
  const pupilIds = await desk.pupilIds(tx, which);
  await note(tx, actor, clock.now(), desk, which, pupilIds, { step, reason: reason?.trim() ?? null });
  return { kind: "taken" };
}

/**
 * The file of an approved export. That it was downloaded, and by whom, is a step and a change on record, and counts as
 * having looked at its pupils. It can be downloaded again until it is marked as imported.
 */
export async function downloadExport(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  desk: ExportDesk,
  which: WhichExport,
): Promise<Download> {
  const stop = await stopAt(tx, desk, which, "downloaded", null);
  if (stop !== null) return stop;
  const file = await desk.file(tx, which);
  if ("refused" in file) return { kind: "refused", sentence: file.refused };
  const pupilIds = await desk.pupilIds(tx, which);
  const now = clock.now();
  await note(tx, actor, now, desk, which, pupilIds, { step: "downloaded", reason: null });
  await recordView(tx, actor, now, "export file", pupilIds);
  return { kind: "file", ...file };
}

/** Why the step is not taken, or null when it can be. */
async function stopAt(
  tx: Tx,
  desk: ExportDesk,
  which: WhichExport,
  step: ExportStep,
  reason: string | null,
): Promise<Exclude<StepTaken, { kind: "taken" }> | null> {
  await alone(tx, desk, which.schoolId);
  const steps = await readSteps(tx, desk.tables, which);
  if (steps === null) return { kind: "unknown" };
  const taken = steps.map((each) => each.step);
  const state = exportState(taken);
  // A file is taken as often as it is wanted; the other steps once.
  const repeats = step !== "downloaded" && taken.includes(step);
  if (step === "withdrawn" ? state === "withdrawn" : repeats && state !== "withdrawn")
    return { kind: "already" };
  const sentence = stepRefusal(state, step, reason, desk.takenBack) ?? (await desk.bar(tx, which, step));
  return sentence === null ? null : { kind: "refused", sentence };
}

async function note(
  tx: Tx,
  actor: Actor,
  at: Temporal.Instant,
  desk: ExportDesk,
  { schoolId, exportId }: WhichExport,
  pupilIds: readonly number[],
  { step, reason }: { step: ExportStep; reason: string | null },
): Promise<void> {
  // The same file asked for twice in one instant is one step.
  await tx.execute(sql`insert into ${desk.tables.step} (school_id, export_id, step, by, at, reason)
    values (${schoolId}, ${exportId}, ${step}, ${actor.userId}, ${at.toString()}, ${reason}) on conflict do nothing`);
  await recordChange(tx, authorOf(actor), at, {
    schoolId,
    action: step === "done" ? "export marked as imported" : `export ${step}`,
    subject: subjectOf(desk, exportId),
    pupilIds,
    reason,
  });
}
