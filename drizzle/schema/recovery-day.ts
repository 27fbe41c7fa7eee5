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
  unique,
} from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import {
  inMySchools,
  inOwnName,
  myRecoverySession,
  officeAppend,
  officeRead,
  pupilOfMySession,
  schoolRead,
  web,
  worker,
} from "./policies.ts";
import { pupil } from "./pupil.ts";
import { recoverySession } from "./recovery.ts";

/** Time in and out as the teacher documents it; a correction is another row, the newest counts. */
export const recoveryPresence = pgTable(
  "recovery_presence",
  {
    schoolId: integer("school_id").notNull(),
    sessionId: bigint("session_id", { mode: "number" }).notNull(),
    pupilId: integer("pupil_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    /** A pupil who leaves and returns has several; the newest row of each counts. */
    stay: smallint().notNull().default(1),
    inAt: smallint("in_at"),
    outAt: smallint("out_at"),
    source: text().$type<"staff" | "tap" | "roster" | "import">().notNull().default("staff"),
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
    pgPolicy("recovery_attestation_append", {
      for: "insert",
      to: web,
      withCheck: sql`${myRecoverySession} and ${inOwnName()}`,
    }),
  ],
);

/** An administrator opened a session's attested time for corrections. */
export const recoveryUnlock = pgTable(
  "recovery_unlock",
  {
    schoolId: integer("school_id").notNull(),
    sessionId: bigint("session_id", { mode: "number" }).notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    by: integer().notNull(),
    at: instant().notNull(),
    until: instant().notNull(),
    reason: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.sessionId, t.id] }),
    foreignKey({
      name: "recovery_unlock_session",
      columns: [t.schoolId, t.sessionId],
      foreignColumns: [recoverySession.schoolId, recoverySession.id],
    }),
    schoolRead("recovery_unlock"),
    officeAppend("recovery_unlock"),
  ],
);

/** What a decision was about; a hold that is not within it was not decided (`stillAnswers`). Minutes since midnight. */
export type HoldGround = {
  name: string;
  spans: { startsAt: number; endsAt: number }[];
  faults: { teacherId: number; fault: string }[];
  peak: { at: string; pupils: number; limit: number } | null;
};

/**
 * What a person decided about a session that a rule holds out of claims (AR-SES-1, -2, -7): its newest row for a rule
 * is in force, as long as it speaks of what holds the session. Which sessions are held follows from their facts.
 */
export const recoveryHoldDecision = pgTable(
  "recovery_hold_decision",
  {
    schoolId: integer("school_id").notNull(),
    sessionId: bigint("session_id", { mode: "number" }).notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    rule: text().$type<"AR-SES-1" | "AR-SES-2" | "AR-SES-7">().notNull(),
    decision: text().$type<"counts" | "kept out">().notNull(),
    reason: text().notNull(),
    /** The sentence that was decided upon, and its facts; null of the decisions before these were kept. */
    found: text(),
    ground: jsonb().$type<HoldGround>(),
    by: integer().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.sessionId, t.id] }),
    foreignKey({
      name: "recovery_hold_decision_session",
      columns: [t.schoolId, t.sessionId],
      foreignColumns: [recoverySession.schoolId, recoverySession.id],
    }),
    schoolRead("recovery_hold_decision"),
    officeAppend("recovery_hold_decision"),
  ],
);

/** A sheet of times in and out that was taken over; the same file a second time is known by its hash. */
export const recoveryImport = pgTable(
  "recovery_import",
  {
    schoolId: integer("school_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    fileName: text("file_name").notNull(),
    fileHash: text("file_hash").notNull(),
    rowCount: integer("row_count").notNull(),
    by: integer().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    unique("recovery_import_file").on(t.schoolId, t.fileHash),
    officeRead("recovery_import"),
    officeAppend("recovery_import"),
  ],
);
