import { sql } from "drizzle-orm";
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { instant, plainDate } from "./columns.ts";
import {
  inMySchools,
  notATeacher,
  officeAppend,
  ofMyRecovery,
  ownerRead,
  pupilOfMySession,
  pupilRead,
  schoolRead,
  web,
  worker,
  workerAppend,
} from "./policies.ts";
import { pupil } from "./pupil.ts";

const leadOrOffice = sql`${inMySchools} and (${notATeacher} or ${ofMyRecovery("id")})`;

/** Time of a session that is not instruction, minutes since local midnight: meals, recess, other activities. */
export type RecoveryBreak = { startsAt: number; endsAt: number; what: string };

/** A supervised recovery session (EC 46211). Times are minutes since local midnight. */
export const recoverySession = pgTable(
  "recovery_session",
  {
    schoolId: integer("school_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    onDate: plainDate("on_date").notNull(),
    startsAt: smallint("starts_at").notNull(),
    endsAt: smallint("ends_at").notNull(),
    room: text().notNull(),
    teacherId: integer("teacher_id").notNull(),
    subject: text().notNull(),
    lowGrade: smallint("low_grade").notNull(),
    highGrade: smallint("high_grade").notNull(),
    capacity: smallint().notNull(),
    /** The series that it belongs to; null for a session made alone. */
    programId: bigint("program_id", { mode: "number" }),
    breaks: jsonb().$type<RecoveryBreak[]>().notNull().default([]),
    createdBy: integer("created_by"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("recovery_session_by_day").on(t.schoolId, t.onDate),
    index("recovery_session_by_teacher").on(t.teacherId),
    schoolRead("recovery_session"),
    ownerRead("recovery_session"),
    officeAppend("recovery_session", "created_by"),
    // Changing no more than the capacity; the same right lets a row be locked while places are given out.
    pgPolicy("recovery_session_update", {
      for: "update",
      to: [web, worker],
      using: leadOrOffice,
      withCheck: leadOrOffice,
    }),
  ],
);

export const recoveryCancellation = pgTable(
  "recovery_cancellation",
  {
    schoolId: integer("school_id").notNull(),
    sessionId: bigint("session_id", { mode: "number" }).notNull(),
    reason: text().notNull(),
    by: integer().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.sessionId] }),
    foreignKey({
      name: "recovery_cancellation_session",
      columns: [t.schoolId, t.sessionId],
      foreignColumns: [recoverySession.schoolId, recoverySession.id],
    }),
    schoolRead("recovery_cancellation"),
    ownerRead("recovery_cancellation"),
    officeAppend("recovery_cancellation"),
  ],
);

/**
 * What happened to a pupil's place, one row a step; the newest step is the state. "booked" holds a seat,
 * "waiting" stands in line, "released" gave it up, "declined" does not want to be offered it again.
 */
export const recoveryPlace = pgTable(
  "recovery_place",
  {
    schoolId: integer("school_id").notNull(),
    sessionId: bigint("session_id", { mode: "number" }).notNull(),
    pupilId: integer("pupil_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    step: text().$type<"booked" | "waiting" | "released" | "declined">().notNull(),
    /** Days the pupil could still recover when the step was taken: the order of the waiting list. */
    recoverableDays: smallint("recoverable_days").notNull(),
    by: integer(),
    at: instant().notNull(),
    reason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.sessionId, t.pupilId, t.id] }),
    foreignKey({
      name: "recovery_place_session",
      columns: [t.schoolId, t.sessionId],
      foreignColumns: [recoverySession.schoolId, recoverySession.id],
    }),
    foreignKey({
      name: "recovery_place_pupil",
      columns: [t.schoolId, t.pupilId],
      foreignColumns: [pupil.schoolId, pupil.pupilId],
    }),
    index("recovery_place_by_pupil").on(t.schoolId, t.pupilId),
    ...pupilOfMySession("recovery_place"),
    workerAppend("recovery_place"),
  ],
);

/** Participation is voluntary (EC 46211, AR-PUP-3): who said yes or no for the pupil, and how. */
export const recoveryElection = pgTable(
  "recovery_election",
  {
    schoolId: integer("school_id").notNull(),
    pupilId: integer("pupil_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    /** The session asked about; null for recovery as a whole. */
    sessionId: bigint("session_id", { mode: "number" }),
    answer: text().$type<"yes" | "no">().notNull(),
    saidBy: text("said_by").notNull(),
    by: integer(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.pupilId, t.id] }),
    foreignKey({
      name: "recovery_election_pupil",
      columns: [t.schoolId, t.pupilId],
      foreignColumns: [pupil.schoolId, pupil.pupilId],
    }),
    pupilRead("recovery_election"),
    officeAppend("recovery_election"),
  ],
);
