/** A sheet as rows of cells, each with its number in the sheet, from 1. Empty rows are left out. */
export type SheetRow = { number: number; cells: string[] };

/**
 * Reads CSV or text separated by tabs or semicolons (RFC 4180 quotes): with or without a byte order mark, any line
 * ends, cells trimmed. The separator is the one that the first row has most of, outside quotes.
 */
export function readSheet(text: string): SheetRow[] {
  const plain = text.replace(/^\uFEFF/, "");
  const separator = separatorOf(plain);
  const rows: SheetRow[] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  const endRow = () => {
    cells.push(cell.trim());
    cell = "";
    if (cells.some((each) => each !== "")) rows.push({ number: rows.length + 1, cells });
    cells = [];
  };
  for (let at = 0; at < plain.length; at++) {
    const char = plain[at]!;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (plain[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (char === '"' && cell.trim() === "") {
      quoted = true;
      cell = "";
    } else if (char === separator) {
      cells.push(cell.trim());
      cell = "";
    } else if (char === "\r" || char === "\n") {
      if (char === "\r" && plain[at + 1] === "\n") at++;
      endRow();
    } else cell += char;
  }
  if (cell !== "" || cells.length > 0) endRow();
  return rows;
}

function separatorOf(text: string): string {
  const first = (/^\s*(.*)/.exec(text)?.[1] ?? "").replace(/"(?:[^"]|"")*"/g, "");
  const count = (separator: string) => first.split(separator).length;
  return ["\t", ";"].find((separator) => count(separator) > count(",")) ?? ",";
}

/** One row as a line that `readSheet` reads again: separated by commas. */
export const lineOf = (cells: readonly string[]): string =>
  cells
    .map((cell) =>
      /[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll(/[\r\n]+/g, " ").replaceAll('"', '""')}"` : cell,
    )
    .join(",");

/** A whole sheet as text, the same for the same cells however they were separated. */
export const sheetText = (rows: readonly SheetRow[]): string =>
  rows.map(({ cells }) => `${lineOf(cells)}\r\n`).join("");

/** A column that a sheet is expected to have, by the names it may bear; letters, digits and case alone count. */
export type SheetColumn<Key extends string> = {
  key: Key;
  title: string;
  names: readonly string[];
  needed: boolean;
};

const bare = (title: string) => title.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Finds the columns by the title row, or says which are missing or stand there twice, and what is expected. */
export function findColumns<Key extends string>(
  titles: readonly string[],
  columns: readonly SheetColumn<Key>[],
): { ok: true; at: Partial<Record<Key, number>> } | { ok: false; sentence: string } {
  const at: Partial<Record<Key, number>> = {};
  const known = new Map(columns.flatMap((column) => column.names.map((name) => [bare(name), column])));
  for (const [index, title] of titles.entries()) {
    const column = known.get(bare(title));
    if (column === undefined) continue;
    if (at[column.key] !== undefined)
      return { ok: false, sentence: `The column “${column.title}” stands there twice. Keep one of them.` };
    at[column.key] = index;
  }
  const missing = columns.filter((column) => column.needed && at[column.key] === undefined);
  if (missing.length === 0) return { ok: true, at };
  const strange = titles.filter((title) => title !== "" && !known.has(bare(title)));
  const quoted = (names: readonly string[]) => names.map((name) => `“${name}”`).join(", ");
  return {
    ok: false,
    sentence: [
      `The first row has no column ${quoted(missing.map(({ title }) => title))}.`,
      strange.length > 0 ? `Not known: ${quoted(strange.slice(0, 6))}.` : "",
      `Expected: ${columns.map(({ title, needed }) => (needed ? title : `${title} (may be left out)`)).join(", ")}.`,
    ]
      .filter(Boolean)
      .join(" "),
  };
}
