import type { Child, Staff } from "./person.ts";

/**
 * The nouns of a pretend school district. Days are calendar rows or Temporal.PlainDate; grades run from
 * -1 (TK) and 0 (K) to 12; a school year is the integer of the calendar year it starts in.
 */

/** Aeries' own hard-coded day codes: not in session, holiday, staff development, minimum day, conferences. */
export type HolidayCode = "" | "@" | "#" | "$" | "%" | "+";

export interface CalendarDay {
  /** Runs over every Monday to Friday row, holidays included, from 1. */
  number: number;
  date: Temporal.PlainDate;
  holidayCode: HolidayCode;
  instructional: boolean;
  /** School month of 20 rows, from 1. */
  month: number;
  /** What levers say of the classes of the day: Aeries' DAY.BL and DAY.AB, and holidays of single tracks. */
  periodBlockPattern?: string;
  abDay?: string;
  trackHolidays?: { track: string; holidayCode: HolidayCode }[];
}

export interface School {
  code: number;
  name: string;
  shortName: string;
  lowGrade: number;
  highGrade: number;
  attendanceType: "Daily" | "Period";
  /** Negative and by master schedule unless a lever says otherwise. */
  attendanceReporting?: "Negative" | "Positive";
  scheduleType?: "Elementary" | "ElementaryAndMasterSchedule" | "MasterSchedule" | "Flex";
  /** Blank when the school is in use. */
  inactiveStatusCode: string;
  stateSchoolId: string;
  address: string;
  phone: string;
}

export interface Term {
  code: string;
  description: string;
  start: Temporal.PlainDate;
  end: Temporal.PlainDate;
}

/** What a mark means, whatever letter a school writes for it. */
export type MarkKind =
  | "unverified"
  | "illness"
  | "medical"
  | "excused"
  | "unexcused"
  | "tardyExcused"
  | "tardy"
  | "tardyTruant"
  | "suspended"
  | "inSchoolSuspension"
  | "studyComplete"
  | "studyIncomplete"
  | "immunization"
  | "activity";

export interface AbsenceCode {
  school: number;
  code: string;
  kind: MarkKind;
  title: string;
  abbreviation: string;
  /** Aeries ABS.TY, 1 to 9. */
  type: number;
  countsForAda: boolean;
  isSuspension: boolean;
  isPartialDayTruant: boolean;
  isTemporarilyNotEnrolled: boolean;
  independentStudy: "" | "C" | "I";
  color: string;
}

export interface SectionTeacher {
  staff: Staff;
  primary: boolean;
  start: Temporal.PlainDate | null;
  end: Temporal.PlainDate | null;
  /** Out of use, with an end or without one. */
  inactive: boolean;
}

export interface Section {
  school: number;
  number: number;
  period: string;
  courseId: string;
  room: string;
  semester: string;
  lowGrade: number;
  highGrade: number;
  maxStudents: number;
  /** Every weekday and no track unless a lever says otherwise. */
  classCalendar?: string;
  track?: string;
  teachers: SectionTeacher[];
}

export interface Course {
  id: string;
  title: string;
  department: string;
  lowGrade: number;
  highGrade: number;
  /** Y whole year, S one semester. */
  termType: string;
}

/** One pupil in one section for a span of days. */
export interface RosterSpan {
  studentId: number;
  school: number;
  section: number;
  courseId: string;
  sequence: number;
  start: Temporal.PlainDate;
  end: Temporal.PlainDate;
}

/** One pupil's record at one school; a pupil may have several. */
export interface Student {
  child: Child;
  school: number;
  studentNumber: number;
  grade: number;
  first: string;
  last: string;
  /** Blank active, I left, N never came, * pre-enrolled. */
  inactiveStatusCode: string;
  enter: Temporal.PlainDate;
  leave: Temporal.PlainDate | null;
  homeroomTeacher: number;
  programCode: string;
}

export interface Enrollment {
  studentId: number;
  school: number;
  studentNumber: number;
  schoolYear: number;
  grade: number;
  enter: Temporal.PlainDate;
  leave: Temporal.PlainDate | null;
  exitReason: string;
  programCode: string;
  teacherNumber: number;
  teacherName: string;
}

export interface Program {
  studentId: number;
  code: string;
  description: string;
  start: Temporal.PlainDate;
  end: Temporal.PlainDate | null;
  details: { name: string; value: string }[];
}

/** One pupil's day that has a code at one school. */
export interface DayMark {
  day: CalendarDay;
  allDay: string;
  classes: { section: number; period: string; code: string }[];
}

/** The district as its records stood on `today`. Maps are keyed by school code, marks then by StudentID. */
export interface District {
  seed: number;
  today: Temporal.PlainDate;
  schoolYear: number;
  name: string;
  schools: School[];
  terms: Map<number, Term[]>;
  calendars: Map<number, CalendarDay[]>;
  absenceCodes: Map<number, AbsenceCode[]>;
  students: Student[];
  enrollments: Enrollment[];
  programs: Program[];
  staff: Staff[];
  courses: Course[];
  sections: Section[];
  rosters: RosterSpan[];
  marks: Map<number, Map<number, DayMark[]>>;
}
