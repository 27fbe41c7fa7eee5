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
import { valuesOf } from "#app/recovery/form-reply.ts";
import { momentIn } from "#app/recovery/moment.ts";
import { teacherElsewhere } from "#app/recovery/session-facts.server.ts";
import { SessionPage, type SessionReply } from "#app/recovery/session-page.tsx";
import { joinSession, leaveSession } from "#app/recovery/session-teachers.server.ts";
import { loadSession, sessionIdOf } from "#app/recovery/session-view.server.ts";
import { findSession } from "#app/recovery/sessions.server.ts";

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
    data<SessionReply>({ form: "teachers", errors, values }, { status: 400 });
  const step = values.teacherStep?.[0];
  const teacherId = Number(values.joinsOrLeaves?.[0]);
  const reason = values.teacherReason?.[0]?.trim() ?? "";
  if (step !== "joined" && step !== "left")
    return refuse({ teacherStep: "Choose whether a teacher joins or leaves." });
  if (!Number.isInteger(teacherId) || teacherId < 1 || teacherId > 999_999_999)
    return refuse({ joinsOrLeaves: "Choose the teacher." });
  if (step === "left" && (reason === "" || reason.length > 300))
    return refuse({ teacherReason: "Say why the teacher leaves, within 300 letters." });
  const now = momentIn(context.settings.timeZone, context.clock.now());
  const doing = { author: { ...authorOf(actor), by: actor.userId }, now };
  const session = await context.door.asActor(actor, (tx) => findSession(tx, at.schoolId, at.sessionId));
  if (session === null) throw beyondScope(context);
  const elsewhere = await teacherElsewhere(context, at.schoolId, { teacherId, date: session.date });
  const refusal = await context.door.asActor(actor, (tx) =>
    step === "joined"
      ? joinSession(tx, at, teacherId, { ...doing, elsewhere })
      : leaveSession(tx, at, teacherId, reason, doing),
  );
  if (refusal === "unknown") throw beyondScope(context);
  if (refusal !== null) return refuse({ joinsOrLeaves: refusal });
  return redirect(paths.recoverySession(at.schoolId, at.sessionId));
}

export default function Page() {
  return <SessionPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
