import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { changePurpose } from "#app/recovery/change-purpose.server.ts";
import { standingsInLine } from "#app/recovery/line-standings.server.ts";
import { readPurpose } from "#app/recovery/purpose-form.ts";
import { sessionPage, sessionPost } from "#app/recovery/session-route.server.ts";

export { SessionRoute as default, sessionMeta as meta } from "#app/recovery/session-route.tsx";

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return sessionPage({ context, params }, actor);
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const { at, values, author, now, refuse, done } = await sessionPost(
    { context, request, params },
    actor,
    "purpose",
  );
  const read = readPurpose(values);
  if (!read.ok) return refuse(read.errors);
  const standings = await standingsInLine(context, at, now.today);
  const refusal = await context.door.asActor(actor, (tx) =>
    changePurpose(tx, at, read.purpose, { author, now, standings }),
  );
  if (refusal === "unknown") throw beyondScope(context);
  return refusal === null ? done() : refuse({ "": refusal });
}
