import type { DayMark, District } from "#sandbox/district/model.ts";
import { stamp } from "./stamp.ts";

export interface AttendanceRow {
  StudentID: number;
  AttendanceDays: {
    CalendarDate: string;
    AllDayAttendanceCode: string;
    Classes: { SectionNumber: number; Period: string; AttendanceCode: string }[];
  }[];
}

const built = new WeakMap<District, Map<number, Map<number, AttendanceRow>>>();

/**
 * A school's attendance by StudentID: only days with a code. Built once for each state of the district, so that a
 * whole school's year is answered without work.
 */
export function attendanceOf(district: District, school: number): Map<number, AttendanceRow> {
  let bySchool = built.get(district);
  if (!bySchool) {
    bySchool = new Map();
    built.set(district, bySchool);
  }
  let rows = bySchool.get(school);
  if (!rows) {
    rows = new Map();
    for (const [studentId, days] of district.marks.get(school) ?? []) {
      if (days.length > 0) rows.set(studentId, { StudentID: studentId, AttendanceDays: days.map(dayRow) });
    }
    bySchool.set(school, rows);
  }
  return rows;
}

function dayRow(mark: DayMark): AttendanceRow["AttendanceDays"][number] {
  return {
    CalendarDate: stamp(mark.day.date),
    AllDayAttendanceCode: mark.allDay,
    Classes: mark.classes.map(({ section, period, code }) => ({
      SectionNumber: section,
      Period: period,
      AttendanceCode: code,
    })),
  };
}

/** `YYYYMMDD` of a query to the start of an ISO stamp; anything else is ignored, as an unknown parameter is. */
function bound(text: string | null): string | null {
  return text && /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : null;
}

/** Keeps the days from `start` to `end`, both `YYYYMMDD` and included; pupils without such days vanish. */
export function withinDates(
  rows: AttendanceRow[],
  start: string | null,
  end: string | null,
): AttendanceRow[] {
  const from = bound(start);
  const to = bound(end);
  if (!from && !to) return rows;
  return rows.flatMap((row) => {
    const days = row.AttendanceDays.filter((day) => {
      const date = day.CalendarDate.slice(0, 10);
      return (!from || date >= from) && (!to || date <= to);
    });
    return days.length > 0 ? [{ ...row, AttendanceDays: days }] : [];
  });
}
