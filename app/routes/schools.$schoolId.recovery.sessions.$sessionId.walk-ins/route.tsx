import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { valuesOf } from "#app/recovery/form-reply.ts";
import { momentIn } from "#app/recovery/moment.ts";
import { SessionPage, type SessionReply } from "#app/recovery/session-page.tsx";
import { loadSession, sessionIdOf } from "#app/recovery/session-view.server.ts";
import { takeWalkIn } from "#app/recovery/walk-in.server.ts";

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
    data<SessionReply>({ form: "walk-ins", errors, values }, { status: 400 });
  const errors: Record<string, string> = {};
  const studentNumber = Number(values.studentNumber?.[0]?.trim() || Number.NaN);
  const saidBy = values.walkInSaidBy?.[0]?.trim() ?? "";
  if (!Number.isInteger(studentNumber) || studentNumber < 1 || studentNumber > 2_000_000_000)
    errors.studentNumber = "Enter the student number, digits only.";
  if (saidBy === "" || saidBy.length > 200)
    errors.walkInSaidBy = "Enter who of the family said yes, and how, within 200 letters.";
  if (Object.keys(errors).length > 0) return refuse(errors);
  const now = momentIn(context.settings.timeZone, context.clock.now());
  const refusal = await takeWalkIn(context, actor, at.sessionId, { studentNumber, saidBy }, now);
  if (refusal !== null) return refuse({ studentNumber: refusal });
  return redirect(paths.recoverySession(at.schoolId, at.sessionId));
}

export default function Page() {
  return <SessionPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
