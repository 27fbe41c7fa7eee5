import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { displayDay } from "#app/calendar/day.ts";
import { schoolYearLabel, schoolYearOf } from "#app/calendar/school-year.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { openCorrections, readCertifications } from "#app/recovery/certifications.server.ts";
import { periodsOfYear } from "#app/recovery/period-ends.server.ts";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { writtenMoment } from "#app/ui/written-moment.ts";

export const meta: MetaFunction = () => [{ title: "Claims of recovered days · AP Tool" }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "claims:read", "district");
  const now = schoolYearOf(context.clock.today());
  return context.door.asActor(actor, async (tx) => {
    const [certified, open] = [
      [...(await readCertifications(tx, now)), ...(await readCertifications(tx, now - 1))],
      await openCorrections(tx, actor.schools),
    ];
    const nameOf = new Map(actor.places.map(({ id, name }) => [id, name]));
    return {
      frame: frameOf(actor, "claims"),
      years: [await periodsOfYear(tx, actor.schools, now), await periodsOfYear(tx, actor.schools, now - 1)],
      certified: certified.map(({ id, period, through, days, by, at }) => ({
        id,
        period: `${period} of ${schoolYearLabel(schoolYearOf(through))}`,
        through: displayDay(through),
        days,
        by,
        at: writtenMoment(at, context.settings.timeZone),
        open: open
          .filter(({ certificationId }) => certificationId === id)
          .reduce((sum, { count }) => sum + count, 0),
      })),
      corrections: [...Map.groupBy(open, ({ schoolId }) => schoolId)].map(([schoolId, its]) => ({
        schoolId,
        name: nameOf.get(schoolId) ?? "",
        count: its.reduce((sum, { count }) => sum + count, 0),
      })),
    };
  });
}

export default function ClaimsOfDistrict() {
  const { frame, years, certified, corrections } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title="Claims of recovered days"
      lead="What the district reports of attendance recovery: P-1, P-2 and Annual, and the days of each pupil for CALPADS."
    >
      {years.map(({ year, label, periods }) => (
        <section key={year} className="stack" aria-labelledby={`year-${year}`}>
          <h2 id={`year-${year}`}>{label}</h2>
          <ul>
            {periods.map(({ period, slug, ends }) => (
              <li key={slug}>
                <a href={paths.claimReport(year, slug)}>{`${period}, ${ends}`}</a>
              </li>
            ))}
            <li>
              <a href={paths.stas(year)}>{`Recovered days for CALPADS (STAS 13.24), ${label}`}</a>
            </li>
          </ul>
        </section>
      ))}
      {certified.length === 0 ? (
        <Empty title="Certified periods">No period of these years has been certified here yet.</Empty>
      ) : (
        <Table
          caption="Certified periods, newest first"
          columns={[
            { title: "Period", cell: (row) => row.period },
            { title: "Through", cell: (row) => row.through },
            { title: "Days", cell: (row) => row.days, number: true },
            { title: "Certified by", cell: (row) => `${row.by}, ${row.at}` },
            { title: "Open corrections", cell: (row) => row.open, number: true },
          ]}
          rows={certified}
          rowKey={(row) => row.id}
        />
      )}
      {corrections.length > 0 && (
        <Table
          caption="Open corrections of certified periods"
          columns={[
            {
              title: "School",
              cell: (row) => <a href={paths.claimCorrections(row.schoolId)}>{row.name}</a>,
            },
            { title: "Open corrections", cell: (row) => row.count, number: true },
          ]}
          rows={corrections}
          rowKey={(row) => row.schoolId}
        />
      )}
    </Page>
  );
}
