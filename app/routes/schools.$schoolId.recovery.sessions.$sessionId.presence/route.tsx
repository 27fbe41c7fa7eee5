import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { allows } from "#app/access/permissions.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { authorOf } from "#app/access/trace.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { valuesOf } from "#app/recovery/form-reply.ts";
import { momentIn } from "#app/recovery/moment.ts";
import { recordPresence } from "#app/recovery/presence.server.ts";
import { SessionPage, type SessionReply } from "#app/recovery/session-page.tsx";
import { loadSession, sessionIdOf } from "#app/recovery/session-view.server.ts";
import { presenceTroubles, readTimes } from "#app/recovery/times-form.ts";

export const meta: MetaFunction = () => [{ title: "Recovery session · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return {
    frame: frameOf(actor, "recovery"),
    view: await loadSession(context, actor, sessionIdOf(params), 1),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:run", params.schoolId);
  const at = { schoolId: actor.schoolId, sessionId: sessionIdOf(params) };
  const values = valuesOf(await request.formData());
  const refuse = (errors: Record<string, string>) =>
    data<SessionReply>({ form: "presence", errors, values }, { status: 400 });
  const read = readTimes(values);
  if (!read.ok) return refuse(read.errors);
  const now = momentIn(context.settings.timeZone, context.clock.now());
  const saved = await context.door.asActor(actor, async (tx) => {
    const done = await recordPresence(tx, at, read.times, {
      author: { ...authorOf(actor), by: actor.userId },
      now,
      mayCorrect: allows(actor.roles, "recovery:correct"),
      leads: actor.ownSectionsOnly ? (actor.staffId ?? -1) : null,
      reason: values.reason?.[0]?.trim() || null,
    });
    if (done.ok && done.changed.length > 0) await context.jobs.enqueue(tx, "settle-claims", at);
    return done;
  });
  if (!saved.ok) return refuse(presenceTroubles(saved.troubles));
  return redirect(paths.recoverySession(at.schoolId, at.sessionId));
}

export default function Page() {
  return <SessionPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
