import type { SubmissionResult } from "@conform-to/react";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { StatusTag } from "#app/ui/status-tag.tsx";
import { Table } from "#app/ui/table.tsx";
import { writtenDay } from "#app/ui/written-day.ts";
import { CorrectionForm } from "./correction-form.tsx";
import type { DayView, PeriodView } from "./view-of.ts";

type Refused = { section: string; reply: SubmissionResult<string[]> };

/** One pupil's day: what is in force, why, and all that was said. */
export function DayPage({ frame, view, refused }: { frame: PageFrame; view: DayView; refused?: Refused }) {
  return (
    <Page
      frame={frame}
      title={writtenDay(view.date)}
      lead={<a href={view.pupilHref}>{view.name}</a>}
      above={
        view.locked && (
          <Notice kind="warn">
            <p>{view.locked}</p>
            {view.unlockHref && (
              <p>
                <a href={view.unlockHref}>Open it for changes</a>
              </p>
            )}
          </Notice>
        )
      }
    >
      {view.periods.length === 0 && (
        <p>The pupil was in no class on this day, and nothing was said about it.</p>
      )}
      {view.periods.map((period) => (
        <Period key={period.key} period={period} refused={refused} />
      ))}
      <Unlocks view={view} />
    </Page>
  );
}

function Period({ period, refused }: { period: PeriodView; refused?: Refused }) {
  const { correct } = period;
  const isRefused = correct !== null && refused?.section === String(correct.section);
  return (
    <section className="stack">
      <h2>{period.heading}</h2>
      <DefinitionList
        facts={[
          { term: "In force", is: period.inForce ?? "Nothing" },
          { term: "Why", is: period.explanation },
          {
            term: "Register",
            is: (
              <>
                {`${period.taken ?? "Not taken here."} `}
                {period.register && <a href={period.register.href}>See the register</a>}
              </>
            ),
          },
        ]}
      />
      {period.differs && <Notice kind="warn">Aeries says something else for this pupil.</Notice>}
      {period.rows.length > 0 && <Said rows={period.rows} heading={period.heading} />}
      {correct && (
        <details className="stack" open={isRefused}>
          <summary>Correct this mark</summary>
          <CorrectionForm offer={correct} reply={isRefused ? refused?.reply : undefined} />
        </details>
      )}
    </section>
  );
}

const Said = ({ rows, heading }: { rows: PeriodView["rows"]; heading: string }) => (
  <Table
    caption={`What was said, ${heading}`}
    rows={rows}
    rowKey={(row) => row.key}
    columns={[
      { title: "Who", cell: (row) => row.who },
      {
        title: "Said",
        cell: (row) => (
          <>
            {`${row.said} `}
            {row.inForce && <StatusTag kind="good">In force</StatusTag>}
          </>
        ),
      },
      { title: "When", cell: (row) => row.when },
      { title: "Why", cell: (row) => row.why },
    ]}
  />
);

function Unlocks({ view }: { view: DayView }) {
  if (view.unlocks.length === 0 && view.month === null) return null;
  return (
    <section className="stack">
      <h2>Locked and opened</h2>
      {view.month && <p>{view.month}</p>}
      {view.unlocks.length === 0 ? (
        <p>It has not been opened for changes since.</p>
      ) : (
        <Table
          caption="Opened for changes"
          rows={view.unlocks}
          rowKey={(unlock) => unlock.key}
          columns={[
            { title: "By", cell: (unlock) => unlock.by },
            { title: "What", cell: (unlock) => unlock.what },
            { title: "From", cell: (unlock) => unlock.from },
            { title: "Until", cell: (unlock) => unlock.until },
            { title: "Reason", cell: (unlock) => unlock.reason },
          ]}
        />
      )}
    </section>
  );
}
