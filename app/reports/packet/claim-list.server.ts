import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import type { HolidayCode, SchoolDay } from "#app/calendar/school-day.ts";
import { numberedSchoolMonths } from "#app/calendar/school-year.ts";
import { claimRows, keyOf } from "./absences-on-record.server.ts";
import { claimsInForce } from "./claims-in-force.server.ts";
import type { ClaimInForce } from "./facts.ts";
import { type PacketPeriod, type PeriodChoice, periodOf } from "./period.ts";

/** A claimed day of the list, with the pupil's name and grade on the day missed. */
export type ListedClaim = ClaimInForce & { name: string; grade: number };

/** The period that was chosen, by the calendars of these schools; null while no school month of it is full. */
export async function findPeriod(
  tx: Tx,
  schoolIds: readonly number[],
  choice: PeriodChoice,
): Promise<PacketPeriod | null> {
  if (choice.kind === "days") return periodOf(choice, []);
  const rows = await tx.execute<{
    schoolId: number;
    days: [date: string, number, HolidayCode, month: number, locked: boolean][];
  }>(sql`
    select school_id as "schoolId", json_agg(json_build_array(date, day_number, holiday_code, attendance_month, month_locked)) as days
    from calendar_day where school_id = any (${ints(schoolIds)}) and school_year = ${choice.schoolYear}::smallint group by school_id`);
  const monthsOf = (days: (typeof rows)[number]["days"]) =>
    numberedSchoolMonths(
      days.map(
        ([date, dayNumber, holidayCode, attendanceMonth, monthLocked]): SchoolDay => ({
          date: Temporal.PlainDate.from(date),
          dayNumber,
          holidayCode,
          attendanceMonth,
          monthLocked,
        }),
      ),
    );
  return periodOf(
    choice,
    rows.map(({ days }) => monthsOf(days)),
  );
}

/** Every day claimed now that the period counts, by school, pupil's name and date. */
export async function listClaims(
  tx: Tx,
  schoolIds: readonly number[],
  period: PacketPeriod,
): Promise<ListedClaim[]> {
  const claims = await claimsInForce(tx, { schoolIds, schoolYear: period.schoolYear }, period);
  if (claims.length === 0) return [];
  const pupils = await tx.execute<{
    schoolId: number;
    pupilId: number;
    date: string;
    name: string;
    grade: number;
  }>(sql`
    select k.school_id as "schoolId", k.pupil_id as "pupilId", k.on_date::text as date, p.last_name || ', ' || p.first_name as name,
      coalesce((select e.grade from enrolment e where e.school_id = k.school_id and e.pupil_id = k.pupil_id
        and e.school_year = ${period.schoolYear}::smallint and e.entered_on <= k.on_date
        and coalesce(e.left_on, 'infinity') >= k.on_date order by e.entered_on desc limit 1), p.grade) as grade
    from ${claimRows(claims)} join pupil p on p.school_id = k.school_id and p.pupil_id = k.pupil_id`);
  const pupilOf = new Map(
    pupils.map(({ date, name, grade, ...at }) => [
      keyOf({ ...at, absenceDate: Temporal.PlainDate.from(date) }),
      { name, grade },
    ]),
  );
  return claims
    .flatMap((claim) => {
      const pupil = pupilOf.get(keyOf(claim));
      return pupil ? [{ ...claim, ...pupil }] : [];
    })
    .toSorted(
      (one, other) =>
        one.schoolId - other.schoolId ||
        one.name.localeCompare(other.name) ||
        one.pupilId - other.pupilId ||
        Temporal.PlainDate.compare(one.absenceDate, other.absenceDate),
    );
}
