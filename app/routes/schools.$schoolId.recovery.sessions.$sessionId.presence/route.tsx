import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { paths } from "#app/paths.ts";
import { summaryOf } from "#app/recovery/form-reply.ts";
import { recordPresence } from "#app/recovery/presence.server.ts";
import { roomLabel } from "#app/recovery/session.ts";
import { sessionPage, sessionPost } from "#app/recovery/session-route.server.ts";
import { TimesEntry } from "#app/recovery/times-entry.tsx";
import { presenceTroubles, readTimes } from "#app/recovery/times-form.ts";
import { Day } from "#app/ui/day.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Times from the roster · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:run", params.schoolId);
  return sessionPage({ context, params }, actor);
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:run", params.schoolId);
  const sent = await sessionPost({ context, request, params }, actor, "presence");
  const read = readTimes(sent.values);
  if (!read.ok) return sent.refuse(read.errors);
  const reason = sent.text("reason") || null;
  const doing = { ...sent, reason, source: "roster" as const, jobs: context.jobs };
  const saved = await context.door.asActor(actor, (tx) => recordPresence(tx, sent.at, read.times, doing));
  if (saved.ok) return sent.done();
  const [trouble] = saved.troubles;
  return sent.refuse(
    saved.asksReason ? { reason: trouble?.sentence ?? "" } : presenceTroubles(saved.troubles),
  );
}

export default function Times() {
  const { frame, view } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <Page
      frame={frame}
      title="Times from the roster"
      lead={
        <>
          {view.subject}, <Day day={view.date} />, {view.times}, {roomLabel(view.room)}
        </>
      }
      above={
        <>
          <p>
            <a href={paths.recoverySession(view.schoolId, view.sessionId)}>Back to the session</a>
          </p>
          <ErrorSummary errors={summaryOf(reply)} />
        </>
      }
    >
      {view.lock && <Notice kind={view.lock.open ? "warn" : "info"}>{view.lock.words}</Notice>}
      {view.roster.length === 0 ? (
        <p>Nobody has a place.</p>
      ) : (
        <TimesEntry view={view} reply={reply ?? null} />
      )}
    </Page>
  );
}
