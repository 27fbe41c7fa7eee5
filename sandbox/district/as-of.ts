import { orphanCode } from "./absence-codes.ts";
import type { PlannedMark } from "./absences.ts";
import { enrollmentsOf, studentsOf } from "./enrollments.ts";
import type { PlannedSection } from "./homerooms.ts";
import type {
  CalendarDay,
  DayMark,
  District,
  MarkKind,
  RosterSpan,
  Section,
  SectionTeacher,
} from "./model.ts";
import type { Placement } from "./placements.ts";
import { handover, struckOff, type YearPlan } from "./plan.ts";
import { districtName, highSchool, schools } from "./schools.ts";

/** Where registers of today have been handed in so far: whole daily schools, the high school up to a period. */
const takenToday: Record<number, string> = { 10: "all", 30: "all", 50: "all", 60: "3" };

/** Position in the calendar of the last row that is not after `today`; -1 before the year. */
export function rowOf(calendar: CalendarDay[], today: Temporal.PlainDate): number {
  return calendar.findLastIndex((day) => Temporal.PlainDate.compare(day.date, today) <= 0);
}

/** What the district's records show on `today`: nothing of the days to come, and today only in part. */
export function asOf(plan: YearPlan, today: Temporal.PlainDate): District {
  const calendar = plan.calendars.get(0)!;
  const lastRow = rowOf(calendar, today);
  const isToday = calendar[lastRow]?.date.equals(today) ? lastRow : -1;
  const yearEnd = calendar.findLast((day) => day.instructional)!.date;
  const rosters = rostersOf(plan, lastRow, yearEnd);
  return {
    seed: plan.seed,
    today,
    schoolYear: plan.schoolYear,
    name: districtName,
    schools,
    terms: plan.terms,
    calendars: plan.calendars,
    absenceCodes: plan.absenceCodes,
    students: studentsOf(plan, lastRow),
    enrollments: enrollmentsOf(plan, lastRow),
    programs: plan.programs.filter((one) => Temporal.PlainDate.compare(one.start, today) <= 0),
    staff: [...plan.staff.values()],
    courses: plan.courses,
    sections: plan.sections.map((one) => sectionOf(plan, one, lastRow)),
    rosters,
    marks: marksAsOf(plan, lastRow, isToday),
  };
}

function sectionOf(plan: YearPlan, { section, staffIds }: PlannedSection, lastRow: number): Section {
  const member = (id: number, primary: boolean, inactive = false): SectionTeacher[] => {
    const staff = plan.staff.get(id);
    return staff ? [{ staff, primary, start: null, end: null, inactive }] : [];
  };
  const teachers = staffIds.flatMap((id, index) => member(id, index === 0));
  if (section.number === struckOff.section) teachers.push(...member(struckOff.staff, false, true));
  const before = plan.staff.get(handover.from);
  if (section.number === handover.section && before && teachers[0]) {
    const day = plan.calendars.get(0)![handover.row]!.date;
    const over = lastRow >= handover.row;
    const end = over ? day.subtract({ days: 1 }) : null;
    const first = { staff: before, primary: true, start: null, end, inactive: over };
    return { ...section, teachers: over ? [{ ...teachers[0], start: day }, first] : [first] };
  }
  return { ...section, teachers };
}

function rostersOf(plan: YearPlan, lastRow: number, yearEnd: Temporal.PlainDate): RosterSpan[] {
  const calendar = plan.calendars.get(0)!;
  const fallEnd = plan.terms.get(highSchool)![0]!.end;
  const sequences = new Map<string, number>();
  const spans: RosterSpan[] = [];
  for (const { section, members } of plan.sections) {
    const termEnd = section.semester === "F" ? fallEnd : yearEnd;
    for (const { placement, startRow, endRow } of members) {
      if (startRow > lastRow && section.semester !== "S") continue;
      if (placement.enterRow > Math.max(lastRow, 10)) continue;
      const end = endRow !== null && endRow < lastRow ? calendar[endRow]!.date : termEnd;
      const key = `${section.school}/${placement.child.studentId}`;
      const sequence = (sequences.get(key) ?? 0) + 1;
      sequences.set(key, sequence);
      spans.push({
        studentId: placement.child.studentId,
        school: section.school,
        section: section.number,
        courseId: section.courseId,
        sequence,
        start: calendar[startRow]!.date,
        end,
      });
    }
  }
  return spans;
}

function marksAsOf(plan: YearPlan, lastRow: number, todayRow: number): District["marks"] {
  const schedules = schedulesOf(plan);
  const bySchool: District["marks"] = new Map(schools.map(({ code }) => [code, new Map()]));
  for (const [placement, marks] of plan.marks) {
    const { school, child } = placement;
    const calendar = plan.calendars.get(school)!;
    const letters = lettersOf(plan, school);
    const days: DayMark[] = [];
    for (const mark of marks) {
      if (mark.row > lastRow) break;
      const taken = mark.row === todayRow ? takenToday[school] : "all";
      if (taken === undefined) continue;
      const code = mark.orphan
        ? orphanCode
        : letters.get(lastRow >= mark.settledRow ? mark.kind : mark.first)!;
      const day = calendar[mark.row]!;
      if (school !== highSchool) {
        days.push({ day, allDay: code, classes: [] });
        continue;
      }
      const marked = periodMark(schedules.get(placement) ?? [], mark, day, code, taken);
      if (marked) days.push(marked);
    }
    if (days.length > 0) bySchool.get(school)!.set(child.studentId, days);
  }
  return bySchool;
}

function lettersOf(plan: YearPlan, school: number): Map<MarkKind, string> {
  return new Map(plan.absenceCodes.get(school)!.map((one) => [one.kind, one.code]));
}

type Attended = { section: Section; startRow: number; endRow: number | null };

function schedulesOf(plan: YearPlan): Map<Placement, Attended[]> {
  const schedules = new Map<Placement, Attended[]>();
  for (const { section, members } of plan.sections) {
    if (section.school !== highSchool) continue;
    for (const { placement, startRow, endRow } of members) {
      const own = schedules.get(placement) ?? [];
      own.push({ section, startRow, endRow });
      schedules.set(placement, own);
    }
  }
  for (const own of schedules.values()) {
    own.sort((one, other) => (one.section.period < other.section.period ? -1 : 1));
  }
  return schedules;
}

/** The all-day code is filled only when every period of the pupil's day carries the same one. */
function periodMark(
  schedule: Attended[],
  mark: PlannedMark,
  day: CalendarDay,
  code: string,
  taken: string,
): DayMark | null {
  const meets = schedule.filter((one) => mark.row >= one.startRow && mark.row <= (one.endRow ?? mark.row));
  const classes = meets
    .filter(({ section }) => mark.periods === null || mark.periods.includes(section.period))
    .filter(({ section }) => taken === "all" || section.period <= taken)
    .map(({ section }) => ({ section: section.number, period: section.period, code }));
  if (classes.length === 0) return null;
  return { day, allDay: classes.length === meets.length ? code : "", classes };
}
