import { desc, sql } from "drizzle-orm";
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  pgView,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { instant, plainDate } from "./columns.ts";
import {
  forDistrict,
  inMySchools,
  inOwnName,
  notATeacher,
  officeAppend,
  officeRead,
  pupilRead,
  web,
  worker,
  workerAppend,
} from "./policies.ts";

/**
 * The ledger of days recovered: a day earned was applied to an absence, or taken from it again. The newest step of an
 * absence is the state. `schoolId` is the school of the absence (AR-REP-5).
 */
export const recoveryClaim = pgTable(
  "recovery_claim",
  {
    schoolId: integer("school_id").notNull(),
    pupilId: integer("pupil_id").notNull(),
    schoolYear: smallint("school_year").notNull(),
    absenceDate: plainDate("absence_date").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    step: text().$type<"claimed" | "withdrawn">().notNull(),
    earnedDate: plainDate("earned_date").notNull(),
    earnedSchoolId: integer("earned_school_id").notNull(),
    /** The sessions whose minutes made the day. */
    sessionIds: bigint("session_ids", { mode: "number" }).array().notNull(),
    /** The absence's code when it was claimed, as the school writes it. */
    code: text(),
    reason: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.schoolYear, t.pupilId, t.absenceDate, t.id] }),
    index("recovery_claim_by_pupil").on(t.schoolId, t.pupilId),
    pupilRead("recovery_claim"),
    workerAppend("recovery_claim"),
  ],
);

/** A period's report as it was certified, with the settings it used and its totals. */
export const claimCertification = pgTable(
  "claim_certification",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    schoolYear: smallint("school_year").notNull(),
    period: text().$type<"P-1" | "P-2" | "Annual">().notNull(),
    through: plainDate().notNull(),
    settings: jsonb().notNull(),
    totals: jsonb().notNull(),
    by: integer().notNull(),
    at: instant().notNull(),
  },
  () => [
    pgPolicy("claim_certification_read", { for: "select", to: [web, worker], using: notATeacher }),
    pgPolicy("claim_certification_append", {
      for: "insert",
      to: web,
      withCheck: sql`${forDistrict} and ${notATeacher} and ${inOwnName()}`,
    }),
  ],
);

/** A day that a certified report counts. */
export const claimCertifiedDay = pgTable(
  "claim_certified_day",
  {
    schoolId: integer("school_id").notNull(),
    certificationId: bigint("certification_id", { mode: "number" }).notNull(),
    pupilId: integer("pupil_id").notNull(),
    absenceDate: plainDate("absence_date").notNull(),
    earnedDate: plainDate("earned_date").notNull(),
    earnedSchoolId: integer("earned_school_id").notNull(),
    sessionIds: bigint("session_ids", { mode: "number" }).array().notNull(),
    grade: smallint().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.certificationId, t.pupilId, t.absenceDate] }),
    foreignKey({
      name: "claim_certified_day_certification",
      columns: [t.certificationId],
      foreignColumns: [claimCertification.id],
    }),
    officeRead("claim_certified_day"),
    pgPolicy("claim_certified_day_append", {
      for: "insert",
      to: web,
      withCheck: sql`${inMySchools} and ${forDistrict} and ${notATeacher}`,
    }),
  ],
);

/** A certified day no longer stands, or a new one belongs to a certified period: to be reported as a correction. */
export const claimCorrection = pgTable(
  "claim_correction",
  {
    schoolId: integer("school_id").notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    certificationId: bigint("certification_id", { mode: "number" }).notNull(),
    pupilId: integer("pupil_id").notNull(),
    absenceDate: plainDate("absence_date").notNull(),
    change: text().$type<"removed" | "added">().notNull(),
    reason: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    foreignKey({
      name: "claim_correction_certification",
      columns: [t.certificationId],
      foreignColumns: [claimCertification.id],
    }),
    officeRead("claim_correction"),
    workerAppend("claim_correction"),
  ],
);

/** A person reported a correction or found that it needs no report, and says so. */
export const claimCorrectionSettlement = pgTable(
  "claim_correction_settlement",
  {
    schoolId: integer("school_id").notNull(),
    correctionId: bigint("correction_id", { mode: "number" }).notNull(),
    outcome: text().$type<"reported" | "not needed">().notNull(),
    reason: text().notNull(),
    by: integer().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.correctionId] }),
    foreignKey({
      name: "claim_correction_settlement_correction",
      columns: [t.schoolId, t.correctionId],
      foreignColumns: [claimCorrection.schoolId, claimCorrection.id],
    }),
    officeRead("claim_correction_settlement"),
    officeAppend("claim_correction_settlement"),
  ],
);

/** The days that are claimed now. Whoever asks sees it through the row policies of the ledger. */
export const recoveryClaimInForce = pgView("recovery_claim_in_force")
  .with({ securityInvoker: true })
  .as((q) => {
    const newest = q
      .selectDistinctOn([
        recoveryClaim.schoolId,
        recoveryClaim.schoolYear,
        recoveryClaim.pupilId,
        recoveryClaim.absenceDate,
      ])
      .from(recoveryClaim)
      .orderBy(
        recoveryClaim.schoolId,
        recoveryClaim.schoolYear,
        recoveryClaim.pupilId,
        recoveryClaim.absenceDate,
        desc(recoveryClaim.id),
      )
      .as("newest");
    return q.select().from(newest).where(sql`${newest.step} = 'claimed'`);
  });
