import { sql } from "drizzle-orm";
import { boolean, index, integer, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { plainDate } from "./columns.ts";
import { inMySchools, notATeacher, ofMySections, schoolRead, syncWrite, web, worker } from "./policies.ts";

/** A member of staff. `id` is Aeries' StaffID, the same across the district. */
export const staff = pgTable("staff", {
  id: integer().primaryKey(),
  lastName: text("last_name").notNull(),
  firstName: text("first_name").notNull(),
  email: text(),
  title: text(),
  /** The state's number for a credential holder (SEID); blank for staff without a certification document. */
  educatorId: text("educator_id"),
  hiredOn: plainDate("hired_on"),
  leftOn: plainDate("left_on"),
  active: boolean().notNull(),
});

export const staffSchool = pgTable(
  "staff_school",
  { schoolId: integer("school_id").notNull(), staffId: integer("staff_id").notNull() },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.staffId] }),
    schoolRead("staff_school"),
    syncWrite("staff_school"),
  ],
);

/** A class. In a daily school the homeroom, in a period school one of the master schedule. */
export const section = pgTable(
  "section",
  {
    schoolId: integer("school_id").notNull(),
    sectionNumber: integer("section_number").notNull(),
    period: text().notNull(),
    courseId: text("course_id").notNull(),
    title: text().notNull(),
    room: text(),
    termCode: text("term_code"),
    /** As Aeries writes the days on which it meets: "MTWTF", "M-W-F", "A-DAYS"; empty for every day. */
    classCalendar: text("class_calendar").notNull().default(""),
    /** The attendance track that the class is kept to; empty for none. */
    track: text().notNull().default(""),
    lowGrade: integer("low_grade"),
    highGrade: integer("high_grade"),
    active: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.sectionNumber] }),
    pgPolicy("section_read", {
      for: "select",
      to: [web, worker],
      using: sql`${inMySchools} and (${notATeacher} or ${ofMySections})`,
    }),
    syncWrite("section"),
  ],
);

/** Who teaches a section, and from when to when. A teacher's scope begins here. */
export const sectionStaff = pgTable(
  "section_staff",
  {
    schoolId: integer("school_id").notNull(),
    sectionNumber: integer("section_number").notNull(),
    staffId: integer("staff_id").notNull(),
    isPrimary: boolean("is_primary").notNull(),
    startsOn: plainDate("starts_on"),
    endsOn: plainDate("ends_on"),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.sectionNumber, t.staffId] }),
    index("section_staff_by_staff").on(t.staffId),
    pgPolicy("section_staff_read", {
      for: "select",
      to: [web, worker],
      using: sql`${inMySchools} and (${notATeacher} or (staff_id = (select scope_staff()) and coalesce(ends_on, 'infinity') >= (select scope_today()) and coalesce(starts_on, '-infinity') <= (select scope_today())))`,
    }),
    syncWrite("section_staff"),
  ],
);
