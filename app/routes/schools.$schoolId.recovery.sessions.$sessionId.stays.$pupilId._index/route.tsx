import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { recordPresence } from "#app/recovery/presence.server.ts";
import { sessionPost } from "#app/recovery/session-route.server.ts";
import { StaysPage, type StaysReply } from "#app/recovery/stays-page.tsx";
import { pupilIdOf, staysPage } from "#app/recovery/stays-view.server.ts";
import { presenceTroubles, readTimes } from "#app/recovery/times-form.ts";

export const meta: MetaFunction = () => [{ title: "Times of a pupil · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return staysPage(context, actor, params);
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:run", params.schoolId);
  const sent = await sessionPost({ context, request, params }, actor, "presence");
  const refuse = (errors: Record<string, string>) =>
    data<StaysReply>({ form: "stays", errors, values: sent.values }, { status: 400 });
  const read = readTimes(sent.values);
  if (!read.ok) return refuse(read.errors);
  const pupilId = pupilIdOf(params);
  const own = read.times.filter((time) => time.pupilId === pupilId);
  const doing = {
    ...sent,
    reason: sent.text("reason") || null,
    source: "staff" as const,
    jobs: context.jobs,
  };
  const saved = await context.door.asActor(actor, (tx) => recordPresence(tx, sent.at, own, doing));
  if (saved.ok) return sent.done(pupilId);
  return refuse(
    saved.asksReason ? { reason: saved.troubles[0]?.sentence ?? "" } : presenceTroubles(saved.troubles),
  );
}

export default function Stays() {
  return <StaysPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />;
}
