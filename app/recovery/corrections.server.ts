import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import type { SchoolYear } from "#app/calendar/school-year.ts";
import { claimCorrection } from "#drizzle/schema/recovery-claim.ts";
import { type CertifiedDay, type Correction, newCorrections } from "./claim-corrections.ts";
import { readRecoverySettings } from "./district-settings.server.ts";
import { type YearFacts, yearClaims } from "./year-claims.ts";

type Certified = { id: number; period: string; through: string };
type Days<T> = Omit<T, "absenceDate" | "earnedDate"> & { certificationId: number; absenceDate: string };

/**
 * Raises a correction for each day by which a certified period now differs from what was certified, with the settings
 * that held at its end. The newest certification of a period speaks for it. Answers how many it raised.
 */
export async function raiseCorrections(
  tx: Tx,
  run: { schoolYear: SchoolYear; facts: YearFacts; now: Temporal.Instant },
): Promise<number> {
  const certifications = await tx.execute<Certified>(sql`
    select distinct on (period) id::int, period, through::text from claim_certification
    where school_year = ${run.schoolYear} order by period, id desc`);
  let raisedNow = 0;
  for (const { id, period, through: end } of certifications) {
    const through = Temporal.PlainDate.from(end);
    const [settings, certified, raised] = await Promise.all([
      readRecoverySettings(tx, through),
      certifiedDays(tx, id),
      correctionsOf(tx, id),
    ]);
    const corrections = newCorrections(certified, raised, yearClaims(run.facts, settings, through));
    if (corrections.length === 0) continue;
    await tx
      .insert(claimCorrection)
      .values(corrections.map((correction) => ({ ...correction, certificationId: id, at: run.now })));
    for (const [schoolId, its] of Map.groupBy(corrections, (correction) => correction.schoolId))
      await recordChange(tx, { by: null, actor: "settle-claims" }, run.now, {
        schoolId,
        action: "recovery corrections raised",
        subject: `${period} as certified, ${id}`,
        pupilIds: [...new Set(its.map(({ pupilId }) => pupilId))],
        after: its.map(({ change, pupilId, absenceDate }) => [change, pupilId, absenceDate.toString()]),
      });
    raisedNow += corrections.length;
  }
  return raisedNow;
}

async function certifiedDays(tx: Tx, certificationId: number): Promise<CertifiedDay[]> {
  const rows = await tx.execute<Days<CertifiedDay> & { earnedDate: string }>(sql`
    select school_id as "schoolId", pupil_id as "pupilId", absence_date::text as "absenceDate", earned_date::text as "earnedDate"
    from claim_certified_day where certification_id = ${certificationId}`);
  return rows.map((row) => ({
    ...row,
    absenceDate: Temporal.PlainDate.from(row.absenceDate),
    earnedDate: Temporal.PlainDate.from(row.earnedDate),
  }));
}

async function correctionsOf(tx: Tx, certificationId: number): Promise<Correction[]> {
  const rows = await tx.execute<Days<Correction>>(sql`
    select school_id as "schoolId", pupil_id as "pupilId", absence_date::text as "absenceDate", change, reason
    from claim_correction where certification_id = ${certificationId} order by id`);
  return rows.map((row) => ({ ...row, absenceDate: Temporal.PlainDate.from(row.absenceDate) }));
}
