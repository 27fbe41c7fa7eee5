import type { Parsed } from "#app/calendar/day.ts";
import { type MakeupRow, makeupKey } from "./outgoing-makeups.ts";
import { findColumns, type SheetColumn, type SheetRow } from "./sheet.ts";
import type { RowError } from "./sheet-reply.ts";
import { sheetDay } from "./sheet-values.ts";

type Key = "number" | "date" | "day" | "code" | "madeUpOn" | "comment";

/** The columns of a list of make-ups, by the names of Aeries' table ATT: the one place to change. */
export const makeupListColumns: readonly SheetColumn<Key>[] = [
  { key: "number", title: "SN", names: ["SN", "Student number"], needed: true },
  { key: "date", title: "DT", names: ["DT", "Date"], needed: false },
  { key: "day", title: "DY", names: ["DY", "Day"], needed: false },
  { key: "code", title: "ADA", names: ["ADA"], needed: true },
  { key: "madeUpOn", title: "ADT", names: ["ADT"], needed: false },
  { key: "comment", title: "ACO", names: ["ACO", "Comment"], needed: false },
];

export type MakeupListRead = { makeups: MakeupRow[]; errors: RowError[] };

/**
 * Reads a list of make-ups that a query took out of Aeries. A row without a make-up code is passed over: a query may
 * list every absence. Every row that cannot be read is named with what to do.
 * @param dayOf the date of a day number in this school year
 */
export function readMakeupList(
  rows: readonly SheetRow[],
  dayOf: ReadonlyMap<number, Temporal.PlainDate>,
): MakeupListRead {
  const [titles, ...body] = rows;
  const wrong = (row: number, sentence: string) => ({ makeups: [], errors: [{ row, sentence }] });
  if (titles === undefined)
    return wrong(1, "There is nothing in this file. Choose the list that the query made.");
  const columns = findColumns(titles.cells, makeupListColumns);
  if (!columns.ok) return wrong(titles.number, columns.sentence);
  if (columns.at.date === undefined && columns.at.day === undefined)
    return wrong(
      titles.number,
      "The first row has neither “DT” nor “DY”. Add one: it says which absence is made up.",
    );
  const makeups = new Map<string, MakeupRow>();
  const errors: RowError[] = [];
  for (const { number: row, cells } of body) {
    const at = (key: Key) => (columns.at[key] === undefined ? "" : (cells[columns.at[key]] ?? ""));
    if (at("code") === "") continue;
    const read = makeupOf(at, dayOf);
    if (!read.ok) errors.push({ row, sentence: read.reason });
    else {
      const key = makeupKey(read.value.studentNumber, read.value.date);
      if (makeups.has(key))
        errors.push({ row, sentence: "This student number and day stand in the list twice. Keep one row." });
      makeups.set(key, read.value);
    }
  }
  return { makeups: [...makeups.values()], errors };
}

function makeupOf(
  at: (key: Key) => string,
  dayOf: ReadonlyMap<number, Temporal.PlainDate>,
): Parsed<MakeupRow> {
  const no = (reason: string) => ({ ok: false, reason }) as const;
  if (!/^[1-9]\d{0,8}$/.test(at("number")))
    return no(`“${at("number")}” is no student number. Write digits only.`);
  if (!/^[!-~]$/.test(at("code")))
    return no(`“${at("code")}” is no make-up code: ADA holds one character. Is the column the right one?`);
  const byNumber = /^\d{1,4}$/.test(at("day")) ? dayOf.get(Number(at("day"))) : undefined;
  if (at("date") === "" && byNumber === undefined)
    return no(`The calendar from Aeries has no day ${at("day") || "here"}. Write its date in a column DT.`);
  const date = at("date") === "" ? ({ ok: true, value: byNumber! } as const) : sheetDay(at("date"));
  if (!date.ok) return date;
  const madeUpOn = at("madeUpOn") === "" ? ({ ok: true, value: null } as const) : sheetDay(at("madeUpOn"));
  if (!madeUpOn.ok) return madeUpOn;
  return {
    ok: true,
    value: {
      studentNumber: Number(at("number")),
      date: date.value,
      code: at("code"),
      madeUpOn: madeUpOn.value,
      comment: at("comment").slice(0, 200) || null,
    },
  };
}
