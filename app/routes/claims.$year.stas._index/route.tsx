import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { notFound, requireActor } from "#app/access/require-actor.server.ts";
import { recordView } from "#app/access/trace.server.ts";
import { displayDay } from "#app/calendar/day.ts";
import { schoolYearLabel } from "#app/calendar/school-year.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { SettingsUsed } from "#app/recovery/settings-used.tsx";
import { readStas } from "#app/recovery/stas.server.ts";
import { stas0318 } from "#app/recovery/stas.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";

export const meta: MetaFunction = () => [{ title: "Recovered days for CALPADS · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "claims:read", "district");
  if (!/^20\d\d$/.test(params.year ?? "")) throw notFound();
  const year = Number(params.year);
  const { rows, problems, until, settings } = await readStas(context, year);
  const named = problems.map((problem, place) => {
    const row = rows.find(
      ({ pupilId, schoolId }) =>
        pupilId === problem.pupilId && (problem.schoolId === null || schoolId === problem.schoolId),
    );
    return { place, ...problem, name: row?.name ?? "", schoolName: row?.schoolName ?? "", at: row?.schoolId };
  });
  await context.door.asActor(actor, async (tx) => {
    for (const [schoolId, its] of Map.groupBy(named, ({ at }) => at ?? 0))
      await recordView(
        tx,
        { ...actor, schoolId },
        context.clock.now(),
        "checks of recovered days for CALPADS",
        its.map(({ pupilId }) => pupilId),
      );
  });
  const schools = [...Map.groupBy(rows, ({ schoolId }) => schoolId)].map(([schoolId, its]) => ({
    schoolId,
    name: its[0]?.schoolName ?? "",
    pupils: its.length,
    days: its.reduce((sum, { days }) => sum + days, 0),
    listed: its.reduce((sum, { listed }) => sum + listed, 0),
  }));
  return {
    frame: frameOf(actor, "claims"),
    year,
    label: schoolYearLabel(year),
    until: displayDay(until),
    schools,
    problems: named,
    settings,
  };
}

export default function StasOfYear() {
  const { frame, year, label, until, schools, problems, settings } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title={`Recovered days for CALPADS, ${label}`}
      lead={`STAS field 13.24, Attendance Recovery Days, of each pupil at the school where the absences happened, through ${until}.`}
      above={
        <p>
          <a href={paths.claims()}>All periods</a>
        </p>
      }
    >
      {problems.length > 0 ? (
        <Notice kind="bad">
          {`CALPADS would refuse this file: ${problems.length === 1 ? "one row needs" : `${problems.length} rows need`} mending first. It cannot be downloaded until then.`}
        </Notice>
      ) : (
        <>
          <Notice kind="good">Every row passes STAS0739 and STAS0740E1.</Notice>
          <p>
            <LinkButton href={paths.stasFile(year)}>Download as CSV</LinkButton>
          </p>
        </>
      )}
      {problems.length > 0 && (
        <Table
          caption="Rows to mend"
          columns={[
            {
              title: "Pupil",
              cell: (row) =>
                row.at === undefined ? (
                  row.name
                ) : (
                  <a href={paths.pupilRecovery(row.at, row.pupilId)}>{row.name}</a>
                ),
            },
            { title: "School", cell: (row) => row.schoolName },
            { title: "Check", cell: (row) => row.check },
            { title: "What is wrong", cell: (row) => row.sentence, words: true },
          ]}
          rows={problems}
          rowKey={(row) => row.place}
        />
      )}
      <Table
        caption="What the file holds"
        columns={[
          { title: "School", cell: (row) => row.name },
          { title: "Pupils", cell: (row) => row.pupils, number: true },
          { title: "Days", cell: (row) => row.days, number: true },
          { title: "Of them in Aeries alone", cell: (row) => row.listed, number: true },
        ]}
        rows={schools}
        rowKey={(row) => row.schoolId}
      />
      <p className="text">
        Days in Aeries alone were recovered there and not claimed here, as the newest list of make-ups of each
        school has them. They are in the file, and count toward the ten days of a pupil.
      </p>
      <p className="text">{stas0318}</p>
      <p className="text">
        The file of CALPADS has no place for settings: print this page with it. Taking it out puts them on
        record too.
      </p>
      <SettingsUsed used={settings} on={until} />
    </Page>
  );
}
