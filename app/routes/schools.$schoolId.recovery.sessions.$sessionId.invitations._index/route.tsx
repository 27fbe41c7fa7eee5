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
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { InvitationsPage, type InvitationsReply } from "#app/recovery/families/invitations-page.tsx";
import { inviteFamilies } from "#app/recovery/families/invite.server.ts";
import { loadInvitations, sessionForInvitations } from "#app/recovery/families/load-invitations.server.ts";
import { readWhom } from "#app/recovery/families/whom-to-invite.ts";
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

const closed = {
  unknown: "There is no such session.",
  cancelled: "The session was cancelled, so nobody can be invited.",
  begun: "The session has begun, so nobody can be invited any more.",
  "another year":
    "The session is in another school year, in which absences of this one cannot be made up. Invite families once that year has begun.",
} as const;

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:book", params.schoolId);
  const session = await sessionForInvitations(context, actor, sessionIdOf(params));
  const values = valuesOf(await request.formData());
  const refuse = (errors: Record<string, string>) =>
    data<InvitationsReply>({ form: "invite", errors, values }, { status: 400 });
  const whom = readWhom(values);
  if (!whom.ok) return refuse(whom.errors);
  const now = momentIn(context.settings.timeZone, context.clock.now());
  const invited = await inviteFamilies(context, actor, [session], whom, now);
  if (typeof invited === "string") return refuse({ "": closed[invited] });
  return redirect(paths.recoveryInvitations(actor.schoolId, session.id));
}

export default function Invitations() {
  return <InvitationsPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
