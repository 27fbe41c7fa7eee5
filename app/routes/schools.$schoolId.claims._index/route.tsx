import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { openCorrections } from "#app/recovery/certifications.server.ts";
import { periodsOfYear } from "#app/recovery/period-ends.server.ts";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Claims of recovered days · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "claims:read", params.schoolId);
  const now = schoolYearOf(context.clock.today());
  const { open, years } = await context.door.asActor(actor, async (tx) => ({
    open: await openCorrections(tx, actor.schools),
    years: [
      await periodsOfYear(tx, [actor.schoolId], now),
      await periodsOfYear(tx, [actor.schoolId], now - 1),
    ],
  }));
  return {
    frame: frameOf(actor, "claims"),
    schoolId: actor.schoolId,
    open: open.reduce((sum, { count }) => sum + count, 0),
    years,
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
                <a href={paths.schoolClaimReport(schoolId, year, slug)}>{`${period}, ${ends}`}</a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}
