import { type Category, categories, isCategory } from "#app/attendance/category.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Select, TextField } from "#app/ui/field.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { StatusTag } from "#app/ui/status-tag.tsx";
import { Table } from "#app/ui/table.tsx";
import type { CodesView } from "./route.tsx";

type Line = CodesView["codes"][number];
type Failed = { code: string; category: string; reason: string } | null;

const choices = (Object.keys(categories) as Category[]).map((value) => ({
  value,
  label: categories[value].label,
}));
const labelOf = (category: string | null) =>
  category !== null && isCategory(category) ? categories[category].label : "Not decided";
/** A code may be any letter, so its number in the table names its fields. */
const idOf = (name: string, at: number) => `${name}-${at}`;
const problem = "Write in a few words why, so that whoever looks later understands";

/** What each code of the school means: by Aeries' flags, or as someone chose. */
export function CodesPage(props: { frame: PageFrame; view: CodesView; failed: Failed }) {
  const { view, failed } = props;
  const rows = view.codes.map((code, at) => ({ ...code, at }));
  const wrong = rows.find((row) => row.code === failed?.code);
  return (
    <Page
      frame={props.frame}
      title="Absence codes"
      lead="What a code means decides what counts as an absence. Aeries' own marks on the code decide, unless you choose."
      above={
        <>
          {failed && wrong && (
            <ErrorSummary errors={[{ text: problem, href: `#${idOf("reason", wrong.at)}` }]} />
          )}
          <a href={view.backHref}>From Aeries</a>
        </>
      }
    >
      <Table
        caption="Codes of this school"
        rows={rows}
        rowKey={(row) => row.code}
        columns={[
          { title: "Code", cell: (row) => row.code },
          { title: "Title", cell: (row) => row.title || "Unknown" },
          { title: "In Aeries", cell: (row) => <Place line={row} /> },
          { title: "Aeries' marks on it", cell: (row) => row.flagsSay },
          { title: "By its marks", cell: (row) => labelOf(row.flagCategory) },
          { title: "Counts here as", cell: (row) => labelOf(row.chosenCategory ?? row.flagCategory) },
          ...(view.mayMap
            ? [
                {
                  title: "Choose",
                  cell: (row: Line & { at: number }) => (
                    <Choose line={row} at={row.at} failed={failed?.code === row.code ? failed : null} />
                  ),
                },
              ]
            : []),
        ]}
      />
    </Page>
  );
}

function Place({ line }: { line: Line }) {
  if (line.inTable === "now") return <StatusTag kind="good">In the table</StatusTag>;
  return line.inTable === "once" ? (
    <StatusTag kind="off">Not in the table now</StatusTag>
  ) : (
    <StatusTag kind="warn">Unknown</StatusTag>
  );
}

function Choose({ line, at, failed }: { line: Line; at: number; failed: Failed }) {
  return (
    <details open={failed !== null || line.inTable === null}>
      <summary>Change</summary>
      <form method="post">
        <input type="hidden" name="code" value={line.code} />
        <Select
          field={{
            id: idOf("category", at),
            name: "category",
            value: failed?.category ?? line.chosenCategory ?? "",
            required: line.inTable === null,
          }}
          label={`${line.code} means`}
          choices={choices}
          empty={line.inTable === null ? "Choose" : "What its marks say"}
        />
        <TextField
          field={{
            id: idOf("reason", at),
            name: "reason",
            value: failed?.reason,
            error: failed ? problem : undefined,
            required: true,
            maxLength: 500,
          }}
          label="Why"
        />
        <Button quiet>Save</Button>
      </form>
    </details>
  );
}
