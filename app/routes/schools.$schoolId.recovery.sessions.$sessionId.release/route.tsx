import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { numberInAddress } from "#app/access/number-in-address.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { standingsInLine } from "#app/recovery/line-standings.server.ts";
import { releasePupil } from "#app/recovery/places.server.ts";
import { sessionPage, sessionPost } from "#app/recovery/session-route.server.ts";

export { SessionRoute as default, sessionMeta as meta } from "#app/recovery/session-route.tsx";

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return sessionPage({ context, params }, actor);
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:book", params.schoolId);
  const { at, text, author, now, refuse, done } = await sessionPost(
    { context, request, params },
    actor,
    "release",
  );
  const errors: Record<string, string> = {};
  const pupilId = numberInAddress(text("releasedPupil"));
  const step = text("step");
  const reason = text("releaseReason");
  if (pupilId < 1) errors.releasedPupil = "Choose the pupil.";
  if (step !== "released" && step !== "declined")
    return refuse({ ...errors, step: "Choose whether the pupil is offered this session again." });
  if (reason === "") errors.releaseReason = "Say why the place is given back.";
  if (reason.length > 300) errors.releaseReason = "Keep the reason within 300 letters.";
  if (Object.keys(errors).length > 0) return refuse(errors);
  const standings = await standingsInLine(context, at, now.today);
  const filled = await context.door.asActor(actor, (tx) =>
    releasePupil(tx, { ...at, pupilId }, step, reason, { author, now, standings, jobs: context.jobs }),
  );
  if (typeof filled === "string") return refuse({ releasedPupil: filled });
  return filled === null
    ? refuse({ releasedPupil: "This pupil has no place in this session to give back." })
    : done();
}
