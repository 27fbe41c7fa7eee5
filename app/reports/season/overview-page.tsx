import type { ReactNode } from "react";
import { paths } from "#app/paths.ts";
import { Day } from "#app/ui/day.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { Bars } from "../charts/bars.tsx";
import { LineChart } from "../charts/line-chart.tsx";
import type { OverviewView } from "./overview.server.ts";

const dollars = (amount: number | null) =>
  amount === null
    ? "amount not set"
    : amount.toLocaleString("en-US", { style: "currency", currency: "USD", maximumFractionDigits: 0 });
const number = (count: number) => count.toLocaleString("en-US");

/** A season in figures and plots, each plot beside its numbers. */
export function OverviewPage({
  frame,
  view,
  links,
}: {
  frame: PageFrame;
  view: OverviewView;
  links: ReactNode;
}) {
  return (
    <Page
      frame={frame}
      title="The season so far"
      lead="Who can still gain, seats, no-shows, days and dollars to date."
    >
      <div className="row">{links}</div>
      <DefinitionList facts={figures(view)} />
      <Over
        title="Days earned and claimed"
        about="How many days had been earned and claimed by the end of each week."
        empty={view.weeks.length === 0}
      >
        <LineChart
          id="weeks"
          title="Days earned and claimed, by week"
          about={`By now ${view.days.earned} days are earned and ${view.days.claimed} claimed. The table below has each week.`}
          series={(["earned", "claimed"] as const).map((name) => ({
            name: name === "earned" ? "Earned" : "Claimed",
            points: view.weeks.map((week) => ({
              day: Temporal.PlainDate.from(week.week),
              value: week[name],
            })),
          }))}
        />
        <Table
          caption="By the end of the week of"
          columns={[
            { title: "Monday", cell: (row) => <Day day={row.week} /> },
            { title: "Earned", cell: (row) => row.earned, number: true },
            { title: "Claimed", cell: (row) => row.claimed, number: true },
          ]}
          rows={view.weeks.slice(-12)}
          rowKey={(row) => row.week}
        />
      </Over>
      <Over
        title="Seats, session by session"
        about="The last four weeks and the next six."
        empty={view.sessions.length === 0}
      >
        <Bars
          id="seats"
          title="Seats filled, by session"
          about="A full bar is a full session. The table below has each number."
          bars={view.sessions
            .slice(0, 30)
            .map(({ label, booked, capacity }) => ({ label, value: booked, of: capacity }))}
        />
        <Table
          caption="Sessions"
          columns={[
            {
              title: "Session",
              cell: (row) => <a href={paths.recoverySession(row.schoolId, row.id)}>{row.subject}</a>,
            },
            { title: "Day", cell: (row) => <Day day={row.date} /> },
            { title: "Booked", cell: (row) => row.booked, number: true },
            { title: "Seats", cell: (row) => row.capacity, number: true },
            { title: "Came", cell: (row) => row.came ?? "", number: true },
            { title: "Booked and did not come", cell: (row) => row.missing ?? "", number: true },
          ]}
          rows={view.sessions.slice(0, 60)}
          rowKey={(row) => `${row.schoolId} ${row.id}`}
        />
      </Over>
      <Over
        title="Who can still gain, by grade"
        about="Pupils with absences to make up and days left of their ten."
        empty={view.byGrade.length === 0}
      >
        <Bars
          id="grades"
          title="Days that can still be recovered, by grade"
          about="The table below has pupils and days."
          bars={view.byGrade.map(({ label, days }) => ({ label, value: days }))}
        />
        <Table
          caption="By grade"
          columns={[
            { title: "Grade", cell: (row) => row.label },
            { title: "Pupils", cell: (row) => number(row.pupils), number: true },
            { title: "Days", cell: (row) => number(row.days), number: true },
          ]}
          rows={view.byGrade}
          rowKey={(row) => row.label}
        />
      </Over>
      <section className="stack">
        <h2>Chronic absence, and what recovery does to it</h2>
        <p className="text">
          Pupils absent on ten percent or more of their expected days so far, of those whom the state counts:
          31 expected days and more. Recovery restores funding and changes nothing in the official rate. The
          alternate rate is a working form, (absences − recovered days) / expected days: the formula of the
          state is not known (AR-REP-7).
        </p>
        <DefinitionList facts={view.chronic} />
      </section>
      <section className="stack">
        <h2>Amounts used</h2>
        <DefinitionList facts={view.amounts} />
      </section>
    </Page>
  );
}

function figures(view: OverviewView) {
  const { gain, seats, noShows, days } = view;
  const share =
    noShows.booked === 0 ? "" : `, ${Math.round((100 * noShows.missing) / noShows.booked)} of 100`;
  return [
    {
      term: "Can still gain",
      is: `${number(gain.pupils)} pupils, ${number(gain.days)} days: ${dollars(view.worthOfGain)}`,
    },
    {
      term: "Seats still free",
      is: `${number(seats.free)} of ${number(seats.all)} in ${number(seats.sessions)} sessions of the next six weeks`,
    },
    {
      term: "No-shows",
      is: `${number(noShows.missing)} of ${number(noShows.booked)} booked in the last four weeks${share}`,
    },
    { term: "Days earned", is: number(days.earned) },
    { term: "Days claimed", is: `${number(days.claimed)}: ${dollars(view.worthOfClaimed)}` },
  ];
}

function Over({
  title,
  about,
  empty,
  children,
}: {
  title: string;
  about: string;
  empty: boolean;
  children: ReactNode;
}) {
  return (
    <section className="stack">
      <h2>{title}</h2>
      <p className="text">{about}</p>
      {empty ? (
        <Empty title="Nothing yet">This fills once sessions are planned, held and attested.</Empty>
      ) : (
        <div className="stack text">{children}</div>
      )}
    </section>
  );
}
