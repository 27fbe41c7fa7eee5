import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { displayDay } from "#app/calendar/day.ts";
import { schoolYearLabel, schoolYearOf } from "#app/calendar/school-year.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { openCorrections } from "#app/recovery/certifications.server.ts";
import { periodSlugs, slugOf, usualEnd } from "#app/recovery/claim-period.ts";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Claims of recovered days · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "claims:read", params.schoolId);
  const now = schoolYearOf(context.clock.today());
  const open = await context.door.asActor(actor, (tx) => openCorrections(tx, actor.schools));
  return {
    frame: frameOf(actor, "claims"),
    schoolId: actor.schoolId,
    open: open.reduce((sum, { count }) => sum + count, 0),
    years: [now, now - 1].map((year) => ({
      year,
      label: schoolYearLabel(year),
      periods: Object.values(periodSlugs).map((period) => ({
        period,
        slug: slugOf(period),
        ends: displayDay(usualEnd(period, year)),
      })),
    })),
  };
}

export default function ClaimsOfSchool() {
  const { frame, schoolId, open, years } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title="Claims of recovered days"
      lead="Days recovered for absences at this school, period by period, as the district reports them."
    >
      <p>
        <a href={paths.claimCorrections(schoolId)}>
          {open === 0 ? "Corrections of certified periods" : `Corrections of certified periods: ${open} open`}
        </a>
      </p>
      {years.map(({ year, label, periods }) => (
        <section key={year} className="stack" aria-labelledby={`year-${year}`}>
          <h2 id={`year-${year}`}>{label}</h2>
          <ul>
            {periods.map(({ period, slug, ends }) => (
              <li key={slug}>
                <a href={paths.schoolClaimReport(schoolId, year, slug)}>{`${period}, through ${ends}`}</a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}
