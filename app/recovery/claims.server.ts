import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import type { SchoolYear } from "#app/calendar/school-year.ts";
import type { ClaimInForce } from "./claim-steps.ts";

/** A day claimed now, why, and since when. */
export type ReadClaim = ClaimInForce & { schoolYear: SchoolYear; reason: string; at: Temporal.Instant };

/** One step of the ledger, newest first where a list of them is read. */
export type ReadClaimStep = ReadClaim & { id: number; step: "claimed" | "withdrawn" };

type Row = Omit<ReadClaimStep, "absenceDate" | "earnedDate" | "at"> & {
  absenceDate: string;
  earnedDate: string;
  at: string;
};

const columns = sql`school_id as "schoolId", pupil_id as "pupilId", school_year as "schoolYear", absence_date::text as "absenceDate", id::int, step,
  earned_date::text as "earnedDate", earned_school_id as "earnedSchoolId", session_ids::int[] as "sessionIds", code, reason,
  to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`;

const read = ({ absenceDate, earnedDate, at, ...row }: Row): ReadClaimStep => ({
  ...row,
  absenceDate: Temporal.PlainDate.from(absenceDate),
  earnedDate: Temporal.PlainDate.from(earnedDate),
  at: Temporal.Instant.from(at),
});

type Asked = { schoolIds: readonly number[]; schoolYear: SchoolYear };
const ofPupils = (pupilIds: readonly number[] | null) =>
  pupilIds === null ? sql`true` : sql`pupil_id = any (${ints(pupilIds)})`;

/** Of a school year: some pupils, one absence, or the days that a span counts. */
export type WhichClaims =
  | { pupilIds: readonly number[] }
  | { pupilId: number; absenceDate: Temporal.PlainDate }
  | { missedFrom: Temporal.PlainDate; through: Temporal.PlainDate };

function conditionOf(which: WhichClaims): SQL {
  if ("pupilIds" in which) return ofPupils(which.pupilIds);
  if ("pupilId" in which)
    return sql`pupil_id = ${which.pupilId} and absence_date = ${which.absenceDate.toString()}::date`;
  return sql`absence_date between ${which.missedFrom.toString()}::date and ${which.through.toString()}::date
    and earned_date <= ${which.through.toString()}::date`;
}

/**
 * The days claimed now whose absence is at one of the schools, as far as the transaction may see them, by school, pupil
 * and date. A span holds a day when both the absence and the day earned for it lie within its end: since the oldest
 * absences are recovered first, that is what a report through that end counts (AR-REP-3).
 * @param which null for the whole year
 */
export async function readClaims(
  tx: Tx,
  { schoolIds, schoolYear }: Asked,
  which: WhichClaims | null = null,
): Promise<ReadClaim[]> {
  const rows = await tx.execute<Row>(sql`select ${columns} from recovery_claim_in_force
    where school_id = any (${ints(schoolIds)}) and school_year = ${schoolYear}::smallint
      and ${which === null ? sql`true` : conditionOf(which)}
    order by school_id, pupil_id, absence_date`);
  return rows.map(read);
}

/** Every step that was ever taken, newest first. */
export async function readClaimSteps(
  tx: Tx,
  { schoolIds, schoolYear }: Asked,
  pupilIds: readonly number[] | null = null,
): Promise<ReadClaimStep[]> {
  const rows = await tx.execute<Row>(sql`select ${columns} from recovery_claim
    where school_id = any (${ints(schoolIds)}) and school_year = ${schoolYear} and ${ofPupils(pupilIds)}
    order by id desc`);
  return rows.map(read);
}
