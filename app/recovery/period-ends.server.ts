import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import type { HolidayCode } from "#app/calendar/school-day.ts";
import {
  countSchoolMonths,
  fiscalYearBounds,
  lastDayThatCounts,
  numberedSchoolMonths,
  periodEnd,
  type SchoolYear,
  schoolYearLabel,
} from "#app/calendar/school-year.ts";
import { type ClaimPeriod, endsInWords, type PeriodEnds, periodSlugs, slugOf } from "./claim-period.ts";

type Row = { schoolId: number; days: [date: string, holidayCode: HolidayCode, attendanceMonth: number][] };

/**
 * The last day that a period counts at each school: P-1 and P-2 end with the school's last full school month, as its
 * calendar numbers them, or counted out where it does not (EC 37201, 41601). A day that the reader named ends it at
 * every school, and June 30 ends Annual.
 */
export async function readPeriodEnds(
  tx: Tx,
  schoolIds: readonly number[],
  { schoolYear, period, through }: ClaimPeriod,
): Promise<PeriodEnds> {
  const same = through ?? (period === "Annual" ? lastDayThatCounts(period, schoolYear) : null);
  if (same !== null) return new Map(schoolIds.map((id) => [id, same]));
  const year = fiscalYearBounds(schoolYear);
  const rows = await tx.execute<Row>(sql`
    select school_id as "schoolId", json_agg(json_build_array(date, holiday_code, attendance_month) order by date) as days
    from calendar_day where school_id = any (${ints(schoolIds)})
      and date between ${year.from.toString()}::date and ${year.through.toString()}::date
    group by school_id order by school_id`);
  return new Map(
    rows.flatMap(({ schoolId, days }) => {
      const calendar = days.map(([date, holidayCode, attendanceMonth]) => ({
        ...{ holidayCode, attendanceMonth },
        date: Temporal.PlainDate.from(date),
      }));
      const isNumbered = calendar.some(({ attendanceMonth }) => attendanceMonth > 0);
      const months = isNumbered ? numberedSchoolMonths(calendar) : countSchoolMonths(calendar);
      const end = periodEnd(period, months, schoolYear);
      return end === null ? [] : [[schoolId, end] as const];
    }),
  );
}

/** The periods of a year at some schools, and when each ends there, in words. */
export async function periodsOfYear(tx: Tx, schoolIds: readonly number[], schoolYear: SchoolYear) {
  const periods = await Promise.all(
    Object.values(periodSlugs).map(async (period) => {
      const asked = { schoolYear, period, through: null };
      const ends = endsInWords(asked, await readPeriodEnds(tx, schoolIds, asked));
      return { period, slug: slugOf(period), ends };
    }),
  );
  return { year: schoolYear, label: schoolYearLabel(schoolYear), periods };
}
