import type { Contact } from "#app/aeries/payload/contact.ts";
import type { Enrollment } from "#app/aeries/payload/enrollment.ts";
import type { Program } from "#app/aeries/payload/program.ts";
import type { Student } from "#app/aeries/payload/student.ts";
import type { StoredTable } from "./stored-table.ts";

/** A pupil whom Aeries no longer names: kept, since marks name them. */
export const goneFromAeries = "gone";

export const pupilTable = (vanished: "keep" | "mark"): StoredTable<Student> => ({
  table: "pupil",
  key: ["pupil_id"],
  columns: {
    pupil_id: ["integer", (row) => row.pupilId],
    student_number: ["integer", (row) => row.studentNumber],
    state_id: ["text", (row) => row.stateStudentId],
    last_name: ["text", (row) => row.lastName],
    first_name: ["text", (row) => row.firstName],
    middle_name: ["text", (row) => row.middleName],
    birthdate: ["date", (row) => row.birthdate],
    grade: ["smallint", (row) => row.grade],
    inactive_code: ["text", (row) => row.inactiveStatusCode ?? ""],
    entered_on: ["date", (row) => row.schoolEnterDate],
    left_on: ["date", (row) => row.schoolLeaveDate],
    home_language: ["text", (row) => row.homeLanguage],
    correspondence_language: ["text", (row) => row.correspondenceLanguage],
    family_key: ["integer", (row) => row.familyKey],
    program_code: ["text", (row) => row.attendancePrograms[0] ?? null],
  },
  personal: ["last_name", "first_name", "middle_name", "birthdate"],
  vanished: vanished === "keep" ? "keep" : { inactive_code: goneFromAeries },
});

/**
 * With a pupil's present record last, which is the one that is stored: who left a school and came back may have an old
 * record there beside the active one.
 */
export function presentLast(rows: readonly Student[]): Student[] {
  const isActive = (row: Student) => Number(row.inactiveStatusCode === null);
  const since = (row: Student) => row.schoolEnterDate ?? "";
  return rows.toSorted(
    (one, other) =>
      isActive(one) - isActive(other) || (since(one) < since(other) ? -1 : Number(since(one) > since(other))),
  );
}

export const enrollmentTable: StoredTable<Enrollment> = {
  table: "enrolment",
  key: ["pupil_id", "school_year", "entered_on"],
  columns: {
    pupil_id: ["integer", (row) => row.pupilId],
    school_year: ["smallint", (row) => row.schoolYear],
    entered_on: ["date", (row) => row.enterDate],
    left_on: ["date", (row) => row.leaveDate],
    grade: ["smallint", (row) => row.grade],
    program_code: ["text", (row) => row.attendancePrograms[0] ?? null],
    exit_reason: ["text", (row) => row.exitReason],
  },
  vanished: "remove",
};

/** Aeries numbers the spans of a program nowhere: they are numbered by when they begin. */
export type NumberedProgram = Program & { seq: number };

export function numberPrograms(rows: readonly Program[]): NumberedProgram[] {
  const seen = new Map<string, number>();
  const since = (row: Program) => row.eligibilityStartDate ?? row.participationStartDate ?? "";
  return rows
    .toSorted((one, other) => (since(one) < since(other) ? -1 : Number(since(one) > since(other))))
    .map((row) => {
      const key = `${row.pupilId} ${row.programCode}`;
      const seq = (seen.get(key) ?? 0) + 1;
      seen.set(key, seq);
      return { ...row, seq };
    });
}

export const programTable: StoredTable<NumberedProgram> = {
  table: "program",
  key: ["pupil_id", "code", "seq"],
  columns: {
    pupil_id: ["integer", (row) => row.pupilId],
    code: ["text", (row) => row.programCode],
    seq: ["smallint", (row) => row.seq],
    eligible_from: ["date", (row) => row.eligibilityStartDate],
    eligible_to: ["date", (row) => row.eligibilityEndDate],
    participates_from: ["date", (row) => row.participationStartDate],
    participates_to: ["date", (row) => row.participationEndDate],
  },
  vanished: "remove",
};

export const contactTable: StoredTable<Contact> = {
  table: "contact",
  key: ["pupil_id", "seq"],
  columns: {
    pupil_id: ["integer", (row) => row.pupilId],
    seq: ["smallint", (row) => row.sequenceNumber],
    sort_order: ["smallint", (row) => row.order],
    mailing_name: ["text", (row) => row.name],
    relationship: ["text", (row) => row.relationshipCode],
    language: ["text", (row) => row.language],
    email: ["text", (row) => row.email],
    phone: ["text", (row) => row.phone],
    address: ["text", (row) => row.mailingAddress?.street ?? null],
    city: ["text", (row) => row.mailingAddress?.city ?? null],
    zip: ["text", (row) => row.mailingAddress?.zip ?? null],
    holds_educational_rights: ["boolean", (row) => row.educationalRights],
    wants_attendance_notices: ["boolean", (row) => row.attendanceNotification],
  },
  personal: ["mailing_name", "email", "phone", "address", "city", "zip"],
  vanished: "remove",
};
