import { marksCounted } from "#app/attendance/export-words.ts";
import { PostButton } from "#app/ui/button.tsx";
import { Day } from "#app/ui/day.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { StatusTag } from "#app/ui/status-tag.tsx";
import { Table } from "#app/ui/table.tsx";

export type ExportsView = {
  proposeAction: string;
  /** Why there is nothing to send, at a school that takes registers in Aeries. */
  elsewhere: string | null;
  readyCount: number;
  open: { id: number; href: string } | null;
  held: readonly {
    key: string;
    pupil: string;
    date: string;
    period: string;
    ours: string;
    reason: string;
  }[];
  exports: readonly {
    id: number;
    href: string;
    state: { text: string; kind: "info" | "good" | "warn" | "bad" | "off" };
    markCount: number;
    proposed: string;
  }[];
};

export function ExportsPage(props: { frame: PageFrame; view: ExportsView; problem: string | null }) {
  const { view, problem } = props;
  return (
    <Page
      frame={props.frame}
      title="Marks to Aeries"
      lead="Aeries takes attendance only as a file that someone imports. Here you see what has to change there, approve it and get the file."
      above={
        problem && (
          <Notice kind="bad">
            <p>{problem}</p>
          </Notice>
        )
      }
    >
      {view.elsewhere ? (
        <Notice>
          <p>{view.elsewhere}</p>
        </Notice>
      ) : (
        <Next view={view} />
      )}
      {view.held.length > 0 && (
        <Table
          caption="Held back: these cannot go to Aeries yet"
          rows={view.held}
          rowKey={(row) => row.key}
          columns={[
            { title: "Pupil", cell: (row) => row.pupil },
            { title: "Day", cell: (row) => <Day day={row.date} /> },
            { title: "Period", cell: (row) => row.period },
            { title: "Our mark", cell: (row) => row.ours },
            { title: "What to do", cell: (row) => row.reason, words: true },
          ]}
        />
      )}
      {view.exports.length > 0 ? (
        <Table
          caption="Exports, newest first"
          rows={view.exports}
          rowKey={(row) => row.id}
          columns={[
            { title: "Export", cell: (row) => <a href={row.href}>{`Export ${row.id}`}</a> },
            { title: "State", cell: (row) => <StatusTag kind={row.state.kind}>{row.state.text}</StatusTag> },
            { title: "Marks", cell: (row) => row.markCount.toLocaleString("en-US"), number: true },
            { title: "Proposed", cell: (row) => row.proposed },
          ]}
        />
      ) : (
        !view.elsewhere && (
          <Empty title="No exports yet">
            Each export stays here with who approved it, who imported it, and what Aeries said afterwards.
          </Empty>
        )
      )}
    </Page>
  );
}

function Next({ view }: { view: ExportsView }) {
  if (view.open)
    return (
      <Notice>
        <p>
          <a href={view.open.href}>{`Export ${view.open.id}`}</a> is on its way. Finish it or withdraw it
          before the next one.
        </p>
      </Notice>
    );
  if (view.readyCount === 0) return <p>Nothing has changed here since the last export.</p>;
  return (
    <div className="row">
      <PostButton action={view.proposeAction}>Propose what changed</PostButton>
      <p>{`${marksCounted(view.readyCount)} to send. Nothing leaves until someone approves it.`}</p>
    </div>
  );
}
