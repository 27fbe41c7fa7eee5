import type { ClassRow } from "#app/aeries/payload/class-row.ts";
import type { Section, SectionStaff } from "#app/aeries/payload/section.ts";
import type { Staff } from "#app/aeries/payload/staff.ts";
import type { StoredTable } from "./stored-table.ts";

/** @param titles of courses by their ID: a class is called after its course */
export const sectionTable = (titles: ReadonlyMap<string, string>): StoredTable<Section> => ({
  table: "section",
  key: ["section_number"],
  columns: {
    section_number: ["integer", (row) => row.sectionNumber],
    period: ["text", (row) => row.period ?? ""],
    course_id: ["text", (row) => row.courseId ?? ""],
    title: ["text", (row) => titleOf(row, titles)],
    room: ["text", (row) => row.room],
    term_code: ["text", (row) => row.semester],
    class_calendar: ["text", (row) => row.classCalendar ?? ""],
    track: ["text", (row) => row.track ?? ""],
    active: ["boolean", (row) => !row.inactive],
  },
  vanished: { active: false },
});

function titleOf({ courseId, sectionNumber }: Section, titles: ReadonlyMap<string, string>): string {
  if (courseId === null) return `Section ${sectionNumber}`;
  return titles.get(courseId) || courseId;
}

export type Teaching = {
  sectionNumber: number;
  staffId: number;
  primary: boolean;
  from: string | null;
  to: string | null;
};

/**
 * One row a section and teacher: who taught it twice taught it from the first day to the last. A teacher's scope
 * follows from these rows, so members out of use are left out, unless they ended before `today` (YYYY-MM-DD): those
 * stay, for the days that they taught.
 */
export function teachingOf(sections: readonly Section[], today: string): Teaching[] {
  const taught = ({ inactive, endDate }: SectionStaff) => !inactive || (endDate !== null && endDate < today);
  return sections.flatMap((section) =>
    [...Map.groupBy(section.staff.filter(taught), (member) => member.staffId)].map(([staffId, spans]) => ({
      sectionNumber: section.sectionNumber,
      staffId,
      primary: spans.some((span) => span.primary),
      from: outermost(spans, (span) => span.startDate, -1),
      to: outermost(spans, (span) => span.endDate, 1),
    })),
  );
}

/** The first or last day of the spans; null when one of them is open on that side. */
function outermost(
  spans: readonly SectionStaff[],
  dayOf: (span: SectionStaff) => string | null,
  side: -1 | 1,
): string | null {
  const days = spans.map(dayOf);
  if (days.includes(null)) return null;
  const sorted = days.toSorted();
  return (side < 0 ? sorted[0] : sorted.at(-1)) ?? null;
}

export const teachingTable: StoredTable<Teaching> = {
  table: "section_staff",
  key: ["section_number", "staff_id"],
  columns: {
    section_number: ["integer", (row) => row.sectionNumber],
    staff_id: ["integer", (row) => row.staffId],
    is_primary: ["boolean", (row) => row.primary],
    starts_on: ["date", (row) => row.from],
    ends_on: ["date", (row) => row.to],
  },
  vanished: "remove",
};

export const rosterTable: StoredTable<ClassRow> = {
  table: "roster",
  key: ["section_number", "pupil_id", "starts_on"],
  columns: {
    section_number: ["integer", (row) => row.sectionNumber],
    pupil_id: ["integer", (row) => row.pupilId],
    starts_on: ["date", (row) => row.startDate],
    ends_on: ["date", (row) => row.endDate],
  },
  // Ended or removed by a rule of its own.
  vanished: "keep",
};

export type StaffOfSchool = { staffId: number };

export const staffOfSchoolTable: StoredTable<StaffOfSchool> = {
  table: "staff_school",
  key: ["staff_id"],
  columns: { staff_id: ["integer", (row) => row.staffId] },
  vanished: "remove",
};

export const schoolsOf = (staff: readonly Staff[], schoolId: number): StaffOfSchool[] =>
  staff.filter((one) => one.schools.some((school) => school.schoolCode === schoolId));
