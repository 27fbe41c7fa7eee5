/**
 * A list as one JSON value, `[[…first column], […second column], …]`, each column a `json_agg` (null for no rows).
 * Postgres then looks up how a column is written once, not for every value, and the driver reads one value, not a row
 * for each.
 */
export type ByColumn<Row extends readonly unknown[]> = { [Column in keyof Row]: Row[Column][] | null };

/** The rows of such a list, in its order. */
export const rowsOf = <Row extends readonly unknown[]>(columns: ByColumn<Row>): Row[] =>
  (columns[0] ?? []).map((_, row) => columns.map((column) => column![row]) as unknown as Row);
