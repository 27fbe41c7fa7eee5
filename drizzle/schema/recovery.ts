import { sql } from "drizzle-orm";
import {
  bigint,
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
import { inMySchools, notATeacher, officeAppend, pupilRead, schoolRead, web, worker } from "./policies.ts";
import { pupil } from "./pupil.ts";

/** Office and recovery staff write; a teacher writes only in a session that they lead. */
const myRecoverySession = sql`${inMySchools} and (${notATeacher} or (school_id, session_id) in
  (select rs.school_id, rs.id from recovery_session rs where rs.teacher_id = (select scope_staff())))`;

const pupilOfMySession = (name: string) => [
  pgPolicy(`${name}_read`, { for: "select", to: [web, worker], using: myRecoverySession }),
  pgPolicy(`${name}_append`, { for: "insert", to: [web, worker], withCheck: myRecoverySession }),
];

const leadOrOffice = sql`${inMySchools} and (${notATeacher} or teacher_id = (select scope_staff()))`;

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
    createdBy: integer("created_by"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("recovery_session_by_day").on(t.schoolId, t.onDate),
    schoolRead("recovery_session"),
    officeAppend("recovery_session"),
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
  ],
);

/** Time in and out as the teacher documents it; a correction is another row, the newest counts. */
export const recoveryPresence = pgTable(
  "recovery_presence",
  {
    schoolId: integer("school_id").notNull(),
    sessionId: bigint("session_id", { mode: "number" }).notNull(),
    pupilId: integer("pupil_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    inAt: smallint("in_at"),
    outAt: smallint("out_at"),
    by: integer().notNull(),
    at: instant().notNull(),
    reason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.sessionId, t.pupilId, t.id] }),
    foreignKey({
      name: "recovery_presence_session",
      columns: [t.schoolId, t.sessionId],
      foreignColumns: [recoverySession.schoolId, recoverySession.id],
    }),
    foreignKey({
      name: "recovery_presence_pupil",
      columns: [t.schoolId, t.pupilId],
      foreignColumns: [pupil.schoolId, pupil.pupilId],
    }),
    index("recovery_presence_by_pupil").on(t.schoolId, t.pupilId),
    ...pupilOfMySession("recovery_presence"),
  ],
);

/** The teacher's signed statement of who took part and how long (EC 46211). Corrections after it name it. */
export const recoveryAttestation = pgTable(
  "recovery_attestation",
  {
    schoolId: integer("school_id").notNull(),
    sessionId: bigint("session_id", { mode: "number" }).notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    by: integer().notNull(),
    at: instant().notNull(),
    /** The last presence row that the statement covers. */
    throughPresenceId: bigint("through_presence_id", { mode: "number" }).notNull(),
    pupilCount: smallint("pupil_count").notNull(),
    minutesTotal: integer("minutes_total").notNull(),
    statement: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.sessionId, t.id] }),
    foreignKey({
      name: "recovery_attestation_session",
      columns: [t.schoolId, t.sessionId],
      foreignColumns: [recoverySession.schoolId, recoverySession.id],
    }),
    pgPolicy("recovery_attestation_read", { for: "select", to: [web, worker], using: inMySchools }),
    pgPolicy("recovery_attestation_append", { for: "insert", to: web, withCheck: myRecoverySession }),
  ],
);

/** Participation is voluntary (EC 46211): who said yes or no for the pupil, and how. */
export const recoveryElection = pgTable(
  "recovery_election",
  {
    schoolId: integer("school_id").notNull(),
    pupilId: integer("pupil_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
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
