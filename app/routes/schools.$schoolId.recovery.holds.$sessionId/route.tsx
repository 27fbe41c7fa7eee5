import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { Actor } from "#app/access/actor.ts";
import { allows } from "#app/access/permissions.ts";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { authorOf } from "#app/access/trace.server.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { readSettingsByDay } from "#app/recovery/district-settings.server.ts";
import { type FormReply, fieldFrom, summaryOf, valuesOf } from "#app/recovery/form-reply.ts";
import { decideHolds } from "#app/recovery/hold-decision.server.ts";
import { readDecisions } from "#app/recovery/hold-decision.ts";
import { type HeldSessionView, heldSessionView } from "#app/recovery/hold-view.ts";
import { readSessionHolds } from "#app/recovery/holds.server.ts";
import { sessionIdOf } from "#app/recovery/session-view.server.ts";
import { findSession } from "#app/recovery/sessions.server.ts";
import { Button } from "#app/ui/button.tsx";
import { Day } from "#app/ui/day.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Choices, TextField } from "#app/ui/field.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Held session · AP Tool" }];

/** The session with its holds; null where no rule holds it, or the actor may not see it. */
async function find(tx: Tx, actor: Actor, sessionId: number, context: Context) {
  const session = await findSession(tx, actor.schoolId, sessionId);
  if (session === null) return null;
  const which = {
    schoolIds: [actor.schoolId],
    schoolYear: schoolYearOf(session.date),
    sessionId,
    settings: await readSettingsByDay(tx),
    timeZone: context.settings.timeZone,
  };
  return (await readSessionHolds(tx, which))[0] ?? null;
}

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const found = await context.door.asActor(actor, (tx) => find(tx, actor, sessionIdOf(params), context));
  if (found === null) throw beyondScope(context);
  return {
    frame: frameOf(actor, "recovery"),
    schoolId: actor.schoolId,
    mayDecide: allows(actor.roles, "recovery:decide"),
    session: heldSessionView(found, context.settings.timeZone),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:decide", params.schoolId);
  const values = valuesOf(await request.formData());
  const errors = await context.door.asActor(actor, async (tx) => {
    const found = await find(tx, actor, sessionIdOf(params), context);
    if (found === null) throw beyondScope(context);
    const read = readDecisions(values, found.holds);
    if (!read.ok) return read.errors;
    const author = { ...authorOf(actor), by: actor.userId };
    await decideHolds(tx, found, read.wishes, { author, at: context.clock.now(), jobs: context.jobs });
    return null;
  });
  if (errors !== null) return data<FormReply>({ errors, values }, { status: 400 });
  return redirect(paths.recoveryHolds(actor.schoolId));
}

export default function Held() {
  const { frame, schoolId, mayDecide, session } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <Page
      frame={frame}
      title={session.held ? "This session is held out of claims" : "This session counts"}
      lead={
        <>
          {session.subject}, <Day day={session.date} />, {session.times}, room {session.room}
        </>
      }
      above={
        <>
          <p>
            <a href={paths.recoveryHolds(schoolId)}>All held sessions</a>
          </p>
          <ErrorSummary errors={summaryOf(reply)} />
        </>
      }
    >
      <p>
        <a href={paths.recoverySession(schoolId, session.sessionId)}>The session, its pupils and times</a>
      </p>
      {session.holds.map((hold) => (
        <section className="stack" key={hold.rule}>
          <h2>{hold.name}</h2>
          <DefinitionList
            facts={[
              { term: "What was found", is: hold.reason },
              ...(hold.peak
                ? [{ term: "Pupils and limit", is: `${hold.peak.pupils} pupils, limit ${hold.peak.limit}` }]
                : []),
              { term: "Teachers", is: session.teachers },
              { term: "Rule", is: hold.rule },
              { term: "Decision", is: hold.decision?.words ?? "Nobody has decided yet" },
              ...(hold.earlier ? [{ term: "Decided before", is: hold.earlier }] : []),
            ]}
          />
        </section>
      ))}
      {mayDecide && <DecisionForm schoolId={schoolId} session={session} reply={reply ?? null} />}
    </Page>
  );
}

function DecisionForm(props: { schoolId: number; session: HeldSessionView; reply: FormReply | null }) {
  const { session, reply } = props;
  return (
    <form method="post" action={paths.recoveryHold(props.schoolId, session.sessionId)} className="card stack">
      <h2>{session.holds.some(({ decision }) => decision === null) ? "Decide" : "Decide anew"}</h2>
      {session.holds.map(({ rule, name, reason }) => (
        <div className="stack" key={rule}>
          <input type="hidden" name={`found.${rule}`} value={reason} />
          <Choices
            label={`${name}: do the minutes count?`}
            field={fieldFrom(reply, `decision.${rule}`)}
            choices={[
              { value: "counts", label: "They count" },
              { value: "kept out", label: "They stay out of claims" },
            ]}
          />
          <TextField
            label="Why"
            hint="Kept with the decision for the auditor. The newest decision is in force."
            field={fieldFrom(reply, `reason.${rule}`, undefined, { maxLength: 500 })}
          />
        </div>
      ))}
      <Button>Save the decision</Button>
    </form>
  );
}
