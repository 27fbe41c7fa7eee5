import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import { patternRows } from "#app/calendar/calendar-row.server.ts";
import { type PatternRow, patternsByDay } from "#app/calendar/calendar-row.ts";
import { classMeets } from "#app/calendar/class-meeting.ts";

type Span = [
  ...[period: string, startsOn: string, endsOn: string | null],
  ...[classCalendar: string, track: string],
];
type Patterns = { schoolId: number; days: PatternRow[] };
const wholeDay: readonly string[] = [""];

/**
 * The periods that a pupil was due in at a school on a day: those of their sections that met. In a daily school the
 * one of the whole day, written "". Days are YYYY-MM-DD, which order as text. Two statements for any number of schools.
 * @param pupilIds these pupils only; null for all of the schools
 */
export async function duePeriods(
  tx: Tx,
  schoolIds: readonly number[],
  pupilIds: readonly number[] | null,
): Promise<(schoolId: number, pupilId: number, date: string) => readonly string[]> {
  const [patterns, rows] = await Promise.all([
    tx.execute<Patterns>(sql`select s.id as "schoolId", ${patternRows(sql`d.school_id = s.id`)} as days
      from school s where s.id = any (${ints(schoolIds)})`),
    tx.execute<{ schoolId: number; daily: boolean; pupilId: number | null; spans: Span[] | null }>(sql`
      select school.id as "schoolId", school.attendance_kind = 'daily' as daily, r.pupil_id as "pupilId",
        json_agg(json_build_array(s.period, r.starts_on, r.ends_on, s.class_calendar, s.track)) filter (where r.pupil_id is not null) as spans
      from school left join (roster r join section s on s.school_id = r.school_id and s.section_number = r.section_number)
        on r.school_id = school.id and school.attendance_kind <> 'daily'
        and ${pupilIds === null ? sql`true` : sql`r.pupil_id = any (${ints(pupilIds)})`}
      where school.id = any (${ints(schoolIds)})
      group by school.id, r.pupil_id`),
  ]);
  const daily = new Set(rows.filter((row) => row.daily).map(({ schoolId }) => schoolId));
  const patternOf = new Map(patterns.map(({ schoolId, days }) => [schoolId, patternsByDay(days)]));
  const spansOf = new Map(
    rows.map(({ schoolId, pupilId, spans }) => [`${schoolId} ${pupilId}`, spans ?? []]),
  );
  return (schoolId, pupilId, date) => {
    if (daily.has(schoolId)) return wholeDay;
    const pattern = patternOf.get(schoolId)?.(date);
    const due = (spansOf.get(`${schoolId} ${pupilId}`) ?? []).flatMap(
      ([period, startsOn, endsOn, classCalendar, track]) =>
        startsOn <= date &&
        (endsOn === null || endsOn >= date) &&
        (pattern === undefined || classMeets({ period, classCalendar, track }, pattern))
          ? [period]
          : [],
    );
    return [...new Set(due)];
  };
}
