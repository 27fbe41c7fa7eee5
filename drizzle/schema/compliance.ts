import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import {
  clearedAway,
  forDistrict,
  inMySchools,
  inOwnName,
  notATeacher,
  owner,
  web,
  worker,
} from "./policies.ts";

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** One's schools' records and, for the district, its own. */
const mineOrAll = sql`(${inMySchools} or (school_id = 0 and (select scope_district()))) and ${notATeacher}`;
const mineOrDistrict = sql`(${inMySchools} or school_id = 0)`;

/**
 * Who changed what, when, why, before and after. Only ever added to; each row's hash covers the one before it
 * in its school (school 0: the district), so a removed or altered row shows. A trigger writes `hash`.
 */
export const auditEntry = pgTable(
  "audit_entry",
  {
    schoolId: integer("school_id").notNull(),
    /** Counts up by one within a school; given by the trigger. */
    id: bigint({ mode: "number" }).notNull().default(0),
    at: instant().notNull(),
    by: integer(),
    /** The job, token or visitor that acted, where no person did. */
    actor: text().notNull(),
    /** A verb in the past: "register taken", "absence code mapped". */
    action: text().notNull(),
    subject: text().notNull(),
    pupilIds: integer("pupil_ids").array().notNull().default(sql`'{}'`),
    before: jsonb(),
    after: jsonb(),
    reason: text(),
    hash: bytea().notNull().default(sql`''::bytea`),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("audit_entry_by_pupil").using("gin", t.pupilIds),
    index("audit_entry_by_time").on(t.schoolId, t.at),
    pgPolicy("audit_entry_read", {
      for: "select",
      to: [web, worker],
      using: mineOrAll,
    }),
    pgPolicy("audit_entry_append", {
      for: "insert",
      to: web,
      withCheck: sql`${mineOrDistrict} and ${inOwnName()}`,
    }),
    // A job names the person who asked for it.
    pgPolicy("audit_entry_by_jobs", { for: "insert", to: worker, withCheck: mineOrDistrict }),
  ],
);

/** Who looked at which pupils, on which page. Only ever added to. */
export const pupilView = pgTable(
  "pupil_view",
  {
    schoolId: integer("school_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    at: instant().notNull(),
    by: integer().notNull(),
    /** The page in the product's words: "register", "pupil", "recovery session". */
    page: text().notNull(),
    pupilIds: integer("pupil_ids").array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("pupil_view_by_pupil").using("gin", t.pupilIds),
    index("pupil_view_by_time").on(t.schoolId, t.at),
    pgPolicy("pupil_view_read", {
      for: "select",
      to: [web, worker],
      using: sql`${inMySchools} and ${notATeacher}`,
    }),
    pgPolicy("pupil_view_append", {
      for: "insert",
      to: web,
      withCheck: sql`${inMySchools} and ${inOwnName()}`,
    }),
  ],
);

/**
 * The last entry of each school's chain, kept by the trigger. One row more than the entries themselves, so that
 * a cut-off end shows.
 */
export const auditHead = pgTable(
  "audit_head",
  {
    schoolId: integer("school_id").primaryKey(),
    lastId: bigint("last_id", { mode: "number" }).notNull(),
    hash: bytea().notNull(),
  },
  () => [
    pgPolicy("audit_head_read", { for: "select", to: web, using: mineOrAll }),
    // The check of every chain finds the chains here. No pupil, no content.
    pgPolicy("audit_head_check", { for: "select", to: worker, using: sql`true` }),
    pgPolicy("audit_head_chain", { for: "all", to: owner, using: sql`true`, withCheck: sql`true` }),
  ],
);

/**
 * How far a school's chain was found unbroken, with the hash of that entry: the next check begins there. The newest row
 * counts; one that found a break goes back before it. Kept for a month.
 */
export const auditProof = pgTable(
  "audit_proof",
  {
    schoolId: integer("school_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    at: instant().notNull(),
    /** 0: nothing is proven. */
    throughId: bigint("through_id", { mode: "number" }).notNull(),
    hash: bytea().notNull(),
    /** Begun at the first entry, not at an earlier proof. */
    whole: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    pgPolicy("audit_proof_read", { for: "select", to: web, using: mineOrAll }),
    pgPolicy("audit_proof_append", { for: "insert", to: worker, withCheck: inMySchools }),
    // No pupil, no content; read for every chain and cleared away by age.
    ...clearedAway("audit_proof"),
  ],
);

/** One check of one run and what came of it. Kept for a month. */
export const complianceRun = pgTable(
  "compliance_run",
  {
    check: text().notNull(),
    at: instant().notNull(),
    passed: boolean().notNull(),
    /** Violations at that moment. */
    found: integer().notNull(),
    detail: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.check, t.at] }),
    pgPolicy("compliance_run_read", { for: "select", to: [web, worker], using: forDistrict }),
    pgPolicy("compliance_run_check", { for: "all", to: worker, using: sql`true`, withCheck: sql`true` }),
  ],
);

/**
 * A violation that a check found, from its finding to its mending. The same thing found again after it was mended
 * is another row, so the number of rows is the number of violations since the database was made.
 */
export const complianceFinding = pgTable(
  "compliance_finding",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    check: text().notNull(),
    /** What is wrong, in a form that stays the same from run to run: "mark_2026", "school 12 entry 40". */
    key: text().notNull(),
    foundAt: instant("found_at").notNull(),
    detail: text().notNull(),
    mendedAt: instant("mended_at"),
  },
  (t) => [
    uniqueIndex("compliance_finding_open").on(t.check, t.key).where(sql`mended_at is null`),
    pgPolicy("compliance_finding_read", { for: "select", to: [web, worker], using: forDistrict }),
    pgPolicy("compliance_finding_add", { for: "insert", to: worker, withCheck: sql`true` }),
    pgPolicy("compliance_finding_mend", { for: "update", to: worker, using: sql`true` }),
  ],
);
