import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { cancelSession } from "#app/recovery/cancellation.server.ts";
import { sessionPage, sessionPost } from "#app/recovery/session-route.server.ts";

export { SessionRoute as default, sessionMeta as meta } from "#app/recovery/session-route.tsx";

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return sessionPage({ context, params }, actor);
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const sent = await sessionPost({ context, request, params }, actor, "cancellation");
  const { at, author, now, refuse, done } = sent;
  const reason = sent.text("cancelReason");
  if (reason === "" || reason.length > 300)
    return refuse({ cancelReason: "Say why the session is cancelled, within 300 letters." });
  const doing = { jobs: context.jobs, at: now.at, today: now.today, author };
  const refusal = await context.door.asActor(actor, (tx) => cancelSession(tx, at, reason, doing));
  if (refusal === "unknown") throw beyondScope(context);
  return refusal === null ? done() : refuse({ "": `The session cannot be cancelled: it is ${refusal}.` });
}
