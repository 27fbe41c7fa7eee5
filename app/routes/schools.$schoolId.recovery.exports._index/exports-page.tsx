import type { TagKind } from "#app/attendance/export-words.ts";
import { PostButton } from "#app/ui/button.tsx";
import { Day } from "#app/ui/day.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { StatusTag } from "#app/ui/status-tag.tsx";
import { Table } from "#app/ui/table.tsx";

/** One kind of file: what it would change now. */
export type Waiting = {
  kind: "ATT" | "ATD";
  title: string;
  what: string;
  setCount: number;
  clearCount: number;
  open: { id: number; href: string } | null;
};

export type RecoveryExportsView = {
  action: string;
  links: readonly { label: string; href: string }[];
  waiting: readonly Waiting[];
  held: readonly { key: string; pupil: string; date: string; what: string; reason: string }[];
  exports: readonly {
    id: number;
    href: string;
    what: string;
    state: { text: string; kind: TagKind };
    rows: number;
    proposed: string;
  }[];
};

export function RecoveryExportsPage(props: {
  frame: PageFrame;
  view: RecoveryExportsView;
  problem: string | null;
}) {
  const { view, problem } = props;
  return (
    <Page
      frame={props.frame}
      title="Recovery to Aeries"
      lead="Aeries takes days made up and minutes only as files that someone imports. Here you see what has to change there, approve it and get the file."
      above={
        problem && (
          <Notice kind="bad">
            <p>{problem}</p>
          </Notice>
        )
      }
    >
      <div className="row">
        {view.links.map(({ label, href }) => (
          <a key={href} href={href}>
            {label}
          </a>
        ))}
      </div>
      {view.waiting.map((waiting) => (
        <section key={waiting.kind} className="stack" aria-labelledby={waiting.kind}>
          <h2 id={waiting.kind}>{waiting.title}</h2>
          <p>{waiting.what}</p>
          <Next waiting={waiting} action={view.action} />
        </section>
      ))}
      {view.held.length > 0 && (
        <Table
          caption="Held back: these cannot go to Aeries yet"
          rows={view.held}
          rowKey={(row) => row.key}
          columns={[
            { title: "Pupil", cell: (row) => row.pupil },
            { title: "Day", cell: (row) => <Day day={row.date} /> },
            { title: "File", cell: (row) => row.what },
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
            { title: "What", cell: (row) => row.what },
            { title: "State", cell: (row) => <StatusTag kind={row.state.kind}>{row.state.text}</StatusTag> },
            { title: "Rows", cell: (row) => row.rows.toLocaleString("en-US"), number: true },
            { title: "Proposed", cell: (row) => row.proposed },
          ]}
        />
      ) : (
        <Empty title="No exports yet">
          Each export stays here with who approved it and who imported it, and can be taken back by a reverse
          file.
        </Empty>
      )}
    </Page>
  );
}

function Next({ waiting, action }: { waiting: Waiting; action: string }) {
  const { open, setCount, clearCount, kind } = waiting;
  if (open)
    return (
      <Notice>
        <p>
          <a href={open.href}>{`Export ${open.id}`}</a> is on its way. Finish it or withdraw it before the
          next one.
        </p>
      </Notice>
    );
  if (setCount + clearCount === 0) return <p>Nothing has changed here since the last export.</p>;
  return (
    <div className="row">
      <PostButton action={action} values={{ kind }}>
        {kind === "ATT" ? "Propose the make-ups" : "Propose the minutes"}
      </PostButton>
      <p>{`${setCount.toLocaleString("en-US")} to set, ${clearCount.toLocaleString("en-US")} to clear. Nothing leaves until someone approves it.`}</p>
    </div>
  );
}
