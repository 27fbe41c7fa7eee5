import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Table } from "#app/ui/table.tsx";
import type { Part, Sheet } from "./sheet.ts";

/** A sheet of the packet on the screen and on paper; its title and lead stand in the page's own. */
export function SheetOnScreen({ sheet }: { sheet: Pick<Sheet, "warnings" | "parts"> }) {
  return (
    <>
      {sheet.warnings.length > 0 && (
        <Notice kind="warn">
          <p>Look at this first:</p>
          <ul>
            {sheet.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
      {sheet.parts.map((part) => (
        <PartOnScreen key={part.title} part={part} />
      ))}
    </>
  );
}

function PartOnScreen({ part }: { part: Part }) {
  return (
    <section className="stack">
      <h2>{part.title}</h2>
      <DefinitionList facts={part.facts} />
      {part.tables
        .filter(({ rows }) => rows.length > 0)
        .map(({ caption, heads, rows }) => (
          <Table
            key={caption}
            caption={caption}
            columns={heads.map((title, at) => ({ title, cell: (row: Row) => row.cells[at] ?? "" }))}
            rows={rows.map((cells, key) => ({ key, cells }))}
            rowKey={(row) => row.key}
          />
        ))}
    </section>
  );
}

type Row = { key: number; cells: readonly string[] };
