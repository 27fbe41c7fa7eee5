import { parseWithZod } from "@conform-to/zod/v4";
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
import { recoveryDefaults, setRecoveryDefaults } from "#app/recovery/defaults.server.ts";
import { type FormReply, summaryOf, valuesOf } from "#app/recovery/form-reply.ts";
import { SessionFields } from "#app/recovery/session-fields.tsx";
import { defaultsForm, firstErrors, writtenDefaults } from "#app/recovery/session-form.ts";
import { certificatedTeachers } from "#app/recovery/teachers.server.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Recovery defaults · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "settings:change", params.schoolId);
  const [defaults, teachers] = await context.door.asActor(actor, (tx) =>
    Promise.all([
      recoveryDefaults(tx, actor.schoolId),
      certificatedTeachers(tx, actor.schoolId, context.clock.today()),
    ]),
  );
  return { frame: frameOf(actor, "settings"), start: writtenDefaults(defaults ?? {}), teachers };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "settings:change", params.schoolId);
  const form = await request.formData();
  const submission = parseWithZod(form, { schema: defaultsForm });
  if (submission.status !== "success")
    return data<FormReply>(
      { errors: firstErrors(submission.error), values: valuesOf(form) },
      { status: 400 },
    );
  await context.door.asActor(actor, (tx) =>
    setRecoveryDefaults(tx, actor.schoolId, submission.value, {
      author: authorOf(actor),
      at: context.clock.now(),
      today: context.clock.today(),
    }),
  );
  return redirect(paths.recoverySettings(actor.schoolId));
}

export default function RecoverySettings() {
  const { frame, start, teachers } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <Page
      frame={frame}
      title="Defaults of recovery sessions"
      lead="What a new session has when whoever plans it does not say. Anything may be left empty."
      above={<ErrorSummary errors={summaryOf(reply)} />}
    >
      <form method="post" className="card narrow stack">
        <SessionFields reply={reply} start={start} teachers={teachers} required={false} />
        <Button>Save the defaults</Button>
      </form>
    </Page>
  );
}
