import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { allows } from "#app/access/permissions.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { readCertifications } from "#app/recovery/certifications.server.ts";
import { ClaimReportBody } from "#app/recovery/claim-report-page.tsx";
import { claimReportAsked } from "#app/recovery/claim-report-request.server.ts";
import { searchOf } from "#app/reports/packet/period.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/page.tsx";
import { writtenMoment } from "#app/ui/written-moment.ts";

export const meta: MetaFunction = () => [{ title: "Report of recovered days · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "claims:read", "district");
  const { worked, problem, view } = await claimReportAsked(context, actor, request, params);
  const certified = (
    await context.door.asActor(actor, (tx) => readCertifications(tx, worked.period.schoolYear))
  ).find(({ period }) => period === worked.period.period);
  return data(
    {
      frame: frameOf(actor, "claims"),
      view,
      problem,
      packet: allows(actor.roles, "recovery:audit") ? searchOf({ kind: "report", ...worked.period }) : null,
      mayCertify: allows(actor.roles, "claims:certify") && !view.runs,
      certified: certified
        ? `Certified by ${certified.by} on ${writtenMoment(certified.at, context.settings.timeZone)} with ${certified.days} days.`
        : null,
      changed: certified ? view.total.days - certified.days : 0,
    },
    { status: problem === null ? 200 : 400 },
  );
}

export default function DistrictReport() {
  const { frame, view, problem, packet, mayCertify, certified, changed } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title={view.title}
      lead={view.lead}
      above={
        <>
          <p>
            <a href={paths.claims()}>All periods</a>
          </p>
          <ErrorSummary errors={problem ? [{ text: problem, href: "#through" }] : []} />
        </>
      }
    >
      {certified && (
        <Notice kind={changed === 0 ? "good" : "warn"}>
          {certified}{" "}
          {changed === 0
            ? "The number of days is the same today."
            : `Today it would be ${Math.abs(changed)} ${changed > 0 ? "more" : "fewer"}. The corrections of each school say why.`}
        </Notice>
      )}
      <p className="row">
        <LinkButton quiet href={paths.claimReportFile(view.year, view.slug, view.through)}>
          Download as CSV
        </LinkButton>
        {packet !== null && (
          <LinkButton quiet href={paths.districtClaimPacket(packet)}>
            Audit packet of this period
          </LinkButton>
        )}
        {mayCertify && (
          <LinkButton href={paths.claimCertification(view.year, view.slug, view.through)}>
            Certify this period
          </LinkButton>
        )}
      </p>
      <ClaimReportBody view={view} problem={problem} />
    </Page>
  );
}
