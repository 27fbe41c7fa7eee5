import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { authorOf } from "#app/access/trace.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { changeCapacity } from "#app/recovery/capacity.server.ts";
import { valuesOf } from "#app/recovery/form-reply.ts";
import { momentIn } from "#app/recovery/moment.ts";
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
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const at = { schoolId: actor.schoolId, sessionId: sessionIdOf(params) };
  const values = valuesOf(await request.formData());
  const refuse = (errors: Record<string, string>) =>
    data<SessionReply>({ form: "capacity", errors, values }, { status: 400 });
  const capacity = Number(values.places?.[0]?.trim() || Number.NaN);
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > 999)
    return refuse({ places: "Enter how many pupils the session has places for, at least 1." });
  const now = momentIn(context.settings.timeZone, context.clock.now());
  const author = { ...authorOf(actor), by: actor.userId };
  const refusal = await context.door.asActor(actor, (tx) =>
    changeCapacity(tx, at, capacity, { author, now }),
  );
  if (refusal === "unknown") throw beyondScope(context);
  if (refusal !== null) return refuse({ places: refusal });
  return redirect(paths.recoverySession(at.schoolId, at.sessionId));
}

export default function Page() {
  return <SessionPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
