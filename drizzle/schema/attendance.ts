import { sql } from "drizzle-orm";
import {
  bigint,
  index,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, plainDate } from "./columns.ts";
import {
  inMySchools,
  inOwnName,
  notATeacher,
  officeAppend,
  officeRead,
  ofMyPupils,
  ofMySections,
  pupilRead,
  schoolRead,
  web,
  worker,
} from "./policies.ts";

/**
 * One statement about one pupil, day and period by one of three voices: Aeries, the teacher, the office.
 * Rows are only added; a null code says "no exception" and so takes an earlier mark back. Which one is in
 * force is the rule of `app/attendance/mark.ts`. Partitioned by school year in a hand-written migration.
 */
export const mark = pgTable(
  "mark",
  {
    schoolId: integer("school_id").notNull(),
    schoolYear: smallint("school_year").notNull(),
    onDate: plainDate("on_date").notNull(),
    /** Empty for the whole day. */
    period: text().notNull(),
    pupilId: integer("pupil_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    source: text().$type<"aeries" | "teacher" | "office">().notNull(),
    sectionNumber: integer("section_number"),
    code: text(),
    minutesLate: smallint("minutes_late"),
    note: text(),
    reason: text(),
    by: integer(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.schoolYear, t.onDate, t.period, t.pupilId, t.id] }),
    index("mark_by_pupil").on(t.schoolId, t.pupilId, t.onDate),
    pgPolicy("mark_read", {
      for: "select",
      to: [web, worker],
      using: sql`${inMySchools} and (${notATeacher} or ((section_number is null or ${ofMySections}) and ${ofMyPupils}))`,
    }),
    pgPolicy("mark_by_people", {
      for: "insert",
      to: web,
      withCheck: sql`${inMySchools} and source in ('teacher', 'office') and ${inOwnName()} and (${notATeacher} or source = 'teacher')
        and exists (select 1 from roster r where r.school_id = mark.school_id and r.section_number = mark.section_number
          and r.pupil_id = mark.pupil_id and r.starts_on <= mark.on_date and (r.ends_on is null or r.ends_on >= mark.on_date))`,
    }),
    pgPolicy("mark_by_sync", {
      for: "insert",
      to: worker,
      withCheck: sql`${inMySchools} and source = 'aeries'`,
    }),
  ],
);

/** A register was taken: which class, which day, by whom, when. The newest row is the current one. */
export const registerTaking = pgTable(
  "register_taking",
  {
    schoolId: integer("school_id").notNull(),
    onDate: plainDate("on_date").notNull(),
    sectionNumber: integer("section_number").notNull(),
    period: text().notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    /** Made when the form was drawn; the same form sent twice is one taking. */
    submission: uuid().notNull(),
    takenBy: integer("taken_by").notNull(),
    takenAs: text("taken_as").$type<"teacher" | "office">().notNull(),
    at: instant().notNull(),
    pupilCount: smallint("pupil_count").notNull(),
    exceptionCount: smallint("exception_count").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.onDate, t.sectionNumber, t.period, t.id] }),
    unique("register_taking_submission").on(t.schoolId, t.submission),
    pgPolicy("register_taking_read", {
      for: "select",
      to: [web, worker],
      using: sql`${inMySchools} and (${notATeacher} or ${ofMySections})`,
    }),
    pgPolicy("register_taking_append", {
      for: "insert",
      to: web,
      withCheck: sql`${inMySchools} and ${inOwnName("taken_by")} and (${notATeacher} or (taken_as = 'teacher' and ${ofMySections}))`,
    }),
  ],
);

/** An administrator opened a day that the lock rule had closed. */
export const registerUnlock = pgTable(
  "register_unlock",
  {
    schoolId: integer("school_id").notNull(),
    onDate: plainDate("on_date").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    /** Null opens every class of the day. */
    sectionNumber: integer("section_number"),
    by: integer().notNull(),
    at: instant().notNull(),
    until: instant().notNull(),
    reason: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.onDate, t.id] }),
    schoolRead("register_unlock"),
    officeAppend("register_unlock"),
  ],
);

/** A batch of marks on its way out to Aeries: what changed since the last one. Its steps are rows of their own. */
export const markExport = pgTable(
  "mark_export",
  {
    schoolId: integer("school_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    proposedBy: integer("proposed_by").notNull(),
    proposedAt: instant("proposed_at").notNull(),
    /** Marks up to this id are covered. */
    throughMarkId: bigint("through_mark_id", { mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    officeRead("mark_export"),
    officeAppend("mark_export", "proposed_by"),
  ],
);

export const markExportStep = pgTable(
  "mark_export_step",
  {
    schoolId: integer("school_id").notNull(),
    exportId: bigint("export_id", { mode: "number" }).notNull(),
    step: text().$type<"approved" | "downloaded" | "done" | "withdrawn">().notNull(),
    by: integer().notNull(),
    at: instant().notNull(),
    reason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.exportId, t.step, t.at] }),
    officeRead("mark_export_step"),
    officeAppend("mark_export_step"),
  ],
);

export const markExportItem = pgTable(
  "mark_export_item",
  {
    schoolId: integer("school_id").notNull(),
    exportId: bigint("export_id", { mode: "number" }).notNull(),
    pupilId: integer("pupil_id").notNull(),
    onDate: plainDate("on_date").notNull(),
    period: text().notNull(),
    aeriesCode: text("aeries_code"),
    ourCode: text("our_code"),
    markId: bigint("mark_id", { mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.exportId, t.onDate, t.period, t.pupilId] }),
    pupilRead("mark_export_item"),
    officeAppend("mark_export_item", null),
  ],
);
