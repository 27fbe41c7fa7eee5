import { bigint, foreignKey, integer, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { instant, plainDate } from "./columns.ts";
import { officeAppend, officeRead } from "./policies.ts";

/**
 * A batch on its way to Aeries by import file: minutes of sessions (ATD) or make-ups on absences (ATT). Its steps are
 * rows of their own. `undoes` names the batch that this one takes back.
 */
export const recoveryExport = pgTable(
  "recovery_export",
  {
    schoolId: integer("school_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    kind: text().$type<"ATD" | "ATT">().notNull(),
    undoes: bigint({ mode: "number" }),
    proposedBy: integer("proposed_by").notNull(),
    proposedAt: instant("proposed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    officeRead("recovery_export"),
    officeAppend("recovery_export", "proposed_by"),
  ],
);

export const recoveryExportStep = pgTable(
  "recovery_export_step",
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
    foreignKey({
      name: "recovery_export_step_export",
      columns: [t.schoolId, t.exportId],
      foreignColumns: [recoveryExport.schoolId, recoveryExport.id],
    }),
    officeRead("recovery_export_step"),
    officeAppend("recovery_export_step"),
  ],
);

export const recoveryExportItem = pgTable(
  "recovery_export_item",
  {
    schoolId: integer("school_id").notNull(),
    exportId: bigint("export_id", { mode: "number" }).notNull(),
    pupilId: integer("pupil_id").notNull(),
    /** Of the absence (ATT) or of the session (ATD). */
    onDate: plainDate("on_date").notNull(),
    /** 0 for a make-up. */
    sessionId: bigint("session_id", { mode: "number" }).notNull().default(0),
    action: text().$type<"set" | "clear">().notNull(),
    studentNumber: integer("student_number").notNull(),
    /** Aeries' number of the day in its calendar (ATT.DY). */
    dayNumber: integer("day_number"),
    /** The make-up code (ATT.ADA). */
    code: text(),
    /** The day on which it was made up (ATT.ADT). */
    madeUpOn: plainDate("made_up_on"),
    /** At most 50 characters (ATT.ACO). */
    comment: text(),
    minutes: smallint(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.exportId, t.pupilId, t.onDate, t.sessionId] }),
    foreignKey({
      name: "recovery_export_item_export",
      columns: [t.schoolId, t.exportId],
      foreignColumns: [recoveryExport.schoolId, recoveryExport.id],
    }),
    officeRead("recovery_export_item"),
    officeAppend("recovery_export_item", null),
  ],
);

/** A list of make-ups taken out of Aeries by a query and read here, since its API does not show them. */
export const aeriesMakeupReading = pgTable(
  "aeries_makeup_reading",
  {
    schoolId: integer("school_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    fileName: text("file_name").notNull(),
    rowCount: integer("row_count").notNull(),
    by: integer().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    officeRead("aeries_makeup_reading"),
    officeAppend("aeries_makeup_reading"),
  ],
);

/** One make-up of a reading. */
export const aeriesMakeup = pgTable(
  "aeries_makeup",
  {
    schoolId: integer("school_id").notNull(),
    readingId: bigint("reading_id", { mode: "number" }).notNull(),
    studentNumber: integer("student_number").notNull(),
    onDate: plainDate("on_date").notNull(),
    code: text().notNull(),
    madeUpOn: plainDate("made_up_on"),
    comment: text(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.readingId, t.studentNumber, t.onDate] }),
    foreignKey({
      name: "aeries_makeup_reading_of",
      columns: [t.schoolId, t.readingId],
      foreignColumns: [aeriesMakeupReading.schoolId, aeriesMakeupReading.id],
    }),
    officeRead("aeries_makeup"),
    officeAppend("aeries_makeup", null),
  ],
);
