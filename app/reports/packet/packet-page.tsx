import { schoolYearLabel } from "#app/calendar/school-year.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Day } from "#app/ui/day.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Table } from "#app/ui/table.tsx";
import type { PacketView } from "./packet-view.server.ts";
import { reportingPeriods } from "./period.ts";

type Addresses = { page: (search: string) => string; file: (search: string) => string };

/** The claimed days of a period with their totals, and the packet of them to take out. */
export function PacketPage({ frame, view, at }: { frame: PageFrame; view: PacketView; at: Addresses }) {
  const turned = (page: number) => at.page(`${view.search}&page=${page}`);
  return (
    <Page
      frame={frame}
      title="Claimed days"
      lead={`${view.label}. Each day leads to the page an auditor asks for.`}
    >
      {view.problem && (
        <Notice kind="bad">
          <p>{view.problem}</p>
        </Notice>
      )}
      <PeriodForm view={view} at={at} />
      {view.total === 0 ? (
        <Empty title="No day is claimed in this period">
          Days show here once a pupil has earned a day in attested sessions and missed one that can be
          recovered.
        </Empty>
      ) : (
        <>
          <Table
            caption="Totals"
            columns={["School", "Grades", "Days claimed", "Pupils"].map((title, place) => ({
              title,
              number: place > 1,
              cell: (row: TotalsRow) => row.cells[place] ?? "",
            }))}
            rows={view.totals.map((cells, key) => ({ key, cells }))}
            rowKey={(row) => row.key}
          />
          <div className="row">
            <LinkButton href={at.file(view.search)}>Take out the audit packet (ZIP)</LinkButton>
          </div>
          <p className="text">
            The packet holds a sheet for each day, an index and these totals. Taking it out is recorded for
            every pupil in it.
          </p>
          <Table
            caption="Days"
            columns={[
              {
                title: "Pupil",
                cell: (row) => (
                  <a href={paths.claimedDay(row.schoolId, row.pupilId, row.absenceDate)}>{row.name}</a>
                ),
              },
              { title: "Grade", cell: (row) => row.grade },
              { title: "School", cell: (row) => row.school },
              { title: "Day missed", cell: (row) => <Day day={row.absenceDate} /> },
              { title: "Code", cell: (row) => row.code },
              { title: "Earned on", cell: (row) => <Day day={row.earnedDate} /> },
            ]}
            rows={view.rows}
            rowKey={(row) => `${row.schoolId} ${row.pupilId} ${row.absenceDate}`}
          />
          <Pagination
            what="claimed days"
            from={view.from}
            to={view.to}
            total={view.total}
            previousHref={view.page > 1 ? turned(view.page - 1) : null}
            nextHref={view.to < view.total ? turned(view.page + 1) : null}
          />
        </>
      )}
    </Page>
  );
}

type TotalsRow = { key: number; cells: readonly string[] };

function PeriodForm({ view, at }: { view: PacketView; at: Addresses }) {
  return (
    <form method="get" className="bar row">
      <nav className="row" aria-label="Period">
        {reportingPeriods.map((period) => (
          <a
            key={period}
            href={at.page(`?period=${period}&year=${view.schoolYear}`)}
            aria-current={view.choice.period === period ? "true" : undefined}
          >
            {`${period} ${schoolYearLabel(view.schoolYear)}`}
          </a>
        ))}
        <a href={at.page(`?period=Annual&year=${view.schoolYear - 1}`)}>
          {`Annual ${schoolYearLabel(view.schoolYear - 1)}`}
        </a>
      </nav>
      <label>
        {"Days missed from "}
        <input type="date" name="from" defaultValue={view.choice.from} />
      </label>
      <label>
        {"through "}
        <input type="date" name="to" defaultValue={view.choice.to} />
      </label>
      <Button quiet>Show these days</Button>
    </form>
  );
}
