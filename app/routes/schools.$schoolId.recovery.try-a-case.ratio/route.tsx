import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { RatioAnswer } from "#app/recovery/cases/case-answer.tsx";
import { CasePage, questions } from "#app/recovery/cases/case-page.tsx";
import { loadCase } from "#app/recovery/cases/load-case.server.ts";
import { RatioFields } from "#app/recovery/cases/ratio-fields.tsx";
import { ratioForm } from "#app/recovery/cases/ratio-form.ts";
import { ratioView } from "#app/recovery/cases/ratio-view.ts";

export const meta: MetaFunction = () => [{ title: `${questions.ratio.title} · AP Tool` }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const { page, status } = await loadCase({ context, actor, request }, ratioForm, ratioView);
  return data(page, { status });
}

export default function TryRatioCase() {
  const { frame, schoolId, sent, view, district } = useLoaderData<typeof loader>();
  return (
    <CasePage
      question="ratio"
      frame={frame}
      schoolId={schoolId}
      sent={sent}
      answer={view && <RatioAnswer schoolId={schoolId} view={view} />}
    >
      <RatioFields sent={sent} district={district} />
    </CasePage>
  );
}
