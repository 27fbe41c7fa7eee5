import { RegisterTable } from "#app/attendance/register-table.tsx";
import { Button } from "#app/ui/button.tsx";
import { Day } from "#app/ui/day.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { writtenDay } from "#app/ui/written-day.ts";
import type { RegistersView } from "./route.tsx";

/** All registers of a day, with the way to the days around it. */
export function RegistersPage({ frame, view }: { frame: PageFrame; view: RegistersView }) {
  return (
    <Page
      frame={frame}
      title={`Registers, ${writtenDay(view.date)}`}
      lead={view.noSchool === null ? view.progress : undefined}
      above={
        view.mistake && (
          <ErrorSummary
            title="Showing today instead"
            errors={[{ text: view.mistake.reason, href: "#date" }]}
          />
        )
      }
    >
      <DayChooser view={view} />
      <Registers view={view} />
      <p className="row">
        {view.noSchool === null && view.filter && <a href={view.filter.href}>{view.filter.label}</a>}
        {view.unlockHref && <a href={view.unlockHref}>Open this day for changes</a>}
      </p>
    </Page>
  );
}

function Registers({ view }: { view: RegistersView }) {
  if (view.noSchool !== null) {
    return (
      <p>
        {view.noSchool}
        {view.nearest && (
          <>
            {" The nearest school day is "}
            <a href={view.nearest.href}>
              <Day day={view.nearest.date} />
            </a>
            .
          </>
        )}
      </p>
    );
  }
  if (view.lines.length > 0)
    return (
      <RegisterTable caption={view.onlyMissing ? "Missing registers" : "All registers"} lines={view.lines} />
    );
  return view.onlyMissing ? (
    <Empty title="No register is missing">Every register that is due has been taken.</Empty>
  ) : (
    <Empty title="No class meets">No class with pupils in it meets on this day.</Empty>
  );
}

function DayChooser({ view }: { view: RegistersView }) {
  return (
    <form method="get" action={view.action} className="row end">
      {view.onlyMissing && <input type="hidden" name="show" value="missing" />}
      <TextField
        field={{ id: "date", name: "date", value: view.date, error: view.mistake?.reason }}
        label="Day"
        type="date"
      />
      <Button quiet>Show</Button>
      {view.previous && (
        <a href={view.previous.href} rel="prev">
          {"Earlier: "}
          <Day day={view.previous.date} short />
        </a>
      )}
      {view.next && (
        <a href={view.next.href} rel="next">
          {"Later: "}
          <Day day={view.next.date} short />
        </a>
      )}
    </form>
  );
}
