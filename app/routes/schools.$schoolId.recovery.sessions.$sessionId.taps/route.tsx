import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { sessionPage, sessionPost } from "#app/recovery/session-route.server.ts";
import { recordTap } from "#app/recovery/tap.server.ts";
import { readTap } from "#app/recovery/tap-form.ts";

export { SessionRoute as default, sessionMeta as meta } from "#app/recovery/session-route.tsx";

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return sessionPage({ context, params }, actor);
}

/** One tap at the door, by the button of a pupil's row. With script it goes to `taps/saved`. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:run", params.schoolId);
  const sent = await sessionPost({ context, request, params }, actor, "taps");
  const { at, values, refuse, done } = sent;
  const tap = readTap(values);
  if (tap === null) return refuse({ "": "Tap In or Out beside the pupil." });
  const doing = { ...sent, jobs: context.jobs, timeZone: context.settings.timeZone };
  const refusal = await context.door.asActor(actor, (tx) => recordTap(tx, at, tap, doing));
  return refusal === null ? done(tap.pupilId) : refuse({ [`p${tap.pupilId}`]: refusal }, 409);
}
