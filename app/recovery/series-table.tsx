import { Day } from "#app/ui/day.tsx";
import { StatusTag } from "#app/ui/status-tag.tsx";
import { Table } from "#app/ui/table.tsx";
import type { SeriesDate } from "./series.ts";

const tags = {
  meet: { kind: "good", word: "Will meet" },
  "left out": { kind: "off", word: "Left out" },
  refused: { kind: "bad", word: "Refused" },
} as const;

/** A date of a series as a loader sends it. */
export type SeriesRow = Omit<SeriesDate, "date"> & { date: string };

/** Each date of a series: it will meet, or it will not and why. */
export function SeriesTable({ dates }: { dates: readonly SeriesRow[] }) {
  return (
    <Table
      caption="Date by date"
      columns={[
        { title: "Date", cell: (row) => <Day day={row.date} /> },
        {
          title: "What becomes of it",
          cell: (row) => <StatusTag kind={tags[row.will].kind}>{tags[row.will].word}</StatusTag>,
        },
        { title: "Why", cell: (row) => row.why ?? "", words: true },
      ]}
      rows={dates}
      rowKey={(row) => row.date}
    />
  );
}

/** "12 sessions; 2 dates left out; 1 refused" */
export function seriesCount(dates: readonly Pick<SeriesDate, "will">[]): string {
  const count = (will: SeriesDate["will"]) => dates.filter((date) => date.will === will).length;
  const [meet, left, refused] = [count("meet"), count("left out"), count("refused")];
  return [
    `${meet} ${meet === 1 ? "session" : "sessions"}`,
    ...(left > 0 ? [`${left} ${left === 1 ? "date" : "dates"} left out`] : []),
    ...(refused > 0 ? [`${refused} refused`] : []),
  ].join("; ");
}
