import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { attestSession } from "#app/recovery/attestation.server.ts";
import { sessionPage, sessionPost } from "#app/recovery/session-route.server.ts";
import { presenceTroubles } from "#app/recovery/times-form.ts";

export { SessionRoute as default, sessionMeta as meta } from "#app/recovery/session-route.tsx";

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return sessionPage({ context, params }, actor);
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:attest", params.schoolId);
  const { at, author, now, refuse, done } = await sessionPost(
    { context, request, params },
    actor,
    "attestation",
  );
  const attested = await context.door.asActor(actor, (tx) =>
    attestSession(tx, at, { author, staffId: actor.staffId, now, jobs: context.jobs }),
  );
  return attested.ok ? done() : refuse(presenceTroubles(attested.troubles));
}
