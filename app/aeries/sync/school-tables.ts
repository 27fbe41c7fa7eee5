import type { AbsenceCode } from "#app/aeries/payload/absence-code.ts";
import type { BellPeriod } from "#app/aeries/payload/bell-period.ts";
import type { CalendarDay, DayKind } from "#app/aeries/payload/calendar-day.ts";
import type { Term } from "#app/aeries/payload/term.ts";
import { categoryFromFlags } from "#app/attendance/category.ts";
import { type HolidayCode, isInstructional } from "#app/calendar/school-day.ts";
import type { StoredTable } from "./stored-table.ts";

const holidayCodes: Record<DayKind, HolidayCode> = {
  ordinary: "",
  minimum: "%",
  parent_conference: "+",
  not_in_session: "@",
  holiday: "#",
  staff_development: "$",
};

export const termTable = (year: number): StoredTable<Term> => ({
  table: "term",
  key: ["school_year", "code"],
  columns: {
    school_year: ["smallint", () => year],
    code: ["text", (row) => row.termCode],
    title: ["text", (row) => row.description],
    starts_on: ["date", (row) => row.startDate],
    ends_on: ["date", (row) => row.endDate],
  },
  vanished: "remove",
});

export const calendarTable = (year: number): StoredTable<CalendarDay> => ({
  table: "calendar_day",
  key: ["date"],
  columns: {
    date: ["date", (row) => row.date],
    school_year: ["smallint", () => year],
    day_number: ["integer", (row) => row.dayNumber],
    holiday_code: ["text", (row) => holidayCodes[row.kind]],
    attendance_month: ["smallint", (row) => row.attendanceMonth ?? 0],
    month_locked: ["boolean", (row) => row.attendanceMonthLocked],
    period_block_pattern: ["text", (row) => row.periodBlockPattern ?? ""],
    ab_day: ["text", (row) => row.abDay ?? ""],
    off_tracks: ["text", offTracks],
  },
  vanished: "remove",
});

/** Tracks, by their letters, that have no school on a day on which others do. */
const offTracks = ({ trackHolidays }: CalendarDay): string =>
  trackHolidays
    .filter(({ kind }) => !isInstructional({ holidayCode: holidayCodes[kind] }))
    .map(({ track }) => track)
    .toSorted()
    .join("");

export const bellTable: StoredTable<BellPeriod> = {
  table: "bell_period",
  key: ["date", "period"],
  columns: {
    date: ["date", (row) => row.date],
    period: ["text", (row) => row.period],
    starts_at: ["smallint", (row) => row.startMinute],
    ends_at: ["smallint", (row) => row.endMinute],
  },
  vanished: "remove",
};

const studyMarks = { complete: "C", incomplete: "I" } as const;
const studyOf = (code: AbsenceCode) =>
  code.independentStudy === null ? "" : studyMarks[code.independentStudy];

/** What a person chose for a code is not among the columns: the sync never touches it. */
export const absenceCodeTable: StoredTable<AbsenceCode> = {
  table: "absence_code",
  key: ["code"],
  columns: {
    code: ["text", (row) => row.code],
    title: ["text", (row) => row.title],
    abbreviation: ["text", (row) => row.abbreviation ?? row.code],
    type_code: ["smallint", (row) => row.typeCode],
    counts_for_ada: ["boolean", (row) => row.countsForAda],
    is_suspension: ["boolean", (row) => row.suspension],
    is_partial_day_truant: ["boolean", (row) => row.partialDayTruant],
    is_temporarily_not_enrolled: ["boolean", (row) => row.temporarilyNotEnrolled],
    independent_study: ["text", studyOf],
    flag_category: [
      "text",
      (row) =>
        categoryFromFlags({
          typeCode: row.typeCode,
          countsForAda: row.countsForAda,
          isSuspension: row.suspension,
          isPartialDayTruant: row.partialDayTruant,
          isTemporarilyNotEnrolled: row.temporarilyNotEnrolled,
          independentStudyCode: studyOf(row),
        }).category,
    ],
    retired: ["boolean", () => false],
  },
  vanished: { retired: true },
};
