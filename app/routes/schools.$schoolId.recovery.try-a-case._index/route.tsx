import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { CreditAnswer } from "#app/recovery/cases/case-answer.tsx";
import { CasePage, questions } from "#app/recovery/cases/case-page.tsx";
import { CreditFields } from "#app/recovery/cases/credit-fields.tsx";
import { creditForm } from "#app/recovery/cases/credit-form.ts";
import { creditView } from "#app/recovery/cases/credit-view.ts";
import { loadCase } from "#app/recovery/cases/load-case.server.ts";

export const meta: MetaFunction = () => [{ title: `${questions.credit.title} · AP Tool` }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const { page, status } = await loadCase({ context, actor, request }, creditForm, creditView);
  return data(page, { status });
}

export default function TryCreditCase() {
  const { frame, schoolId, sent, view, district } = useLoaderData<typeof loader>();
  return (
    <CasePage
      question="credit"
      frame={frame}
      schoolId={schoolId}
      sent={sent}
      answer={view && <CreditAnswer schoolId={schoolId} view={view} />}
    >
      <CreditFields sent={sent} district={district} />
    </CasePage>
  );
}
