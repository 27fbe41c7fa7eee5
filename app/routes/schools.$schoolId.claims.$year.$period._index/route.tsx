import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { allows } from "#app/access/permissions.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { ClaimReportBody } from "#app/recovery/claim-report-page.tsx";
import { claimReportAsked } from "#app/recovery/claim-report-request.server.ts";
import { searchOf } from "#app/reports/packet/period.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Report of recovered days · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "claims:read", params.schoolId);
  const { worked, problem, view } = await claimReportAsked(context, actor, request, params);
  return data(
    {
      frame: frameOf(actor, "claims"),
      schoolId: actor.schoolId,
      view,
      problem,
      packet: allows(actor.roles, "recovery:audit") ? searchOf({ kind: "report", ...worked.period }) : null,
    },
    { status: problem === null ? 200 : 400 },
  );
}

export default function SchoolReport() {
  const { frame, schoolId, view, problem, packet } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title={view.title}
      lead={view.lead}
      above={
        <>
          <p>
            <a href={paths.schoolClaims(schoolId)}>All periods</a>
          </p>
          <ErrorSummary errors={problem ? [{ text: problem, href: "#through" }] : []} />
        </>
      }
    >
      <p className="row">
        <LinkButton quiet href={paths.schoolClaimReportFile(schoolId, view.year, view.slug, view.through)}>
          Download as CSV
        </LinkButton>
        {packet !== null && (
          <LinkButton quiet href={paths.claimPacket(schoolId, packet)}>
            Audit packet of this period
          </LinkButton>
        )}
      </p>
      <ClaimReportBody view={view} problem={problem} />
    </Page>
  );
}
