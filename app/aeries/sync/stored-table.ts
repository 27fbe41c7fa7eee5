import type { Cell } from "./array-literal.ts";

export type ColumnType = "integer" | "smallint" | "text" | "date" | "boolean";

/** How rows of Aeries are stored: which table, what names a row within the school, which columns it fills. */
export type StoredTable<Row> = {
  table: string;
  /** Columns that, after the school, name a row. */
  key: readonly string[];
  columns: Readonly<Record<string, readonly [ColumnType, (row: Row) => Cell]>>;
  /** Columns that name a person or say where to find them: the audit does not repeat what they say. */
  personal?: readonly string[];
  /** What becomes of a row that Aeries no longer has: removed, kept, or these columns set. */
  vanished: "remove" | "keep" | Readonly<Record<string, string | boolean>>;
};

/** The rows by their key; of two with one key the last counts, as Aeries' pages may overlap. */
export function lastOfEachKey<Row>(stored: StoredTable<Row>, rows: readonly Row[]): Row[] {
  const byKey = new Map<string, Row>();
  for (const row of rows)
    byKey.set(JSON.stringify(stored.key.map((name) => stored.columns[name]?.[1](row))), row);
  return [...byKey.values()];
}
