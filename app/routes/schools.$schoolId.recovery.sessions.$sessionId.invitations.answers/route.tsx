import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { allows } from "#app/access/permissions.ts";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { authorOf } from "#app/access/trace.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { InvitationsPage, type InvitationsReply } from "#app/recovery/families/invitations-page.tsx";
import { loadInvitations, sessionForInvitations } from "#app/recovery/families/load-invitations.server.ts";
import { readAnswer } from "#app/recovery/families/staff-answer.ts";
import { takeAnswer } from "#app/recovery/families/take-answer.server.ts";
import { valuesOf } from "#app/recovery/form-reply.ts";
import { momentIn } from "#app/recovery/moment.ts";
import { sessionIdOf } from "#app/recovery/session-view.server.ts";

export const meta: MetaFunction = () => [{ title: "Invitations and answers · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return {
    frame: frameOf(actor, "recovery"),
    may: allows(actor.roles, "recovery:book"),
    view: await loadInvitations(context, actor, sessionIdOf(params)),
  };
}

/** A family's answer that came on paper, by phone or at the door. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:book", params.schoolId);
  const session = await sessionForInvitations(context, actor, sessionIdOf(params));
  const values = valuesOf(await request.formData());
  const refuse = (errors: Record<string, string>) =>
    data<InvitationsReply>({ form: "answer", errors, values }, { status: 400 });
  const errors: Record<string, string> = {};
  const pupilId = Number(values.answeredPupil?.[0] || Number.NaN);
  if (!Number.isInteger(pupilId) || pupilId < 1 || pupilId >= 2 ** 31)
    errors.answeredPupil = "Choose the pupil.";
  const said = readAnswer(values);
  if (!said.ok || errors.answeredPupil) return refuse({ ...errors, ...(said.ok ? {} : said.errors) });
  const answered = await takeAnswer(
    context,
    (work) => context.door.asActor(actor, work),
    { schoolId: actor.schoolId, sessionId: session.id, pupilId, answer: said.answer, saidBy: said.saidBy },
    { author: authorOf(actor), now: momentIn(context.settings.timeZone, context.clock.now()) },
  );
  if (answered.came === "unknown") throw beyondScope(context);
  if (answered.came === "begun" || answered.came === "cancelled")
    return refuse({
      "": `The session ${answered.came === "begun" ? "has begun" : "was cancelled"}, so no answer is taken.`,
    });
  if (answered.came === "no place")
    return refuse({ answeredPupil: `The yes is on record, but no place could be held. ${answered.why}` });
  return redirect(paths.recoveryInvitations(actor.schoolId, session.id));
}

export default function Answers() {
  return <InvitationsPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
