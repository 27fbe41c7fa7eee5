import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Table } from "#app/ui/table.tsx";
import type { CallRow } from "./call-list.ts";

/** How many pupils the list shows at once. */
export const callsAtOnce = 50;

/** Pupils of a school who can still gain most, with the next step and whom to call. */
export function CallListPage({
  frame,
  schoolId,
  rows,
  total,
  page,
}: {
  frame: PageFrame;
  schoolId: number;
  rows: readonly CallRow[];
  total: number;
  page: number;
}) {
  const from = (page - 1) * callsAtOnce + 1;
  return (
    <Page
      frame={frame}
      title="Whom to call about recovery"
      lead="Pupils who can still gain days this year, most first. Pupils who have left, who may not take part, or who have nothing left to gain are not on it."
    >
      {total === 0 ? (
        <Empty title="Nobody to call">
          Pupils show here while they have absences to make up and days left of their ten.
        </Empty>
      ) : (
        <>
          <div className="row">
            <LinkButton href={paths.callListFile(schoolId)}>Take it out as a sheet (CSV)</LinkButton>
            <a href={paths.recoveryOverview(schoolId)}>The season so far</a>
          </div>
          <Table
            caption="Call list"
            columns={[
              {
                title: "Pupil",
                cell: (row) => <a href={paths.pupilRecovery(schoolId, row.pupilId)}>{row.name}</a>,
              },
              { title: "Grade", cell: (row) => row.grade },
              { title: "Can gain", cell: (row) => row.days, number: true },
              { title: "Not made up", cell: (row) => row.missed, number: true },
              { title: "Recovered", cell: (row) => row.claimed, number: true },
              { title: "Next step", cell: (row) => row.next },
              { title: "Whom to call", cell: (row) => row.contact },
              { title: "Phone", cell: (row) => row.phone },
            ]}
            rows={rows}
            rowKey={(row) => row.pupilId}
          />
          <Pagination
            what="pupils"
            from={from}
            to={from + rows.length - 1}
            total={total}
            previousHref={page > 1 ? paths.callList(schoolId, page - 1) : null}
            nextHref={from + rows.length <= total ? paths.callList(schoolId, page + 1) : null}
          />
        </>
      )}
    </Page>
  );
}
