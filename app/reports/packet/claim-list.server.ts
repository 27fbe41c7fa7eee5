import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { SchoolYear } from "#app/calendar/school-year.ts";
import { claimRows, keyOf } from "./absences-on-record.server.ts";
import { claimsOf, type WhichDays } from "./chosen-claims.server.ts";
import type { ClaimInForce } from "./facts.ts";

/** A claimed day of the list, with the pupil's name and grade on the day missed. */
export type ListedClaim = ClaimInForce & { name: string; grade: number };

/** Every claimed day of a choice, by school, pupil's name and date. */
export async function listClaims(
  tx: Tx,
  asked: { schoolIds: readonly number[]; schoolYear: SchoolYear },
  which: WhichDays,
  now: Temporal.Instant,
): Promise<ListedClaim[]> {
  const claims = await claimsOf(tx, asked, which, now);
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
        and e.school_year = ${asked.schoolYear}::smallint and e.entered_on <= k.on_date
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
