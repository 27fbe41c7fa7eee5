import type { CalendarDay, District, School, Section } from "#sandbox/district/model.ts";

/** What the office changed about a school, a day of its calendar or one of its classes. */
export type TimetableEdit =
  | ({ kind: "day"; school: number; date: Temporal.PlainDate } & Partial<
      Pick<CalendarDay, "holidayCode" | "periodBlockPattern" | "abDay" | "trackHolidays">
    >)
  | ({ kind: "section"; school: number; section: number } & Partial<Pick<Section, "classCalendar" | "track">>)
  | ({ kind: "school"; school: number } & Partial<Pick<School, "attendanceReporting" | "scheduleType">>);

export const isTimetableEdit = (edit: { kind: string }): edit is TimetableEdit =>
  edit.kind === "day" || edit.kind === "section" || edit.kind === "school";

/** Puts changed copies in the place of what is changed: the plan of the year is shared and stays as it is. */
export function editTimetable(district: District, edit: TimetableEdit): void {
  if (edit.kind === "day") {
    const { kind: _, school, date, ...change } = edit;
    const days = district.calendars.get(school) ?? [];
    district.calendars = new Map(district.calendars).set(
      school,
      days.map((day) => (day.date.equals(date) ? { ...day, ...change } : day)),
    );
  } else if (edit.kind === "section") {
    const { kind: _, school, section, ...change } = edit;
    district.sections = district.sections.map((one) =>
      one.school === school && one.number === section ? { ...one, ...change } : one,
    );
  } else {
    const { kind: _, school, ...change } = edit;
    district.schools = district.schools.map((one) => (one.code === school ? { ...one, ...change } : one));
  }
}
