import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { authorOf } from "#app/access/trace.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { valuesOf } from "#app/recovery/form-reply.ts";
import { momentIn } from "#app/recovery/moment.ts";
import { releasePupil } from "#app/recovery/places.server.ts";
import { SessionPage, type SessionReply } from "#app/recovery/session-page.tsx";
import { loadSession, sessionIdOf } from "#app/recovery/session-view.server.ts";

export const meta: MetaFunction = () => [{ title: "Recovery session · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return {
    frame: frameOf(actor, "recovery"),
    view: await loadSession(context, actor, sessionIdOf(params), 1),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:book", params.schoolId);
  const at = { schoolId: actor.schoolId, sessionId: sessionIdOf(params) };
  const values = valuesOf(await request.formData());
  const refuse = (errors: Record<string, string>) =>
    data<SessionReply>({ form: "release", errors, values }, { status: 400 });
  const errors: Record<string, string> = {};
  const pupilId = Number(values.releasedPupil?.[0]);
  const step = values.step?.[0];
  const reason = values.releaseReason?.[0]?.trim() ?? "";
  if (!Number.isInteger(pupilId) || pupilId < 1) errors.releasedPupil = "Choose the pupil.";
  if (step !== "released" && step !== "declined")
    return refuse({ ...errors, step: "Choose whether the pupil is offered this session again." });
  if (reason === "") errors.releaseReason = "Say why the place is given back.";
  if (reason.length > 300) errors.releaseReason = "Keep the reason within 300 letters.";
  if (Object.keys(errors).length > 0) return refuse(errors);
  const now = momentIn(context.settings.timeZone, context.clock.now());
  const filled = await context.door.asActor(actor, (tx) =>
    releasePupil(tx, { ...at, pupilId }, step, reason, { author: authorOf(actor), now, jobs: context.jobs }),
  );
  if (filled === null)
    return refuse({ releasedPupil: "This pupil has no place in this session to give back." });
  return redirect(paths.recoverySession(at.schoolId, at.sessionId));
}

export default function Page() {
  return <SessionPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
