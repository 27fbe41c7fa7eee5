import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { sessionPage } from "#app/recovery/session-route.server.ts";

export { SessionRoute as default, sessionMeta as meta } from "#app/recovery/session-route.tsx";

export const handle = { enhance: "session" };

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const from = Number(new URL(request.url).searchParams.get("from"));
  return sessionPage({ context, params }, actor, Number.isInteger(from) && from > 0 ? from : 1);
}
