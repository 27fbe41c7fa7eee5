import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { instant, plainDate } from "./columns.ts";
import { officeAppend, officeRead, ownerRead, schoolRead } from "./policies.ts";
import { type RecoveryBreak, recoverySession } from "./recovery.ts";

/** A series of sessions offered to families under one name. Its sessions name it. */
export const recoveryProgram = pgTable(
  "recovery_program",
  {
    schoolId: integer("school_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    kind: text().$type<"saturday" | "before_school" | "after_school" | "intersession" | "summer">().notNull(),
    name: text().notNull(),
    subject: text().notNull(),
    startsOn: plainDate("starts_on").notNull(),
    endsOn: plainDate("ends_on").notNull(),
    /** 1 Monday to 7 Sunday. */
    weekdays: smallint().array().notNull(),
    startsAt: smallint("starts_at").notNull(),
    endsAt: smallint("ends_at").notNull(),
    room: text().notNull(),
    /** The first leads; the others raise the ratio limit. */
    teacherIds: integer("teacher_ids").array().notNull(),
    lowGrade: smallint("low_grade").notNull(),
    highGrade: smallint("high_grade").notNull(),
    capacity: smallint().notNull(),
    breaks: jsonb().$type<RecoveryBreak[]>().notNull().default([]),
    copiedFrom: bigint("copied_from", { mode: "number" }),
    createdBy: integer("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    schoolRead("recovery_program"),
    officeAppend("recovery_program"),
  ],
);

/** A date of a series on which it does not meet, and why. */
export const recoveryProgramException = pgTable(
  "recovery_program_exception",
  {
    schoolId: integer("school_id").notNull(),
    programId: bigint("program_id", { mode: "number" }).notNull(),
    onDate: plainDate("on_date").notNull(),
    reason: text().notNull(),
    by: integer().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.programId, t.onDate] }),
    foreignKey({
      name: "recovery_program_exception_program",
      columns: [t.schoolId, t.programId],
      foreignColumns: [recoveryProgram.schoolId, recoveryProgram.id],
    }),
    schoolRead("recovery_program_exception"),
    officeAppend("recovery_program_exception"),
  ],
);

/** Teachers beside the one who leads a session, one row a step; the newest step of a teacher is the state. */
export const recoverySessionTeacher = pgTable(
  "recovery_session_teacher",
  {
    schoolId: integer("school_id").notNull(),
    sessionId: bigint("session_id", { mode: "number" }).notNull(),
    teacherId: integer("teacher_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    step: text().$type<"joined" | "left">().notNull(),
    by: integer(),
    at: instant().notNull(),
    reason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.sessionId, t.teacherId, t.id] }),
    foreignKey({
      name: "recovery_session_teacher_session",
      columns: [t.schoolId, t.sessionId],
      foreignColumns: [recoverySession.schoolId, recoverySession.id],
    }),
    index("recovery_session_teacher_by_teacher").on(t.teacherId),
    schoolRead("recovery_session_teacher"),
    ownerRead("recovery_session_teacher"),
    officeAppend("recovery_session_teacher"),
  ],
);

/** What a coordinator put into a season's plan. The proposal follows from it and from the day's records. */
export const recoverySeason = pgTable(
  "recovery_season",
  {
    schoolId: integer("school_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    name: text().notNull(),
    inputs: jsonb().notNull(),
    by: integer().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    officeRead("recovery_season"),
    officeAppend("recovery_season"),
  ],
);

/** A season's proposal became sessions and places. */
export const recoverySeasonAdoption = pgTable(
  "recovery_season_adoption",
  {
    schoolId: integer("school_id").notNull(),
    seasonId: bigint("season_id", { mode: "number" }).notNull(),
    sessionIds: bigint("session_ids", { mode: "number" }).array().notNull(),
    placeCount: integer("place_count").notNull(),
    by: integer().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.seasonId] }),
    foreignKey({
      name: "recovery_season_adoption_season",
      columns: [t.schoolId, t.seasonId],
      foreignColumns: [recoverySeason.schoolId, recoverySeason.id],
    }),
    officeRead("recovery_season_adoption"),
    officeAppend("recovery_season_adoption"),
  ],
);
