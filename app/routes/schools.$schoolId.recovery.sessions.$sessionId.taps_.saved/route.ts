import type { ActionFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { sessionPost } from "#app/recovery/session-route.server.ts";
import { loadSession } from "#app/recovery/session-view.server.ts";
import { recordTap } from "#app/recovery/tap.server.ts";
import { readTap } from "#app/recovery/tap-form.ts";

/** One tap at the door, for the page with script: what the pupil's row and the count of the room say now. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:run", params.schoolId);
  const sent = await sessionPost({ context, request, params }, actor, "taps");
  const tap = readTap(sent.values);
  if (tap === null) return Response.json({ error: "Tap In or Out beside the pupil." }, { status: 400 });
  const doing = { ...sent, jobs: context.jobs, timeZone: context.settings.timeZone };
  const refusal = await context.door.asActor(actor, (tx) => recordTap(tx, sent.at, tap, doing), {
    again: true,
  });
  const { roster, inside } = await loadSession(context, actor, sent.at.sessionId, null);
  const row = roster.find(({ pupilId }) => pupilId === tap.pupilId);
  const now = { where: row?.where, words: row?.words, room: inside };
  return Response.json(refusal === null ? now : { ...now, error: refusal }, {
    status: refusal === null ? 200 : 409,
  });
}
