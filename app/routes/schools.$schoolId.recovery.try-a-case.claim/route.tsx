import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { ClaimAnswer } from "#app/recovery/cases/case-answer.tsx";
import { CasePage, questions } from "#app/recovery/cases/case-page.tsx";
import { ClaimFields } from "#app/recovery/cases/claim-fields.tsx";
import { claimForm } from "#app/recovery/cases/claim-form.ts";
import { claimView } from "#app/recovery/cases/claim-view.ts";
import { loadCase } from "#app/recovery/cases/load-case.server.ts";

export const meta: MetaFunction = () => [{ title: `${questions.claim.title} · AP Tool` }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const { page, status } = await loadCase({ context, actor, request }, claimForm, claimView);
  return data(page, { status });
}

export default function TryClaimCase() {
  const { frame, schoolId, sent, view, district, today } = useLoaderData<typeof loader>();
  return (
    <CasePage
      question="claim"
      frame={frame}
      schoolId={schoolId}
      sent={sent}
      answer={view && <ClaimAnswer schoolId={schoolId} view={view} />}
    >
      <ClaimFields sent={sent} district={district} today={today} />
    </CasePage>
  );
}
