import { sql } from "drizzle-orm";
import {
  bigint,
  customType,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { inMySchools, notATeacher, web, worker } from "./policies.ts";

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

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
      using: sql`(${inMySchools} or (school_id = 0 and (select scope_district()))) and ${notATeacher}`,
    }),
    pgPolicy("audit_entry_append", {
      for: "insert",
      to: [web, worker],
      withCheck: sql`${inMySchools} or school_id = 0`,
    }),
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
    pgPolicy("pupil_view_append", { for: "insert", to: web, withCheck: inMySchools }),
  ],
);
