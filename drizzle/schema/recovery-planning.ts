import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
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

/** What a session is for, beside its subject; recovery is in person. */
export type RecoveryPurpose = {
  standard: string | null;
  mealsServed: boolean;
  alongside: "elop" | "after_school" | null;
  inPerson: true;
};

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
    /** What its sessions are for; null where it was planned before this was asked. */
    purpose: jsonb().$type<RecoveryPurpose>(),
    copiedFrom: bigint("copied_from", { mode: "number" }),
    createdBy: integer("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    schoolRead("recovery_program"),
    officeAppend("recovery_program", "created_by"),
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

/** What a session is for, one row a statement; the newest is in force. None: planned before this was asked. */
export const recoverySessionPurpose = pgTable(
  "recovery_session_purpose",
  {
    schoolId: integer("school_id").notNull(),
    sessionId: bigint("session_id", { mode: "number" }).notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    standard: text(),
    mealsServed: boolean("meals_served").notNull(),
    alongside: text().$type<"elop" | "after_school">(),
    inPerson: boolean("in_person").notNull(),
    by: integer(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.sessionId, t.id] }),
    foreignKey({
      name: "recovery_session_purpose_session",
      columns: [t.schoolId, t.sessionId],
      foreignColumns: [recoverySession.schoolId, recoverySession.id],
    }),
    check("recovery_session_purpose_in_person", sql`${t.inPerson}`),
    schoolRead("recovery_session_purpose"),
    officeAppend("recovery_session_purpose"),
  ],
);

/** The agency's adoption of recovery by its board, which an auditor asks for; the newest before a day speaks for it. */
export const recoveryBoardAdoption = pgTable(
  "recovery_board_adoption",
  {
    schoolId: integer("school_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    adoptedOn: plainDate("adopted_on").notNull(),
    body: text().notNull(),
    reference: text().notNull(),
    by: integer().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    schoolRead("recovery_board_adoption"),
    officeAppend("recovery_board_adoption"),
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
