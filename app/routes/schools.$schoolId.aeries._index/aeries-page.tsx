import { PostButton } from "#app/ui/button.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { LiveLink } from "#app/ui/live.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { StatusTag } from "#app/ui/status-tag.tsx";
import { Table } from "#app/ui/table.tsx";
import type { AeriesView } from "./route.tsx";

/** Long enough to reach the link that stops it with a keyboard. */
export const everySeconds = 5;

const states = {
  ok: { text: "Read", kind: "good" },
  error: { text: "Not read", kind: "bad" },
  interrupted: { text: "Stopped", kind: "warn" },
  reading: { text: "Reading now", kind: "info" },
} as const;

/** How the readings stand, what waits, and the button that has Aeries read now. */
export function AeriesPage({ frame, view }: { frame: PageFrame; view: AeriesView }) {
  const failures = view.resources.filter((one) => one.message !== null);
  return (
    <Page
      frame={frame}
      title="From Aeries"
      lead="Pupils, classes, codes and marks come from Aeries by themselves. Here you see when, and what did not fit."
    >
      {!view.connected && (
        <Notice kind="warn">
          <p>No Aeries is connected. Ask whoever runs AP Tool to set its address and certificate.</p>
        </Notice>
      )}
      {view.notTakenHere && (
        <Notice kind="warn">
          <p>{view.notTakenHere}</p>
        </Notice>
      )}
      {view.waits && (
        <Notice>
          <p role="status">
            {view.underWay ? "Aeries is being read now." : "Aeries will be read in a moment."}
          </p>
          <p>
            <LiveLink live={view.waits} often={`every ${everySeconds} seconds`} />
          </p>
        </Notice>
      )}
      {failures.map((one) => (
        <Notice kind="bad" key={one.name}>
          <p>{`${one.name}: ${one.message}`}</p>
        </Notice>
      ))}
      <DefinitionList
        facts={[
          {
            term: "Attendance was last read",
            is: view.lag ? `${view.lag} ago` : "It has not been read yet",
          },
          { term: "Next reading", is: view.next ?? "None is planned" },
          {
            term: "Rows that did not fit",
            is: <a href={view.quarantineHref}>{`${view.waitingRows} to look at`}</a>,
          },
          { term: "Absence codes", is: <a href={view.codesHref}>What each code means here</a> },
        ]}
      />
      {view.readAction && <PostButton action={view.readAction}>Read Aeries now</PostButton>}
      {view.resources.length === 0 ? (
        <Empty title="Nothing has been read yet">The first reading brings the whole school year.</Empty>
      ) : (
        <Table
          caption="The newest reading of each part"
          rows={view.resources}
          rowKey={(row) => row.name}
          columns={[
            { title: "Part", cell: (row) => row.name },
            {
              title: "State",
              cell: (row) => <StatusTag kind={states[row.state].kind}>{states[row.state].text}</StatusTag>,
            },
            { title: "Started", cell: (row) => row.at },
            { title: "Last read well", cell: (row) => row.lastOk ?? "Never" },
            { title: "Rows", cell: (row) => row.read, number: true },
            { title: "Changed", cell: (row) => row.changed, number: true },
            { title: "Did not fit", cell: (row) => row.held, number: true },
          ]}
        />
      )}
    </Page>
  );
}
