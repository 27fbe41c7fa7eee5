import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { bookFromForm } from "#app/recovery/booking.server.ts";
import { readBooking } from "#app/recovery/booking.ts";
import { sessionPage, sessionPost } from "#app/recovery/session-route.server.ts";

export { SessionRoute as default, sessionMeta as meta } from "#app/recovery/session-route.tsx";

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return sessionPage({ context, params }, actor);
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:book", params.schoolId);
  const { at, values, now, refuse, done } = await sessionPost(
    { context, request, params },
    actor,
    "bookings",
  );
  const booking = readBooking(values);
  if (!booking.ok) return refuse(booking.errors);
  const refusal = await bookFromForm(context, actor, at, booking, now);
  if (refusal === "unknown") throw beyondScope(context);
  return refusal === null ? done() : refuse({ pupil: refusal });
}
