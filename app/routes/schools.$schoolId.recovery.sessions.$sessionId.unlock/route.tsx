import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { sessionPage, sessionPost } from "#app/recovery/session-route.server.ts";
import { unlockHours, unlockSession } from "#app/recovery/session-unlock.server.ts";

export { SessionRoute as default, sessionMeta as meta } from "#app/recovery/session-route.tsx";

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return sessionPage({ context, params }, actor);
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:unlock", params.schoolId);
  const { at, text, author, now, refuse, done } = await sessionPost(
    { context, request, params },
    actor,
    "unlock",
  );
  const errors: Record<string, string> = {};
  const hours = unlockHours.find((number) => String(number) === text("hours"));
  const reason = text("unlockReason");
  if (hours === undefined) errors.hours = "Choose for how long.";
  if (reason === "" || reason.length > 300)
    errors.unlockReason = "Say why the times are opened, within 300 letters.";
  if (hours === undefined || Object.keys(errors).length > 0) return refuse(errors);
  const refusal = await context.door.asActor(actor, (tx) =>
    unlockSession(tx, at, { hours, reason }, { author, at: now.at }),
  );
  return refusal === null ? done() : refuse({ "": refusal });
}
