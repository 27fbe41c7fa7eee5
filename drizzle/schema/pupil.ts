import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { instant, plainDate } from "./columns.ts";
import {
  inMySchools,
  myGuests,
  notATeacher,
  officeAppend,
  ofMyPupils,
  ofMySections,
  pupilRead,
  syncWrite,
  web,
  worker,
} from "./policies.ts";

/** A teacher sees also who has a place in a recovery session of theirs. */
const seenWithThePupil = (name: string) =>
  pgPolicy(`${name}_read`, {
    for: "select",
    to: [web, worker],
    using: sql`${inMySchools} and (${notATeacher} or ${ofMyPupils} or ${myGuests})`,
  });

/** A pupil's record at one school. `pupilId` is Aeries' StudentID, the same across the district. */
export const pupil = pgTable(
  "pupil",
  {
    schoolId: integer("school_id").notNull(),
    pupilId: integer("pupil_id").notNull(),
    /** Aeries' StudentNumber: per school, the key of its attendance table. */
    studentNumber: integer("student_number").notNull(),
    stateId: text("state_id"),
    lastName: text("last_name").notNull(),
    firstName: text("first_name").notNull(),
    middleName: text("middle_name"),
    birthdate: plainDate(),
    /** −1 TK, 0 K, 1 to 12. */
    grade: smallint().notNull(),
    /** Blank is active, `*` pre-enrolled, anything else inactive. */
    inactiveCode: text("inactive_code").notNull().default(""),
    enteredOn: plainDate("entered_on"),
    leftOn: plainDate("left_on"),
    homeLanguage: text("home_language"),
    correspondenceLanguage: text("correspondence_language"),
    familyKey: integer("family_key"),
    programCode: text("program_code"),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.pupilId] }),
    index("pupil_active").on(t.schoolId, t.lastName, t.firstName).where(sql`inactive_code = ''`),
    seenWithThePupil("pupil"),
    syncWrite("pupil"),
  ],
);

/**
 * The pupil's own minimum day (special education) from a day on, as the school office wrote it down. Aeries keeps it and
 * does not give it out. The row that took effect last is in force, the newest of the same day.
 */
export const pupilMinimumDay = pgTable(
  "pupil_minimum_day",
  {
    schoolId: integer("school_id").notNull(),
    pupilId: integer("pupil_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    effectiveFrom: plainDate("effective_from").notNull(),
    /** Null: from that day on the pupil has none. */
    minutes: smallint(),
    reason: text().notNull(),
    by: integer().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.pupilId, t.id] }),
    foreignKey({
      name: "pupil_minimum_day_pupil",
      columns: [t.schoolId, t.pupilId],
      foreignColumns: [pupil.schoolId, pupil.pupilId],
    }),
    seenWithThePupil("pupil_minimum_day"),
    officeAppend("pupil_minimum_day"),
  ],
);

/** A span of enrolment; a change of program or grade starts another. */
export const enrolment = pgTable(
  "enrolment",
  {
    schoolId: integer("school_id").notNull(),
    pupilId: integer("pupil_id").notNull(),
    schoolYear: smallint("school_year").notNull(),
    enteredOn: plainDate("entered_on").notNull(),
    leftOn: plainDate("left_on"),
    grade: smallint().notNull(),
    programCode: text("program_code"),
    exitReason: text("exit_reason"),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.pupilId, t.schoolYear, t.enteredOn] }),
    pupilRead("enrolment"),
    syncWrite("enrolment"),
  ],
);

/** A pupil's time in a section. */
export const roster = pgTable(
  "roster",
  {
    schoolId: integer("school_id").notNull(),
    sectionNumber: integer("section_number").notNull(),
    pupilId: integer("pupil_id").notNull(),
    startsOn: plainDate("starts_on").notNull(),
    endsOn: plainDate("ends_on"),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.sectionNumber, t.pupilId, t.startsOn] }),
    index("roster_by_pupil").on(t.schoolId, t.pupilId),
    pgPolicy("roster_read", {
      for: "select",
      to: [web, worker],
      using: sql`${inMySchools} and (${notATeacher} or ${ofMySections})`,
    }),
    syncWrite("roster"),
  ],
);

/** A special program (144 special education, 101 a 504 plan, …) with its spans. */
export const program = pgTable(
  "program",
  {
    schoolId: integer("school_id").notNull(),
    pupilId: integer("pupil_id").notNull(),
    code: text().notNull(),
    seq: smallint().notNull(),
    eligibleFrom: plainDate("eligible_from"),
    eligibleTo: plainDate("eligible_to"),
    participatesFrom: plainDate("participates_from"),
    participatesTo: plainDate("participates_to"),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.pupilId, t.code, t.seq] }),
    pupilRead("program"),
    syncWrite("program"),
  ],
);

/** Whom to write to about a pupil. */
export const contact = pgTable(
  "contact",
  {
    schoolId: integer("school_id").notNull(),
    pupilId: integer("pupil_id").notNull(),
    seq: smallint().notNull(),
    sortOrder: smallint("sort_order").notNull(),
    mailingName: text("mailing_name").notNull(),
    relationship: text(),
    language: text(),
    email: text(),
    phone: text(),
    address: text(),
    city: text(),
    zip: text(),
    holdsEducationalRights: boolean("holds_educational_rights").notNull(),
    wantsAttendanceNotices: boolean("wants_attendance_notices").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.pupilId, t.seq] }),
    pupilRead("contact"),
    syncWrite("contact"),
  ],
);
