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
import { cancelSession } from "#app/recovery/cancellation.server.ts";
import { valuesOf } from "#app/recovery/form-reply.ts";
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
    data<SessionReply>({ form: "cancellation", errors, values }, { status: 400 });
  const reason = values.cancelReason?.[0]?.trim() ?? "";
  if (reason === "" || reason.length > 300)
    return refuse({ cancelReason: "Say why the session is cancelled, within 300 letters." });
  const doing = { jobs: context.jobs, at: context.clock.now(), today: context.clock.today() };
  const author = { ...authorOf(actor), by: actor.userId };
  const refusal = await context.door.asActor(actor, (tx) =>
    cancelSession(tx, at, reason, { ...doing, author }),
  );
  if (refusal === "unknown") throw beyondScope(context);
  if (refusal !== null) return refuse({ "": `The session cannot be cancelled: it is ${refusal}.` });
  return redirect(paths.recoverySession(at.schoolId, at.sessionId));
}

export default function Page() {
  return <SessionPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
