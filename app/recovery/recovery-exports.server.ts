import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { authorOf, recordChange } from "#app/access/trace.server.ts";
import { alone, subjectOf } from "#app/attendance/export-desk.server.ts";
import { isOpen } from "#app/attendance/export-steps.ts";
import type { Proposed } from "#app/attendance/exports.server.ts";
import { readNewestExport, type WhichExport } from "#app/attendance/read-exports.server.ts";
import { formatDay } from "#app/calendar/day.ts";
import type { Clock, Context } from "#app/context.ts";
import { recoveryExport, recoveryExportItem } from "#drizzle/schema/recovery-export.ts";
import { type ExportItem, type RecoveryExportKind, reverseItems } from "./export-item.ts";
import { minutesThatCount } from "./minutes-that-count.server.ts";
import type { AttestedMinutes } from "./outgoing-minutes.ts";
import { readRecoveryDifference } from "./read-recovery-difference.server.ts";
import {
  readExportItems,
  readRecoveryExports,
  readSent,
  recoveryExportTables,
} from "./read-recovery-exports.server.ts";
import { recoveryDesk } from "./recovery-desk.server.ts";

/**
 * Puts what has changed since the last done export of a kind up for approval. A school has one of each kind on its way
 * at most: while it is, that one is answered. Safe to run again.
 */
export async function proposeRecoveryExport(
  context: Context,
  actor: Actor,
  kind: RecoveryExportKind,
): Promise<Proposed> {
  const { schoolId } = actor;
  const counted = kind === "ATD" ? await minutesThatCount(context, schoolId) : [];
  return context.door.asActor(actor, (tx) => propose(tx, actor, context.clock, { schoolId, kind, counted }), {
    again: true,
  });
}

async function propose(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { schoolId, kind, counted }: { schoolId: number; kind: RecoveryExportKind; counted: AttestedMinutes[] },
): Promise<Proposed> {
  await alone(tx, recoveryDesk, schoolId);
  const newest = await readNewestExport(tx, recoveryExportTables, schoolId, sql`e.kind = ${kind}`);
  if (newest !== null && isOpen(newest.state)) return { kind: "open", exportId: newest.id };
  const { ready, held } = await readRecoveryDifference(tx, schoolId, kind, {
    today: clock.today(),
    counted,
  });
  if (ready.length === 0)
    return {
      kind: "refused",
      sentence:
        held.length === 0
          ? "There is nothing to propose: Aeries has been told everything."
          : `There is nothing to propose yet: ${held.length === 1 ? "1 row is" : `${held.length} rows are`} held. The list below says why.`,
    };
  const exportId = await append(tx, actor, clock.now(), { schoolId, kind, undoes: null }, ready);
  return { kind: "proposed", exportId };
}

/**
 * Proposes the export that puts Aeries back to where it was before a done one. Each can be taken back once; asked
 * again, the one that takes it back is answered.
 */
export async function proposeReverse(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  which: WhichExport,
): Promise<Proposed> {
  const { schoolId, exportId } = which;
  await alone(tx, recoveryDesk, schoolId);
  const [found] = await readRecoveryExports(tx, schoolId, { exportId });
  if (!found) return { kind: "unknown" };
  if (found.undoneBy !== null) return { kind: "open", exportId: found.undoneBy };
  const doneAt = found.steps.find(({ step }) => step === "done")?.at;
  if (found.state !== "done" || doneAt === undefined)
    return {
      kind: "refused",
      sentence:
        "Only an export that was marked as imported is taken back by a reverse file. Withdraw this one.",
    };
  const newest = await readNewestExport(tx, recoveryExportTables, schoolId, sql`e.kind = ${found.kind}`);
  if (newest !== null && isOpen(newest.state))
    return {
      kind: "refused",
      sentence: `Export ${newest.id} is on its way. Finish it or withdraw it, then propose the reverse file.`,
    };
  const items = await readExportItems(tx, which);
  const since = items.map(({ date }) => date).toSorted(Temporal.PlainDate.compare)[0] ?? clock.today();
  const at = { schoolId, kind: found.kind, since };
  const [now, before] = [await readSent(tx, at), await readSent(tx, at, { exportId, doneAt })];
  const reverse = reverseItems(exportId, items, now, before);
  if (reverse.items.length === 0)
    return {
      kind: "refused",
      sentence: "There is nothing to take back: later exports have changed every row of this one.",
    };
  const made = await append(
    tx,
    actor,
    clock.now(),
    { schoolId, kind: found.kind, undoes: exportId },
    reverse.items,
  );
  return { kind: "proposed", exportId: made };
}

async function append(
  tx: Tx,
  actor: Actor,
  at: Temporal.Instant,
  batch: { schoolId: number; kind: RecoveryExportKind; undoes: number | null },
  items: readonly ExportItem[],
): Promise<number> {
  const [made] = await tx
    .insert(recoveryExport)
    .values({ ...batch, proposedBy: actor.userId, proposedAt: at })
    .returning({ id: recoveryExport.id });
  const exportId = made!.id;
  // A statement holds 65,535 parameters at most.
  for (let first = 0; first < items.length; first += 4000)
    await tx.insert(recoveryExportItem).values(
      items.slice(first, first + 4000).map(({ date, ...item }) => ({
        ...item,
        schoolId: batch.schoolId,
        exportId,
        onDate: date,
      })),
    );
  await recordChange(tx, authorOf(actor), at, {
    schoolId: batch.schoolId,
    action: batch.undoes === null ? "export proposed" : "reverse export proposed",
    subject: subjectOf(recoveryDesk, exportId),
    pupilIds: [...new Set(items.map((item) => item.pupilId))],
    after: {
      kind: batch.kind,
      undoes: batch.undoes,
      items: items.map(({ pupilId, date, sessionId, action, code, madeUpOn, minutes }) => [
        pupilId,
        formatDay(date),
        sessionId,
        action,
        code,
        madeUpOn && formatDay(madeUpOn),
        minutes,
      ]),
    },
  });
  return exportId;
}
