import { type MinuteOfDay, parseTime } from "#app/calendar/bell.ts";
import { type Parsed, parseDay } from "#app/calendar/day.ts";

const midnight = /[T ](?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)? ?AM)$/i;

/** Reads a day of a sheet: 2026-10-17 or 10/17/2026, also with a midnight behind it as databases write days. */
export function sheetDay(text: string): Parsed<Temporal.PlainDate> {
  const day = text.trim().replace(midnight, "");
  const [, month, date, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(day) ?? [];
  const read = parseDay(
    year === undefined ? day : `${year}-${month!.padStart(2, "0")}-${date!.padStart(2, "0")}`,
  );
  if (read.ok || /^\d{4}-\d{2}-\d{2}$/.test(day) || year !== undefined) return read;
  return { ok: false, reason: `“${text}” is no date. Write 2026-10-17 or 10/17/2026.` };
}

/** A time of a sheet, with its day where the cell names one. */
export type SheetTime = { minute: MinuteOfDay; date: Temporal.PlainDate | null };

/** Reads 8:05, 08:05:30, 8:05 AM, 1:05 pm, also behind a day. Seconds are left out. */
export function sheetTime(text: string): Parsed<SheetTime> {
  const no = { ok: false, reason: `“${text}” is no time. Write 8:05 or 8:05 AM.` } as const;
  const [, day, clock = "", half] =
    /^(?:(\S+)[T ])?(\d{1,2}:\d{2})(?::\d{2}(?:\.\d+)?)? ?([ap])?\.?m?\.?$/i.exec(text.trim()) ?? [];
  const read = parseTime(clock);
  if (!read.ok) return no;
  const date = day === undefined ? null : sheetDay(day);
  if (date !== null && !date.ok) return date;
  const hour = Math.floor(read.value / 60);
  if (half && (hour < 1 || hour > 12)) return no;
  const noon = half === undefined ? 0 : (half.toLowerCase() === "p" ? 12 : 0) - (hour === 12 ? 12 : 0);
  return { ok: true, value: { minute: read.value + noon * 60, date: date?.value ?? null } };
}
