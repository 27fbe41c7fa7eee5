import { type PlausibleDays, readSchoolDay } from "./day.ts";
import { greatestId, readText, readWhole, Unreadable } from "./field.ts";
import { type BadRow, badRow } from "./rows.ts";

/** One code of one pupil on one day. `period` "" is the whole day, and then there is no section. */
export type AttendanceRow = {
  pupilId: number;
  date: string;
  period: string;
  sectionNumber: number | null;
  code: string;
};

/** A bad part of the answer; `pupilId` is null when even that could not be read. */
export type BadAttendance = BadRow & { pupilId: number | null };

type Fields = Record<string, unknown>;

const shape = {
  keys: ["StudentID", "PermanentID", "CalendarDate", "Period"],
  reads: [
    ...["StudentID", "PermanentID", "CalendarDate", "AllDayAttendanceCode"],
    ...["Period", "SectionNumber", "AttendanceCode"],
  ],
};

/**
 * Flattens pupils → days → classes into rows. A blank code is no code; a bad pupil, day or class never stops the rest.
 * Checked by hand, not by zod: it is the one bulk read (a district has 50,000 marks a year, read again and again),
 * and the same in zod flattens a fifth of the rows a second.
 */
export function flattenAttendance(
  pupils: readonly unknown[],
  plausible: PlausibleDays,
): { good: AttendanceRow[]; bad: BadAttendance[] } {
  const good: AttendanceRow[] = [];
  const bad: BadAttendance[] = [];
  // A year has 180 days and half a million rows to carry them.
  const days = new Map<unknown, string | Unreadable>();

  for (const raw of pupils) {
    if (!isFields(raw)) {
      bad.push({ ...badRow(raw, shape, "The row is not a record."), pupilId: null });
      continue;
    }
    const pupilId = readWhole(raw.StudentID ?? raw.PermanentID, 1, greatestId);
    if (pupilId instanceof Unreadable) {
      bad.push({ ...badRow(raw, shape, `StudentID ${pupilId.reason}.`), pupilId: null });
      continue;
    }
    const refuse = (part: unknown, day: unknown, reason: string) => {
      const known = { StudentID: pupilId, ...(day === undefined ? {} : { CalendarDate: day }) };
      bad.push({ ...badRow(isFields(part) ? { ...part, ...known } : known, shape, reason), pupilId });
    };
    // None at all is no answer about this pupil; it must not read as "every code was cleared".
    const attendanceDays = raw.AttendanceDays;
    if (!Array.isArray(attendanceDays)) {
      refuse(raw, undefined, "AttendanceDays is not a list.");
      continue;
    }
    for (const day of attendanceDays) {
      if (!isFields(day)) {
        refuse(day, undefined, "A day is not a record.");
        continue;
      }
      let date = days.get(day.CalendarDate);
      if (date === undefined) {
        date = readSchoolDay(day.CalendarDate, plausible);
        days.set(day.CalendarDate, date);
      }
      if (date instanceof Unreadable) {
        refuse(day, undefined, `CalendarDate ${date.reason}.`);
        continue;
      }
      const allDay = readCode(day.AllDayAttendanceCode);
      if (allDay instanceof Unreadable) refuse(day, date, `AllDayAttendanceCode ${allDay.reason}.`);
      else if (allDay !== "") good.push({ pupilId, date, period: "", sectionNumber: null, code: allDay });

      const classes = day.Classes ?? day.Periods ?? (allDay === "" ? null : []);
      if (!Array.isArray(classes)) {
        refuse(day, date, "Classes is not a list.");
        continue;
      }
      for (const taken of classes) {
        const row = isFields(taken) ? readClass(taken, pupilId, date) : "A class is not a record.";
        if (typeof row === "string") refuse(taken, date, row);
        else if (row !== null) good.push(row);
      }
    }
  }
  return { good, bad };
}

function readClass(taken: Fields, pupilId: number, date: string): AttendanceRow | string | null {
  const code = readCode(taken.AttendanceCode);
  if (code instanceof Unreadable) return `AttendanceCode ${code.reason}.`;
  if (code === "") return null;
  const period = readCode(taken.Period);
  if (period instanceof Unreadable) return `Period ${period.reason}.`;
  if (period === "") return "Period is blank.";
  const section = taken.SectionNumber;
  if (section === undefined || section === null || section === 0)
    return { pupilId, date, period, sectionNumber: null, code };
  const sectionNumber = readWhole(section, 1, greatestId);
  if (sectionNumber instanceof Unreadable) return `SectionNumber ${sectionNumber.reason}.`;
  return { pupilId, date, period, sectionNumber, code };
}

/** Nearly every code and period is one printable letter: then there is nothing to trim. */
function readCode(raw: unknown): string | Unreadable {
  if (typeof raw === "string" && raw.length === 1 && raw > " " && raw <= "~") return raw;
  return readText(raw);
}

function isFields(raw: unknown): raw is Fields {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}
