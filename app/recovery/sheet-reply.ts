import { fileText } from "#app/access/file-text.ts";
import { lineOf, readSheet, type SheetRow, sheetText } from "./sheet.ts";

/** What is wrong with a row of a sheet, and what to do. `row` from 1, the title row. */
export type RowError = { row: number; sentence: string };

/** A sheet that was sent: its rows, and where it comes from. */
export type PostedSheet = { fileName: string; rows: SheetRow[] };

/** What a sheet that cannot be accepted gives back: everything that was sent, with the rows to mend beside what is wrong. */
export type SheetReply = {
  /** About the whole of it. */
  problem: string | null;
  fileName: string;
  text: string;
  errors: { row: number; line: string; sentence: string }[];
  /** How many more rows are wrong than are shown. */
  more: number;
  values: Record<string, string[]>;
};

/** What a form of this product may carry, and what can be looked over by a person. */
export const mostCharacters = 200_000;
export const mostRows = 5_000;
const mostShown = 50;
const inThousands = (count: number) => count.toLocaleString("en-US");

/** Said beside the fields that take a sheet. */
export const sheetLimits = `At most ${inThousands(mostRows)} rows and ${inThousands(mostCharacters)} characters.`;

/**
 * Reads a sheet from a form: a file (`file`), pasted text (`pasted`), or the sheet as it was sent before (`text`) with
 * rows mended (`line.5`); a row that was emptied is left out.
 */
export async function readPostedSheet(form: FormData): Promise<PostedSheet | { problem: string }> {
  const given = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const file = form.get("file");
  const chosen = typeof file === "object" && file !== null && file.size > 0 ? file : null;
  const text = chosen
    ? fileText(new Uint8Array(await chosen.arrayBuffer()))
    : given("text") || given("pasted").trim();
  if (text === null)
    return {
      problem:
        "This file is a workbook or another kind that cannot be read. Save it as CSV and choose that file.",
    };
  if (text.trim() === "") return { problem: "Choose a file, or paste the rows with their titles." };
  if (text.length > mostCharacters)
    return {
      problem: `That is ${inThousands(text.length)} characters, more than ${inThousands(mostCharacters)}. Send it in parts, each with its title row.`,
    };
  const rows = mended(readSheet(text), form);
  if (rows.length > mostRows)
    return {
      problem: `That is ${inThousands(rows.length)} rows, more than ${inThousands(mostRows)}. Send it in parts, each with its title row.`,
    };
  const fileName = (chosen?.name || given("fileName") || "pasted rows").slice(0, 100);
  return { fileName, rows };
}

function mended(rows: readonly SheetRow[], form: FormData): SheetRow[] {
  return rows
    .map((row) => {
      const line = form.get(`line.${row.number}`);
      return typeof line === "string" ? { ...row, cells: readSheet(line)[0]?.cells ?? [] } : row;
    })
    .filter(({ cells }) => cells.length > 0)
    .map((row, index) => ({ ...row, number: index + 1 }));
}

/** The answer to a sheet with rows that cannot be taken as they are. */
export function refusedSheet(
  sheet: PostedSheet,
  errors: readonly RowError[],
  values: Record<string, string[]>,
  problem: string | null = null,
): SheetReply {
  const line = new Map(sheet.rows.map(({ number, cells }) => [number, lineOf(cells)]));
  return {
    problem,
    fileName: sheet.fileName,
    text: sheetText(sheet.rows),
    errors: errors.slice(0, mostShown).map((error) => ({ ...error, line: line.get(error.row) ?? "" })),
    more: Math.max(0, errors.length - mostShown),
    values,
  };
}

/** The answer to a form without a sheet that can be read. */
export const noSheet = (problem: string, values: Record<string, string[]>): SheetReply => ({
  ...{ problem, fileName: "", text: "", errors: [], more: 0 },
  values: { ...values, text: [] },
});
