import { Day } from "#app/ui/day.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { StatusTag } from "#app/ui/status-tag.tsx";
import { Table } from "#app/ui/table.tsx";
import type { PupilView } from "./view-of.ts";

/** One pupil's attendance of the school year. */
export function PupilPage({ frame, view }: { frame: PageFrame; view: PupilView }) {
  return (
    <Page
      frame={frame}
      title={view.name}
      lead={view.lead}
      above={view.inactive && <Notice kind="warn">{view.inactive}</Notice>}
    >
      <Sums view={view} />
      {view.recoveryHref && (
        <p>
          <a href={view.recoveryHref}>Days to make up and recovery sessions</a>
        </p>
      )}
      <Days view={view} />
      <h2>Classes now</h2>
      {view.classes.length === 0 ? (
        <p>In no class today.</p>
      ) : (
        <Table
          caption="Classes"
          rows={view.classes}
          rowKey={(each) => each.key}
          columns={[
            {
              title: "Class",
              cell: (each) => [each.title, each.period].filter((part) => part !== null).join(", "),
            },
            { title: "Teacher", cell: (each) => each.teachers },
            { title: "Room", cell: (each) => each.room },
          ]}
        />
      )}
      <h2>Enrolled at this school</h2>
      {view.spans.length === 0 ? (
        <p>{`No enrollment in ${view.year}.`}</p>
      ) : (
        <ul>
          {view.spans.map((span) => (
            <li key={span}>{span}</li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function Sums({ view: { sums, year } }: { view: PupilView }) {
  if ("notShown" in sums) return <Notice>{sums.notShown}</Notice>;
  return (
    <>
      <h2>{`Attendance ${year}`}</h2>
      {sums.undecided > 0 && (
        <Notice kind="warn">
          {`${sums.undecided} ${sums.undecided === 1 ? "day has" : "days have"} a code without a category and counted as attended. The office can give it one under From Aeries.`}
        </Notice>
      )}
      <DefinitionList
        facts={[
          {
            term: "Attendance rate",
            is: sums.rate === null ? "No school day yet" : `${sums.rate}, ${sums.of}`,
          },
          ...(sums.standing === null ? [] : [{ term: "Absences", is: sums.standing }]),
          ...sums.counts.map(({ label, days }) => ({
            term: label,
            is: `${days} ${days === 1 ? "day" : "days"}`,
          })),
        ]}
      />
    </>
  );
}

function Days({ view }: { view: PupilView }) {
  if (view.days.length === 0) {
    return (
      <p>
        {view.sums === null
          ? `No mark of your classes in ${view.year}.`
          : `No mark in ${view.year}: present on every school day.`}
      </p>
    );
  }
  return (
    <Table
      caption="Days with a mark, newest first"
      rows={view.days}
      rowKey={(day) => day.date}
      columns={[
        {
          title: "Day",
          cell: (day) => (
            <a href={day.href}>
              <Day day={day.date} short />
            </a>
          ),
        },
        { title: "Mark", cell: (day) => day.marks.join("; ") },
        { title: "The day counts as", cell: (day) => day.comesTo },
        {
          title: "Aeries",
          cell: (day) => (day.differs ? <StatusTag kind="warn">Aeries differs</StatusTag> : ""),
        },
      ]}
    />
  );
}
