import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import type { SchoolYear } from "#app/calendar/school-year.ts";
import type { ClaimInForce } from "./facts.ts";

/** Of a school year: one absence, or the days that a span counts. */
export type WhichClaims =
  | { pupilId: number; absenceDate: Temporal.PlainDate }
  | { pupilIds: readonly number[] }
  | { missedFrom: Temporal.PlainDate; through: Temporal.PlainDate };

function conditionOf(which: WhichClaims): SQL {
  if ("pupilId" in which)
    return sql`c.pupil_id = ${which.pupilId} and c.absence_date = ${which.absenceDate.toString()}::date`;
  if ("pupilIds" in which) return sql`c.pupil_id = any (${ints(which.pupilIds)})`;
  return sql`c.absence_date between ${which.missedFrom.toString()}::date and ${which.through.toString()}::date
    and c.earned_date <= ${which.through.toString()}::date`;
}

type Row = Omit<ClaimInForce, "absenceDate" | "earnedDate" | "at"> & {
  absenceDate: string;
  earnedDate: string;
  at: string;
};

/**
 * Days that are claimed now, by school, pupil and date. A span holds a day when both the absence and the day earned
 * for it lie within its end: since the oldest absences are recovered first, that is what a report through that end
 * counts (AR-REP-3).
 */
export async function claimsInForce(
  tx: Tx,
  of: { schoolIds: readonly number[]; schoolYear: SchoolYear },
  which: WhichClaims,
): Promise<ClaimInForce[]> {
  const rows = await tx.execute<Row>(sql`
    select c.school_id as "schoolId", c.pupil_id as "pupilId", c.school_year as "schoolYear", c.absence_date::text as "absenceDate",
      c.earned_date::text as "earnedDate", c.earned_school_id as "earnedSchoolId", to_json(c.session_ids) as "sessionIds",
      c.code, c.reason, c.at
    from recovery_claim_in_force c
    where c.school_id = any (${ints(of.schoolIds)}) and c.school_year = ${of.schoolYear}::smallint and ${conditionOf(which)}
    order by c.school_id, c.pupil_id, c.absence_date`);
  return rows.map((row) => ({
    ...row,
    absenceDate: Temporal.PlainDate.from(row.absenceDate),
    earnedDate: Temporal.PlainDate.from(row.earnedDate),
    at: Temporal.Instant.from(row.at),
  }));
}
