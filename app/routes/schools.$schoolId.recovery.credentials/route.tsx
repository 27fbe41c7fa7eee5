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
import { authorOf } from "#app/access/trace.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { readCredential } from "#app/recovery/credential-form.ts";
import { credentialView } from "#app/recovery/credential-view.ts";
import { recordCredential, teachersOfSchool } from "#app/recovery/credentials.server.ts";
import { type FormReply, summaryOf, valuesOf } from "#app/recovery/form-reply.ts";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Page } from "#app/ui/page.tsx";
import { CredentialForm, CredentialTables } from "./credentials.tsx";

export const meta: MetaFunction = () => [{ title: "Certification documents · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const today = context.clock.today();
  const teachers = await context.door.asActor(actor, (tx) => teachersOfSchool(tx, actor.schoolId, today));
  return {
    frame: frameOf(actor, "recovery"),
    schoolId: actor.schoolId,
    mayRecord: allows(actor.roles, "recovery:decide"),
    teachers: teachers.map((teacher) => ({
      staffId: teacher.staffId,
      ...credentialView(teacher, today),
    })),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:decide", params.schoolId);
  const values = valuesOf(await request.formData());
  const read = readCredential(values);
  const refuse = (errors: Record<string, string>) => data<FormReply>({ errors, values }, { status: 400 });
  if (!read.ok) return refuse(read.errors);
  const doing = {
    author: { ...authorOf(actor), by: actor.userId },
    at: context.clock.now(),
    today: context.clock.today(),
    jobs: context.jobs,
  };
  const saved = await context.door.asActor(actor, (tx) =>
    recordCredential(tx, actor.schoolId, read.entry, doing),
  );
  if (!saved) return refuse({ staffId: "Choose a teacher of this school." });
  return redirect(paths.recoveryCredentials(actor.schoolId));
}

export default function Credentials() {
  const { frame, schoolId, mayRecord, teachers } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <Page
      frame={frame}
      title="Certification documents"
      lead="Who may supervise recovery: certificated teachers whom the district employs."
      above={
        <>
          <p>
            <a href={paths.recovery(schoolId)}>Attendance recovery</a>
          </p>
          <ErrorSummary errors={summaryOf(reply)} />
        </>
      }
    >
      <CredentialTables teachers={teachers} />
      {mayRecord && <CredentialForm schoolId={schoolId} teachers={teachers} reply={reply ?? null} />}
    </Page>
  );
}
