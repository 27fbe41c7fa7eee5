import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import type { SchoolYear } from "#app/calendar/school-year.ts";
import { claimCorrection } from "#drizzle/schema/recovery-claim.ts";
import { type CertifiedDay, type Correction, newCorrections } from "./claim-corrections.ts";
import { type PeriodEnds, periodOfClaims } from "./claim-period.ts";
import type { Given } from "./settings-by-day.ts";
import { type YearFacts, yearClaims } from "./year-claims.ts";

type Certified = {
  id: number;
  period: string;
  through: string;
  ends: [schoolId: number, through: string | null][] | null;
};
type Days<T> = Omit<T, "absenceDate" | "earnedDate"> & { certificationId: number; absenceDate: string };

/**
 * Raises a correction for each day by which a certified period now differs from what was certified, through the last
 * day that it had at each school then. The newest certification of a period speaks for it. Answers how many it raised.
 */
export async function raiseCorrections(
  tx: Tx,
  run: {
    schoolIds: readonly number[];
    schoolYear: SchoolYear;
    facts: YearFacts;
    settings: Given;
    now: Temporal.Instant;
  },
): Promise<number> {
  const certifications = await tx.execute<Certified>(sql`
    select distinct on (period) id::int, period, through::text,
      (select json_agg(json_build_array(s -> 'schoolId', case when jsonb_exists(s, 'through') then s ->> 'through' else c.through::text end))
        from jsonb_array_elements(c.totals -> 'schools') s) as ends
    from claim_certification c where school_year = ${run.schoolYear} order by period, id desc`);
  let raisedNow = 0;
  for (const { id, period, through, ends } of certifications) {
    const last = Temporal.PlainDate.from(through);
    const [certified, raised] = await Promise.all([certifiedDays(tx, id), correctionsOf(tx, id)]);
    const of: PeriodEnds = ends
      ? new Map(ends.flatMap(([schoolId, end]) => (end ? [[schoolId, Temporal.PlainDate.from(end)]] : [])))
      : new Map(run.schoolIds.map((schoolId) => [schoolId, last]));
    const computed = periodOfClaims(yearClaims(run.facts, run.settings, last), of);
    const corrections = newCorrections(certified, raised, computed);
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
