import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { changeCapacity } from "#app/recovery/capacity.server.ts";
import { standingsInLine } from "#app/recovery/line-standings.server.ts";
import { sessionPage, sessionPost } from "#app/recovery/session-route.server.ts";

export { SessionRoute as default, sessionMeta as meta } from "#app/recovery/session-route.tsx";

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return sessionPage({ context, params }, actor);
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const sent = await sessionPost({ context, request, params }, actor, "capacity");
  const { at, text, author, now, refuse, done } = sent;
  const capacity = Number(text("places") || Number.NaN);
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > 999)
    return refuse({ places: "Enter how many pupils the session has places for, at least 1." });
  const standings = await standingsInLine(context, at, now.today);
  const refusal = await context.door.asActor(actor, (tx) =>
    changeCapacity(tx, at, capacity, { author, now, standings }),
  );
  if (refusal === "unknown") throw beyondScope(context);
  return refusal === null ? done() : refuse({ places: refusal });
}
