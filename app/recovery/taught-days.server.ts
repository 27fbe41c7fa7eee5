import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints, texts } from "#app/access/sql-array.server.ts";
import { fiscalYearBounds } from "#app/calendar/school-year.ts";
import { taughtCodes } from "./absences.server.ts";
import type { YearAsked } from "./session-times.server.ts";

/** The days with pupils of each school from July 1 through a day, as YYYY-MM-DD, in order. */
export async function taughtDays(
  tx: Tx,
  { schoolIds, schoolYear, through }: YearAsked,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const { from } = fiscalYearBounds(schoolYear);
  const rows = await tx.execute<{ schoolId: number; dates: string[] }>(sql`
    select school_id as "schoolId", json_agg(date order by date) as dates from calendar_day
    where school_id = any (${ints(schoolIds)}) and date between ${from.toString()}::date and ${through.toString()}::date
      and holiday_code = any (${texts(taughtCodes)}) group by school_id`);
  return new Map(rows.map(({ schoolId, dates }) => [schoolId, dates]));
}
