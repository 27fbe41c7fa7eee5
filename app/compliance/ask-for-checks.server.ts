import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { authorOf, recordChange } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";

/** Has every check carried out over all history as soon as the worker is free; asked twice, once. */
export async function askForChecks(tx: Tx, context: Context, actor: Actor): Promise<void> {
  await recordChange(tx, authorOf(actor), context.clock.now(), {
    schoolId: 0,
    action: "compliance check asked for",
    subject: "all history",
  });
  await context.jobs.enqueue(tx, "check-compliance", { whole: true });
}
