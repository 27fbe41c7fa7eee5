import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { inviteFamilies } from "#app/recovery/families/invite.server.ts";
import {
  loadInviteMany,
  mostSessions,
  openSessions,
  sessionsIn,
} from "#app/recovery/families/invite-many.server.ts";
import { InviteManyPage } from "#app/recovery/families/invite-many-page.tsx";
import { readWhom } from "#app/recovery/families/whom-to-invite.ts";
import { type FormReply, valuesOf } from "#app/recovery/form-reply.ts";
import { momentIn } from "#app/recovery/moment.ts";

export const meta: MetaFunction = () => [{ title: "Invite families · AP Tool" }];

type Sent = { emails: number; letters: number };

/** The sessions that `?session=` names, after a post those of its form, and whom to invite to them. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:book", params.schoolId);
  const { searchParams } = new URL(request.url);
  const asked = sessionsIn(searchParams.getAll("session"));
  const view = await loadInviteMany(context, actor, asked);
  // The form says that it was sent: without a session ticked its address would be that of the first visit.
  const noneTicked = searchParams.has("choosing") && asked.length === 0 && view.sessions.length > 0;
  const reply: FormReply | null = noneTicked
    ? { errors: { session: "Tick at least one session to invite families to." }, values: {} }
    : null;
  return data({ frame: frameOf(actor, "recovery"), reply, view }, { status: noneTicked ? 400 : 200 });
}

/** One letter or e-mail a family for all of the chosen sessions; the page stays with them. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:book", params.schoolId);
  const values = valuesOf(await request.formData());
  const asked = sessionsIn(values.session ?? []);
  const answer = async (reply: FormReply | null, sent: Sent | null) =>
    data(
      { reply, sent, view: await loadInviteMany(context, actor, asked) },
      { status: reply === null ? 200 : 400 },
    );
  const refuse = (errors: Record<string, string>) => answer({ errors, values }, null);
  const now = momentIn(context.settings.timeZone, context.clock.now());
  const sessions = (await openSessions(context, actor, now)).filter(({ id }) => asked.includes(id));
  if (sessions.length === 0) return refuse({ session: "Choose sessions that are still to come." });
  if (sessions.length > mostSessions)
    return refuse({ session: `Choose at most ${mostSessions} sessions for one letter.` });
  const whom = readWhom(values);
  if (!whom.ok) return refuse(whom.errors);
  const invited = await inviteFamilies(context, actor, sessions, whom, now);
  return typeof invited === "string"
    ? refuse({ session: "None of these sessions takes invitations now." })
    : answer(null, invited);
}

export default function InviteMany() {
  const { frame, reply, view } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  return (
    <InviteManyPage
      frame={frame}
      view={answered?.view ?? view}
      reply={answered ? answered.reply : reply}
      sent={answered?.sent ?? null}
    />
  );
}
