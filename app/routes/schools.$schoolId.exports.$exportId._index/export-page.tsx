import { marksCounted } from "#app/attendance/export-words.ts";
import type { ReadBack } from "#app/attendance/read-back.ts";
import { LinkButton, PostButton } from "#app/ui/button.tsx";
import { Day } from "#app/ui/day.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { StatusTag } from "#app/ui/status-tag.tsx";
import { type Column, Table } from "#app/ui/table.tsx";

type Kind = "info" | "good" | "warn" | "bad" | "off";

export type ExportedRow = {
  key: string;
  pupil: string;
  href: string;
  date: string;
  period: string;
  aeries: string;
  ours: string;
  back: { word: string; kind: Kind; reason: string } | null;
  since: string | null;
};

export type ExportView = {
  id: number;
  listHref: string;
  state: { text: string; kind: Kind };
  /** The one step that comes next. */
  next:
    | { kind: "approve"; action: string }
    | { kind: "download"; file: string }
    | { kind: "import"; file: string; action: string }
    | null;
  withdrawHref: string | null;
  noFile: string | null;
  steps: readonly { what: string; at: string; by: string; reason: string | null }[];
  totals: readonly { state: ReadBack["state"]; count: number }[] | null;
  /** Marks that are no longer what they were when proposed. */
  changedSince: number;
  lastColumn: string | null;
  rows: readonly ExportedRow[];
  around: {
    from: number;
    to: number;
    total: number;
    previousHref: string | null;
    nextHref: string | null;
  } | null;
};

export function ExportPage({ frame, view }: { frame: PageFrame; view: ExportView }) {
  return (
    <Page
      frame={frame}
      title={`Export ${view.id}`}
      lead={<StatusTag kind={view.state.kind}>{view.state.text}</StatusTag>}
      above={
        <p>
          <a href={view.listHref}>All exports</a>
        </p>
      }
    >
      {view.noFile && (
        <Notice kind="bad">
          <p>{view.noFile}</p>
        </Notice>
      )}
      {view.changedSince > 0 && (
        <Notice kind="warn">
          <p>{`${marksCounted(view.changedSince)} changed after this was proposed. Withdraw it and propose again, or go on: a correction made here goes out with the next export.`}</p>
        </Notice>
      )}
      {view.totals && <Totals totals={view.totals} />}
      <Next view={view} />
      <Table
        caption="What changes in Aeries"
        rows={view.rows}
        rowKey={(row) => row.key}
        columns={columnsOf(view)}
      />
      {view.around && <Pagination what="marks" {...view.around} />}
      <Table
        caption="Steps"
        rows={view.steps}
        rowKey={(row) => `${row.what} ${row.at} ${row.by}`}
        columns={[
          { title: "Step", cell: (row) => row.what },
          { title: "When", cell: (row) => row.at },
          { title: "Who", cell: (row) => row.by },
          ...(view.steps.some((row) => row.reason)
            ? [{ title: "Reason", cell: (row: ExportView["steps"][number]) => row.reason }]
            : []),
        ]}
      />
    </Page>
  );
}

function columnsOf({ lastColumn }: ExportView): Column<ExportedRow>[] {
  const columns: Column<ExportedRow>[] = [
    { title: "Pupil", cell: (row) => <a href={row.href}>{row.pupil}</a> },
    { title: "Day", cell: (row) => <Day day={row.date} /> },
    { title: "Period", cell: (row) => row.period },
    { title: "Aeries says", cell: (row) => row.aeries },
    { title: "Change to", cell: (row) => <strong>{row.ours}</strong> },
  ];
  if (lastColumn === null) return columns;
  const last = (row: ExportedRow) =>
    row.back ? (
      <>
        <StatusTag kind={row.back.kind}>{row.back.word}</StatusTag>
        <span className="hint">{` ${row.back.reason}`}</span>
      </>
    ) : (
      (row.since ?? "No change")
    );
  return [...columns, { title: lastColumn, cell: last, words: true }];
}

function Next({ view: { next, withdrawHref } }: { view: ExportView }) {
  const withdraw = withdrawHref && (
    <LinkButton quiet href={withdrawHref}>
      Withdraw
    </LinkButton>
  );
  if (next === null) return withdraw && <p>{withdraw}</p>;
  return (
    <>
      <p className="text">{guidance[next.kind]}</p>
      <div className="row">
        {next.kind === "approve" && <PostButton action={next.action}>Approve</PostButton>}
        {next.kind === "download" && <LinkButton href={next.file}>Download the file</LinkButton>}
        {next.kind === "import" && (
          <>
            <PostButton action={next.action}>Mark as imported</PostButton>
            <LinkButton quiet href={next.file}>
              Download again
            </LinkButton>
          </>
        )}
        {withdraw}
      </div>
    </>
  );
}

const guidance = {
  approve: "Check the changes below, then approve them. Nothing leaves until then.",
  download:
    "Download the file. After that, come back to this page to mark it as imported. It holds student numbers: keep it off shared drives and delete it when you are done.",
  import:
    "In Aeries, at this school, open School Info, Imports and Exports, Import Data to Aeries. Choose ATT and this file, map its columns, and update rows that exist. A blank code stands for present. When it is in, mark it as imported: the next reading of Aeries shows here whether each mark arrived.",
} as const;

const totalWords: Record<ReadBack["state"], string> = {
  agreed: "read back as sent",
  "not yet read": "not read back yet",
  differs: "different in Aeries",
  replaced: "replaced by a later export",
};

function Totals({ totals }: { totals: NonNullable<ExportView["totals"]> }) {
  const differs = totals.some(({ state }) => state === "differs");
  const agreed = totals.every(({ state }) => state === "agreed" || state === "replaced");
  return (
    <Notice kind={differs ? "bad" : agreed ? "good" : "info"}>
      <p>
        {totals.map(({ state, count }) => `${marksCounted(count)} ${totalWords[state]}`).join(", ")}.
        {totals.some(({ state }) => state === "not yet read") &&
          " They are compared when Aeries is read the next time."}
      </p>
    </Notice>
  );
}
