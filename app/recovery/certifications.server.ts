import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import type { ReportingPeriod, SchoolYear } from "#app/calendar/school-year.ts";
import { claimCertification, claimCertifiedDay } from "#drizzle/schema/recovery-claim.ts";
import type { PeriodClaims } from "./period-claims.server.ts";

/** A period as it was certified. `days` are those of the whole district. */
export type Certification = {
  id: number;
  period: ReportingPeriod;
  through: Temporal.PlainDate;
  days: number;
  by: string;
  at: Temporal.Instant;
};

/** What was certified of a year, newest first. */
export async function readCertifications(tx: Tx, schoolYear: SchoolYear): Promise<Certification[]> {
  const rows = await tx.execute<Omit<Certification, "through" | "at"> & { through: string; at: string }>(sql`
    select c.id::int, c.period, c.through::text, (c.totals->'total'->>'days')::int as days, coalesce(u.name, 'Unknown') as by,
      to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
    from claim_certification c left join user_account u on u.id = c.by
    where c.school_year = ${schoolYear} order by c.id desc`);
  return rows.map((row) => ({
    ...row,
    through: Temporal.PlainDate.from(row.through),
    at: Temporal.Instant.from(row.at),
  }));
}

/** Corrections raised and not settled, by certification and school. */
export async function openCorrections(
  tx: Tx,
  schoolIds: readonly number[],
): Promise<{ certificationId: number; schoolId: number; count: number }[]> {
  return await tx.execute<{ certificationId: number; schoolId: number; count: number }>(sql`
    select c.certification_id::int as "certificationId", c.school_id as "schoolId", count(*)::int as count from claim_correction c
    where c.school_id = any (${ints(schoolIds)}) and not exists (select 1 from claim_correction_settlement s
      where s.school_id = c.school_id and s.correction_id = c.id)
    group by c.certification_id, c.school_id order by c.school_id`);
}

const mostRowsInOneStatement = 2_000;

/**
 * Certifies a period as it stands: its totals with the last day of each school, the settings it used and each day that
 * it counts. Nothing certified is ever changed; a second certification of the period stands beside the first and speaks
 * from then on.
 * @param through the last of the schools' last days
 */
export async function certifyPeriod(
  tx: Tx,
  { period, days, report, settingsUsed }: PeriodClaims,
  through: Temporal.PlainDate,
  doing: { author: { by: number; actor: string }; at: Temporal.Instant },
): Promise<number> {
  const [row] = await tx
    .insert(claimCertification)
    .values({
      ...period,
      through,
      settings: settingsUsed.map(({ name, value, through }) => ({ name, value, through })),
      totals: report,
      by: doing.author.by,
      at: doing.at,
    })
    .returning({ id: claimCertification.id });
  const certificationId = Number(row?.id);
  for (let at = 0; at < days.length; at += mostRowsInOneStatement)
    await tx.insert(claimCertifiedDay).values(
      days.slice(at, at + mostRowsInOneStatement).map((day) => ({
        certificationId,
        schoolId: day.schoolId,
        pupilId: day.pupilId,
        absenceDate: day.absenceDate,
        earnedDate: day.earnedDate,
        earnedSchoolId: day.earnedSchoolId,
        sessionIds: day.sessionIds,
        grade: day.grade,
      })),
    );
  await recordChange(tx, doing.author, doing.at, {
    schoolId: 0,
    action: "recovery period certified",
    subject: `${period.period} of ${period.schoolYear}, certification ${certificationId}`,
    after: { through: through.toString(), total: report.total },
  });
  return certificationId;
}
