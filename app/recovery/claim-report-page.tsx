import type { ReactNode } from "react";
import { Button } from "#app/ui/button.tsx";
import { Day } from "#app/ui/day.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Table } from "#app/ui/table.tsx";
import { type ClaimReportView, reportLine } from "./claim-report-view.ts";
import { SettingsUsed } from "./settings-used.tsx";

/** A period's report: totals, grade spans, schools, and the settings it was worked out with. */
export function ClaimReportBody({
  view,
  problem,
  children,
}: {
  view: ClaimReportView;
  problem: string | null;
  children?: ReactNode;
}) {
  return (
    <>
      <form method="get" className="card narrow stack">
        <TextField
          field={{ id: "through", name: "through", value: view.through, error: problem ?? undefined }}
          label="Last day of the period"
          hint="Leave it empty to count each school through its last full school month: by December 31 for P-1, by April 15 for P-2. Annual ends on June 30."
          type="date"
          short
        />
        <Button quiet>Show this period</Button>
      </form>
      <Table
        caption={`By grade span: ${reportLine}`}
        columns={[
          { title: "Grade span", cell: (row) => row.span },
          { title: "Days claimed", cell: (row) => row.days, number: true },
          { title: "AR ADA", cell: (row) => row.ada, number: true },
        ]}
        rows={[...view.spans, { span: "In all", ...view.total }]}
        rowKey={(row) => row.span}
      />
      <Table
        caption="By school where the absence happened"
        columns={[
          { title: "School", cell: (row) => row.name },
          { title: "Counted through", cell: (row) => (row.through ? <Day day={row.through} /> : "–") },
          { title: "Days taught", cell: (row) => row.daysTaught, number: true },
          ...view.spanTitles.map((title, at) => ({
            title,
            cell: (row: ClaimReportView["schools"][number]) => row.spans[at],
            number: true,
          })),
          { title: "Days claimed", cell: (row) => row.days, number: true },
          { title: "AR ADA", cell: (row) => row.ada, number: true },
          ...(view.total.listed > 0
            ? [
                {
                  title: "In Aeries besides",
                  cell: (row: ClaimReportView["schools"][number]) => row.listed,
                  number: true,
                },
              ]
            : []),
        ]}
        rows={view.schools}
        rowKey={(row) => row.schoolId}
      />
      <p className="text">
        AR ADA is the days claimed over the days taught: the calendar's days with pupils, Monday to Friday.
        Weekend classes and days of recovery alone are not in it.
      </p>
      {view.total.listed > 0 && (
        <Notice kind="warn">
          {`The newest lists out of Aeries name ${view.total.listed} recovered ${view.total.listed === 1 ? "day" : "days"} that ${view.total.listed === 1 ? "was" : "were"} not claimed here. They count toward the ten days of each pupil and belong on the same line, but are not in the days claimed above: nothing on record here bears them out.`}
        </Notice>
      )}
      {children}
      <SettingsUsed used={view.settings} on={view.settingsOn} />
    </>
  );
}
