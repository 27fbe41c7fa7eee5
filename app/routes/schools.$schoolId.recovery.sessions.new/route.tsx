import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { authorOf } from "#app/access/trace.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { BreakFields } from "#app/recovery/breaks-fields.tsx";
import { recoveryDefaults } from "#app/recovery/defaults.server.ts";
import { type FormReply, fieldFrom, summaryOf, valuesOf } from "#app/recovery/form-reply.ts";
import { PurposeFields } from "#app/recovery/purpose-fields.tsx";
import { SessionFields } from "#app/recovery/session-fields.tsx";
import { fieldOfRefusal, readSession, writtenDefaults } from "#app/recovery/session-form.ts";
import { createSession } from "#app/recovery/sessions.server.ts";
import { certificatedTeachers } from "#app/recovery/teachers.server.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Plan a recovery session · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const [defaults, teachers] = await context.door.asActor(actor, (tx) =>
    Promise.all([
      recoveryDefaults(tx, actor.schoolId),
      certificatedTeachers(tx, actor.schoolId, context.clock.today()),
    ]),
  );
  return {
    frame: frameOf(actor, "recovery"),
    schoolId: actor.schoolId,
    start: writtenDefaults(defaults ?? {}),
    teachers,
    today: context.clock.today().toString(),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const form = await request.formData();
  const refuse = (errors: Record<string, string>) =>
    data<FormReply>({ errors, values: valuesOf(form) }, { status: 400 });
  const read = readSession(form);
  if (!read.ok) return refuse(read.errors);
  const { plan } = read;
  const created = await context.door.asActor(actor, (tx) =>
    createSession(tx, actor.schoolId, plan, {
      author: authorOf(actor),
      at: context.clock.now(),
      today: context.clock.today(),
    }),
  );
  if (!created.ok)
    return refuse(
      Object.fromEntries(created.refusals.map((refusal) => [fieldOfRefusal(refusal), refusal.sentence])),
    );
  return redirect(paths.recoverySession(actor.schoolId, created.id));
}

export default function NewSession() {
  const { frame, start, teachers, today, schoolId } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <Page frame={frame} title="Plan a recovery session" above={<ErrorSummary errors={summaryOf(reply)} />}>
      <form method="post" className="card narrow stack">
        <TextField
          label="Date"
          type="date"
          hint="Outside the school day: after school, on a weekend, or between sessions."
          min={today}
          field={fieldFrom(reply, "date", undefined, { required: true })}
        />
        <SessionFields reply={reply} start={start} teachers={teachers} required />
        <BreakFields field={(name) => fieldFrom(reply, name)} />
        <PurposeFields field={(name) => fieldFrom(reply, name)} />
        <div className="row">
          <Button>Plan the session</Button>
          <a href={paths.recovery(schoolId)}>Back to the sessions</a>
        </div>
      </form>
    </Page>
  );
}
