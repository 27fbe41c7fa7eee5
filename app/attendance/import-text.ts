/** One column of a file that Aeries imports. */
export type ImportColumn<Row> = { title: string; of: (row: Row) => string | number };

/** An import file as text: CSV in UTF-8 with CRLF, a title row first. */
export function importText<Row>(columns: readonly ImportColumn<Row>[], rows: readonly Row[]): string {
  const written = rows.map((row) => columns.map((column) => cell(String(column.of(row)))).join(","));
  return [columns.map((column) => column.title).join(","), ...written, ""].join("\r\n");
}

/**
 * A cell that a spreadsheet does not run: one that begins like a formula gets an apostrophe before it. A single
 * character can be no formula, and may be an absence code, so it stays as it is.
 */
function cell(text: string): string {
  const safe = text.length > 1 && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
