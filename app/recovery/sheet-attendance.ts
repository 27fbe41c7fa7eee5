import { displayTime } from "#app/calendar/bell.ts";
import { displayDay } from "#app/calendar/day.ts";
import { findColumns, type SheetColumn, type SheetRow } from "./sheet.ts";
import type { RowError } from "./sheet-reply.ts";
import { sheetDay, sheetTime } from "./sheet-values.ts";

type Key = "id" | "number" | "date" | "in" | "out" | "session";

/** The columns of a sheet of times, by the names that check-in systems give them: the one place to change. */
export const attendanceColumns: readonly SheetColumn<Key>[] = [
  { key: "number", title: "Student number", names: ["Student number", "SN", "StudentNumber"], needed: false },
  { key: "id", title: "Student ID", names: ["Student ID", "ID", "StudentID", "Perm ID"], needed: false },
  { key: "date", title: "Date", names: ["Date", "DT", "Day"], needed: true },
  { key: "in", title: "In", names: ["In", "Time in", "Check in", "Sign in"], needed: true },
  { key: "out", title: "Out", names: ["Out", "Time out", "Check out", "Sign out"], needed: true },
  { key: "session", title: "Session", names: ["Session", "Session ID", "Session time", "SE"], needed: false },
];

/** One row as it was read: who, when, and the session by its number or its start, where the sheet names it. */
export type SheetStay = {
  row: number;
  pupil: { id: number } | { number: number };
  date: Temporal.PlainDate;
  inAt: number;
  outAt: number;
  session: { id: number } | { startsAt: number } | null;
};

/** Reads a sheet of times in and out; every row that cannot be read is named with what to do. */
export function readAttendance(rows: readonly SheetRow[]): { stays: SheetStay[]; errors: RowError[] } {
  const [titles, ...body] = rows;
  const wrong = (row: number, sentence: string) => ({ stays: [], errors: [{ row, sentence }] });
  if (titles === undefined) return wrong(1, "There is nothing in this file.");
  const columns = findColumns(titles.cells, attendanceColumns);
  if (!columns.ok) return wrong(titles.number, columns.sentence);
  const { at } = columns;
  if (at.id === undefined && at.number === undefined)
    return wrong(
      titles.number,
      "The first row has neither “Student number” nor “Student ID”. Add one of them.",
    );
  if (body.length === 0) return wrong(titles.number, "There are titles and no rows below them.");
  const stays: SheetStay[] = [];
  const errors: RowError[] = [];
  for (const { number: row, cells } of body) {
    const cell = (key: Key) => (at[key] === undefined ? "" : (cells[at[key]] ?? ""));
    const stay = stayOf(row, cell);
    if (typeof stay === "string") errors.push({ row, sentence: stay });
    else stays.push(stay);
  }
  return { stays, errors };
}

const digits = /^[1-9]\d{0,8}$/;

function stayOf(row: number, cell: (key: Key) => string): SheetStay | string {
  const by = cell("number") === "" ? "id" : "number";
  const who = cell(by);
  if (!digits.test(who)) return `“${who}” is no student number or ID. Write digits only.`;
  const date = sheetDay(cell("date"));
  if (!date.ok) return date.reason;
  if (cell("in") === "" || cell("out") === "")
    return "A time is missing. Enter both the time in and the time out.";
  const [inAt, outAt] = [sheetTime(cell("in")), sheetTime(cell("out"))];
  if (!inAt.ok) return inAt.reason;
  if (!outAt.ok) return outAt.reason;
  for (const { date: named } of [inAt.value, outAt.value])
    if (named !== null && !named.equals(date.value))
      return `A time is on ${displayDay(named)} and the row on ${displayDay(date.value)}. A stay cannot run over midnight: enter when the pupil left that day.`;
  const [from, to] = [inAt.value.minute, outAt.value.minute];
  if (to < from && from >= 720 && to < 360)
    return `Out at ${displayTime(to)} is after midnight. A stay cannot run over midnight: enter when the pupil left that day.`;
  if (to <= from)
    return `Out at ${displayTime(to)} is not after in at ${displayTime(from)}. Correct one of them.`;
  const session = sessionNamed(cell("session"));
  if (typeof session === "string") return session;
  const pupil = by === "number" ? { number: Number(who) } : { id: Number(who) };
  return { row, pupil, date: date.value, inAt: from, outAt: to, session };
}

function sessionNamed(text: string): SheetStay["session"] | string {
  if (text === "") return null;
  if (digits.test(text)) return { id: Number(text) };
  const time = sheetTime(text);
  return time.ok
    ? { startsAt: time.value.minute }
    : `“${text}” names no session. Write its number or the time it starts, or leave it empty.`;
}
