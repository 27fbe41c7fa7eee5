import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, plainDate } from "./columns.ts";
import { everyone, forDistrict, inOwnName, notATeacher, web, worker } from "./policies.ts";

/**
 * What the district chose where the law leaves it open, and amounts that the state sets: dated, with who verified it
 * and when. The newest row of a name whose date has come is in force.
 */
export const districtSetting = pgTable(
  "district_setting",
  {
    name: text().notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    value: text().notNull(),
    effectiveFrom: plainDate("effective_from").notNull(),
    verifiedBy: text("verified_by").notNull(),
    verifiedOn: plainDate("verified_on").notNull(),
    source: text().notNull(),
    by: integer().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.name, t.id] }),
    pgPolicy("district_setting_read", { for: "select", to: [web, worker], using: everyone }),
    pgPolicy("district_setting_append", {
      for: "insert",
      to: web,
      withCheck: sql`${forDistrict} and ${notATeacher} and ${inOwnName()}`,
    }),
  ],
);

/**
 * A teacher's certification document and employer as a person verified them (AR-SES-2); the newest row of a document
 * is in force, so a renewal never hides the days before it. Aeries names neither an expiry nor an employer.
 */
export const teacherCredential = pgTable(
  "teacher_credential",
  {
    staffId: integer("staff_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    document: text().notNull(),
    /** Null where it has been valid for as long as matters. */
    validFrom: plainDate("valid_from"),
    expiresOn: plainDate("expires_on"),
    employedByAgency: boolean("employed_by_agency").notNull(),
    by: integer().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.staffId, t.id] }),
    index("teacher_credential_expiry").on(t.expiresOn),
    pgPolicy("teacher_credential_read", { for: "select", to: [web, worker], using: everyone }),
    pgPolicy("teacher_credential_append", {
      for: "insert",
      to: web,
      withCheck: sql`(select scope_schools()) is not null and ${notATeacher} and ${inOwnName()}`,
    }),
  ],
);

/** One notice at the top of every page, or none. */
export const productState = pgTable(
  "product_state",
  {
    id: boolean().primaryKey().default(true),
    banner: text(),
    readOnly: boolean("read_only").notNull().default(false),
  },
  () => [
    pgPolicy("product_state_read", { for: "select", to: [web, worker], using: everyone }),
    pgPolicy("product_state_make", { for: "insert", to: web, withCheck: forDistrict }),
    pgPolicy("product_state_change", { for: "update", to: web, using: forDistrict, withCheck: forDistrict }),
  ],
);
