import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { formatDay } from "#app/calendar/day.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import { categories } from "./category.ts";
import { type MarkedDay, markedDays } from "./marked-days.server.ts";
import { type PupilDays, type ShownAttendance, shownAttendance } from "./school-attendance.ts";

type Span = { from: Temporal.PlainDate; through: Temporal.PlainDate };
type EnrolmentJson = [pupilId: number, grade: number, enteredOn: string, leftOn: string | null];
type Row = { id: number; name: string; taught: number; counted: string[]; enrolments: EnrolmentJson[] };

/** `schoolDays` of the span are taught; `daysCounted` of these have a register taken or a mark. */
export type SchoolAttendance = {
  school: { id: number; name: string };
  schoolDays: number;
  daysCounted: number;
  shown: ShownAttendance;
};

/**
 * The attendance of each school by grade over the days of a span that have a register taken or a mark, as in
 * `attendanceRates`: absent is who earns no attendance for the whole day. No day counts of a school that counts hours attended. One statement for all schools and two for
 * each, however long the span.
 */
export async function schoolAttendance(
  tx: Tx,
  schoolIds: readonly number[],
  span: Span,
): Promise<SchoolAttendance[]> {
  const found: SchoolAttendance[] = [];
  for (const row of await enrolledIn(tx, schoolIds, span)) {
    const marked = row.counted.length === 0 ? [] : await markedDays(tx, row.id, span);
    found.push({
      school: { id: row.id, name: row.name },
      schoolDays: row.taught,
      daysCounted: row.counted.length,
      shown: shownAttendance(pupilDays(row, marked)),
    });
  }
  return found;
}

/** Days are compared as they are written: a school of 4,000 has 700,000 pairs of pupil and day in a year. */
function pupilDays({ counted, enrolments }: Row, marked: readonly MarkedDay[]): PupilDays[] {
  const missed = Map.groupBy(
    marked.filter(({ category }) => category !== null && !categories[category].countsAda),
    ({ pupilId }) => pupilId,
  );
  return [...Map.groupBy(enrolments, ([pupilId]) => pupilId)].map(([pupilId, spans]) => {
    const wasEnrolled = (day: string) =>
      spans.some(([, , enteredOn, leftOn]) => enteredOn <= day && (leftOn === null || leftOn >= day));
    const expected = new Set(counted.filter(wasEnrolled));
    const absent = (missed.get(pupilId) ?? []).filter(({ date }) => expected.has(date)).length;
    return { grade: spans.at(-1)![1], expected: expected.size, absent };
  });
}

/** Enrolments in the order in which they began, so that the last one has the grade a pupil is counted in. */
const enrolledIn = (tx: Tx, schoolIds: readonly number[], { from, through }: Span) => {
  const [first, last] = [sql`${formatDay(from)}::date`, sql`${formatDay(through)}::date`];
  return tx.execute<Row>(sql`select s.id, s.name, d.taught, d.counted,
      (select coalesce(json_agg(json_build_array(e.pupil_id, e.grade, e.entered_on, e.left_on) order by e.entered_on), '[]')
        from enrolment e where e.school_id = s.id and e.entered_on <= ${last}
          and (e.left_on is null or e.left_on >= ${first})) as enrolments
    from school s cross join lateral (
      select count(*)::int as taught, coalesce(json_agg(c.date order by c.date) filter (where s.attendance_reporting = 'negative' and (
          exists (select 1 from register_taking k where k.school_id = s.id and k.on_date = c.date)
          or exists (select 1 from mark m where m.school_id = s.id and m.on_date = c.date and m.school_year
            between ${schoolYearOf(from)}::smallint and ${schoolYearOf(through)}::smallint))), '[]') as counted
      from calendar_day c where c.school_id = s.id and c.date between ${first} and ${last}
        and c.holiday_code in ('', '%', '+')) d
    where s.id = any (${`{${schoolIds.join(",")}}`}::int[]) and s.active
    order by s.id`);
};
