import { isInstructional } from "#app/calendar/school-day.ts";
import type { DayRegister, DayRegisters } from "./day-registers.ts";

type ReportedRegister = {
  section: number;
  title: string;
  /** Null where attendance is taken once a day. */
  period: string | null;
  teachers: string[];
  pupils: number;
  due_at: string;
  submitted_at: string | null;
};

/**
 * How complete a school's registers of a day are, as scripts read it. `known` is false where registers are taken in
 * Aeries: then nothing is called missing. `cannot_be_taken_here` says why, where they can be taken nowhere else; then
 * none is expected. `missing` are past due; `open` is the number not due yet.
 */
export type CompletenessReport = {
  school_id: number;
  school: string;
  school_day: boolean;
  taken_in: "here" | "aeries";
  known: boolean;
  cannot_be_taken_here: string | null;
  expected: number;
  submitted: number;
  open: number | null;
  missing: ReportedRegister[] | null;
  late: ReportedRegister[];
};

/** One school's day for the end-of-day check. Names staff and classes, never a pupil. */
export function completenessReport({ school, day, registers }: DayRegisters): CompletenessReport {
  const known = school.home === "here" && school.notTakenHere === null;
  return {
    school_id: school.id,
    school: school.name,
    school_day: isInstructional(day),
    taken_in: school.notTakenHere === null ? school.home : "aeries",
    known,
    cannot_be_taken_here: school.notTakenHere,
    expected: registers.expected.length,
    submitted: registers.submitted.length,
    open: known ? registers.open.length : null,
    missing: known ? registers.missing.map(reported) : null,
    late: known ? registers.late.map(reported) : [],
  };
}

const reported = (register: DayRegister): ReportedRegister => ({
  section: register.sectionId,
  title: register.title,
  period: register.period === "" ? null : register.period,
  teachers: register.teachers,
  pupils: register.pupils,
  due_at: register.dueAt.toString(),
  submitted_at: register.submittedAt?.toString() ?? null,
});
