import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { authorOf, recordChange } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { readingAsked } from "./sync-status.server.ts";

/** Has a school read from Aeries as soon as the worker is free; asked twice, it is read once. */
export async function askForReading(
  tx: Tx,
  context: Context,
  actor: Actor,
  ask: { schoolId: number; full: boolean },
): Promise<void> {
  await recordChange(tx, authorOf(actor), context.clock.now(), {
    schoolId: ask.schoolId,
    action: readingAsked,
    subject: ask.full ? "everything of this year" : "what changed",
  });
  await context.jobs.enqueue(tx, "sync-school", { ...ask, startedBy: actor.userId });
}
