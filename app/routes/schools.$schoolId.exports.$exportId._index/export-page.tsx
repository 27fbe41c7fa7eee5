import { ExportPage } from "#app/attendance/export-page.tsx";
import type { ExportView } from "#app/attendance/export-view.ts";
import { marksCounted, type TagKind } from "#app/attendance/export-words.ts";
import type { ReadBack } from "#app/attendance/read-back.ts";
import { Day } from "#app/ui/day.tsx";
import { Notice } from "#app/ui/notice.tsx";
import type { PageFrame } from "#app/ui/page.tsx";
import { StatusTag } from "#app/ui/status-tag.tsx";
import { type Column, Table } from "#app/ui/table.tsx";

export type ExportedRow = {
  key: string;
  pupil: string;
  href: string;
  date: string;
  period: string;
  aeries: string;
  ours: string;
  back: { word: string; kind: TagKind; reason: string } | null;
  since: string | null;
};

export type MarkExportView = ExportView & {
  totals: readonly { state: ReadBack["state"]; count: number }[] | null;
  /** Marks that are no longer what they were when proposed. */
  changedSince: number;
  lastColumn: string | null;
  rows: readonly ExportedRow[];
};

export function MarkExportPage({ frame, view }: { frame: PageFrame; view: MarkExportView }) {
  return (
    <ExportPage
      frame={frame}
      title={`Export ${view.id}`}
      view={view}
      what="marks"
      howToImport={howToImport}
      notices={
        <>
          {view.changedSince > 0 && (
            <Notice kind="warn">
              <p>{`${marksCounted(view.changedSince)} changed after this was proposed. Withdraw it and propose again, or go on: a correction made here goes out with the next export.`}</p>
            </Notice>
          )}
          {view.totals && <Totals totals={view.totals} />}
        </>
      }
    >
      <Table
        caption="What changes in Aeries"
        rows={view.rows}
        rowKey={(row) => row.key}
        columns={columnsOf(view)}
      />
    </ExportPage>
  );
}

const howToImport =
  "In Aeries, at this school, open School Info, Imports and Exports, Import Data to Aeries. Choose ATT and this file, map its columns, and update rows that exist. A blank code stands for present. The next reading of Aeries shows here whether each mark arrived.";

function columnsOf({ lastColumn }: MarkExportView): Column<ExportedRow>[] {
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

const totalWords: Record<ReadBack["state"], string> = {
  agreed: "read back as sent",
  "not yet read": "not read back yet",
  differs: "different in Aeries",
  replaced: "replaced by a later export",
};

function Totals({ totals }: { totals: NonNullable<MarkExportView["totals"]> }) {
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
