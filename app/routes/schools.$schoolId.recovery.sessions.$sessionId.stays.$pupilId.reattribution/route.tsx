import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { reattributeTimes } from "#app/recovery/reattribution.server.ts";
import { sessionPost } from "#app/recovery/session-route.server.ts";
import { StaysPage, type StaysReply } from "#app/recovery/stays-page.tsx";
import { pupilIdOf, staysPage } from "#app/recovery/stays-view.server.ts";

export const meta: MetaFunction = () => [{ title: "Times of a pupil · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return staysPage(context, actor, params);
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:correct", params.schoolId);
  const sent = await sessionPost({ context, request, params }, actor, "presence");
  const refuse = (errors: Record<string, string>) =>
    data<StaysReply>({ form: "reattribution", errors, values: sent.values }, { status: 400 });
  const errors: Record<string, string> = {};
  const number = sent.text("studentNumber");
  const reason = sent.text("moveReason");
  if (!/^[1-9]\d{0,8}$/.test(number)) errors.studentNumber = "Enter the student number, digits only.";
  if (reason === "" || reason.length > 300) errors.moveReason = "Say why the times move, within 300 letters.";
  const saidBy = sent.text("movedSaidBy");
  if (saidBy.length > 200) errors.movedSaidBy = "Keep this within 200 letters.";
  if (Object.keys(errors).length > 0) return refuse(errors);
  const at = { sessionId: sent.at.sessionId, pupilId: pupilIdOf(params) };
  const wish = { studentNumber: Number(number), reason, saidBy };
  const refusal = await reattributeTimes(context, actor, at, wish, { ...sent, jobs: context.jobs });
  return refusal === null ? sent.done() : refuse({ [refusal.field]: refusal.sentence });
}

export default function Moved() {
  return <StaysPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />;
}
