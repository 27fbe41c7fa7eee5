import { closuresOf, firstDayOf } from "./holidays.ts";
import type { CalendarDay, HolidayCode, Term } from "./model.ts";

const instructionalDays = 180;
const rowsPerMonth = 20;

/** The school year whose records a district works in: until instruction starts, that is the year just ended. */
export function schoolYearOf(today: Temporal.PlainDate): number {
  const started = Temporal.PlainDate.compare(today, firstDayOf(today.year)) >= 0;
  return started ? today.year : today.year - 1;
}

/** Elementary schools hold conferences, the high school ends its semesters with shortened days for finals. */
export type CalendarKind = "district" | "elementary" | "middle" | "high";

/**
 * Monday to Friday rows from the week in which instruction starts to the week in which it ends, holidays
 * included; exactly 180 of them are instructional (EC 46208 and 41420 set the length of the year).
 */
export function calendarOf(schoolYear: number, kind: CalendarKind): CalendarDay[] {
  const first = firstDayOf(schoolYear);
  const closures = closuresOf(schoolYear);
  const rows: CalendarDay[] = [];
  let taught = 0;
  let date = first.subtract({ days: first.dayOfWeek - 1 });
  while (taught < instructionalDays || date.dayOfWeek !== 6) {
    if (date.dayOfWeek <= 5) {
      const before = Temporal.PlainDate.compare(date, first) < 0;
      const closed: HolidayCode | undefined = before
        ? "$"
        : taught >= instructionalDays
          ? "@"
          : closures.get(date.toString());
      const instructional = closed === undefined;
      if (instructional) taught += 1;
      rows.push({
        number: rows.length + 1,
        date,
        holidayCode: closed ?? openDayCode(date, taught, kind),
        instructional,
        month: Math.floor(rows.length / rowsPerMonth) + 1,
      });
    }
    date = date.add({ days: 1 });
  }
  return rows;
}

function openDayCode(date: Temporal.PlainDate, taught: number, kind: CalendarKind): HolidayCode {
  const { month, day, dayOfWeek } = date;
  if (kind === "district") return "";
  if (taught === instructionalDays) return "%";
  if (kind === "elementary" && (month === 11 || month === 3) && day >= 3 && day <= 9) return "+";
  if (kind === "high" && taught > instructionalDays - 4) return "%";
  if (kind === "high" && month === 12 && day >= 14) return "%";
  return dayOfWeek === 3 && (kind === "high" ? day <= 7 : day <= 14) ? "%" : "";
}

/** Semesters at the high school, trimesters elsewhere; they meet the calendar's first and last instructional day. */
export function termsOf(calendar: CalendarDay[], kind: CalendarKind): Term[] {
  const days = calendar.filter((row) => row.instructional).map((row) => row.date);
  const cuts = kind === "high" ? [0, 88, 180] : [0, 60, 120, 180];
  const names =
    kind === "high"
      ? [
          ["F", "Fall"],
          ["S", "Spring"],
        ]
      : [
          ["1", "First Trimester"],
          ["2", "Second Trimester"],
          ["3", "Third Trimester"],
        ];
  return names.map(([code, description], index) => ({
    code: code!,
    description: description!,
    start: days[cuts[index]!]!,
    end: days[cuts[index + 1]! - 1]!,
  }));
}
