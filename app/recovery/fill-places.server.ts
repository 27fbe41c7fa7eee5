import type { Context } from "#app/context.ts";
import type { JobData } from "#app/jobs/names.ts";
import { standingsInLine } from "./line-standings.server.ts";
import { momentIn } from "./moment.ts";
import { fillComing } from "./neighbors.server.ts";
import { fillPlaces } from "./places.server.ts";

/**
 * The job that gives places left over to whoever waits: after a release filled none, a clash has ended, or the ratio has
 * become looser. For a whole school it asks for itself once a session.
 */
export async function runFillPlaces(
  context: Context,
  { schoolId, sessionId }: JobData["fill-places"],
): Promise<void> {
  const now = momentIn(context.settings.timeZone, context.clock.now());
  if (sessionId === undefined)
    return context.door.asSystem("waiting lists of a school's recovery", [schoolId], (tx) =>
      fillComing(tx, context.jobs, schoolId, now.today),
    );
  const at = { schoolId, sessionId };
  const standings = await standingsInLine(context, at, now.today);
  const placed = await context.door.asSystem("fill places of a recovery session", [at.schoolId], (tx) =>
    fillPlaces(tx, at, { author: { by: null, actor: "fill-places" }, now, standings }),
  );
  if (placed.length > 0)
    context.log.info("recovery_places_filled", {
      school: at.schoolId,
      session: at.sessionId,
      pupils: placed.length,
    });
}
