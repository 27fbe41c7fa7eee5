import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { CaseAnswer } from "#app/recovery/case-answer.tsx";
import { CaseFields } from "#app/recovery/case-fields.tsx";
import { readCase } from "#app/recovery/case-form.ts";
import { caseView } from "#app/recovery/case-view.ts";
import { readRecoverySettings } from "#app/recovery/district-settings.server.ts";
import { type FormReply, summaryOf } from "#app/recovery/form-reply.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Try a case · AP Tool" }];

/** A case is nobody's: it stands in the address, so that it can be kept, sent on and printed. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const query = new URL(request.url).searchParams;
  const read = readCase(query);
  const sent: FormReply =
    read.read === "wrong"
      ? read.reply
      : { errors: {}, values: Object.fromEntries([...query].map(([name, value]) => [name, [value]])) };
  const today = context.clock.today();
  const district = await context.door.asVisitor((tx) => readRecoverySettings(tx, today));
  const view = read.read === "case" ? caseView(read.asked, district) : null;
  return data(
    { frame: frameOf(actor, "recovery"), schoolId: actor.schoolId, sent, view, district },
    { status: read.read === "wrong" ? 400 : 200 },
  );
}

export default function TryACase() {
  const { frame, schoolId, sent, view, district } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title="Try a case"
      lead="What time in recovery sessions would earn. Nothing is saved, and no pupil is looked at."
      above={
        <>
          <p>
            <a href={paths.recovery(schoolId)}>Back to recovery</a>
          </p>
          <ErrorSummary
            errors={summaryOf(sent)}
            title="Not worked out yet. Please fix this and send it again"
          />
        </>
      }
    >
      {view && <CaseAnswer view={view} />}
      <form method="get" className="card narrow stack">
        <CaseFields sent={sent} district={district} />
        <Button>Work it out</Button>
      </form>
    </Page>
  );
}
