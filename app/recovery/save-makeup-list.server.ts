import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { authorOf, recordChange } from "#app/access/trace.server.ts";
import type { Clock, Jobs } from "#app/context.ts";
import { aeriesMakeup, aeriesMakeupReading } from "#drizzle/schema/recovery-export.ts";
import type { MakeupRow } from "./outgoing-makeups.ts";

/**
 * Keeps a list of make-ups taken out of Aeries; the newest list of a school is what Aeries is known to have. What it
 * names counts toward the ten days, so claims follow (AR-CAP-2, AR-ABS-5).
 */
export async function saveMakeupList(
  tx: Tx,
  actor: Actor,
  { clock, jobs }: { clock: Clock; jobs: Jobs },
  list: { fileName: string; makeups: readonly MakeupRow[]; studentNumbers: ReadonlyMap<number, number> },
): Promise<void> {
  const { schoolId } = actor;
  const { fileName, makeups } = list;
  const at = clock.now();
  const [reading] = await tx
    .insert(aeriesMakeupReading)
    .values({ schoolId, fileName, rowCount: makeups.length, by: actor.userId, at })
    .returning({ id: aeriesMakeupReading.id });
  const readingId = reading!.id;
  // A statement holds 65,535 parameters at most.
  for (let first = 0; first < makeups.length; first += 5000)
    await tx.insert(aeriesMakeup).values(
      makeups.slice(first, first + 5000).map(({ date, studentNumber, code, madeUpOn, comment }) => ({
        ...{ schoolId, readingId, studentNumber, onDate: date, code, madeUpOn, comment },
      })),
    );
  const listed = new Set(makeups.map(({ studentNumber }) => studentNumber));
  await recordChange(tx, authorOf(actor), at, {
    schoolId,
    action: "list of make-ups read",
    subject: `make-ups in Aeries, list ${readingId}`,
    pupilIds: [...list.studentNumbers].flatMap(([pupilId, number]) => (listed.has(number) ? [pupilId] : [])),
    after: { rows: makeups.length },
  });
  await jobs.enqueue(tx, "settle-claims", {});
}
