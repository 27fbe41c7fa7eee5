import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";

type Span = [period: string, startsOn: string, endsOn: string | null];

/**
 * The periods that a pupil was due in on a day: those of their sections that met. In a daily school the one of the
 * whole day, written "". Days are YYYY-MM-DD, which order as text.
 * @param pupilIds these pupils only; null for all of the school
 */
export async function duePeriods(
  tx: Tx,
  schoolId: number,
  pupilIds: readonly number[] | null,
): Promise<(pupilId: number, date: string) => readonly string[]> {
  const [[school], patterns, rows] = await Promise.all([
    tx.execute<{ kind: string }>(sql`select attendance_kind as kind from school where id = ${schoolId}`),
    tx.execute<{
      date: string;
      pattern: string;
    }>(sql`select date::text, period_block_pattern as pattern from calendar_day
      where school_id = ${schoolId} and period_block_pattern <> ''`),
    tx.execute<{ pupilId: number; spans: Span[] }>(sql`
      select r.pupil_id as "pupilId", json_agg(json_build_array(s.period, r.starts_on, r.ends_on)) as spans
      from roster r join section s on s.school_id = r.school_id and s.section_number = r.section_number
      where r.school_id = ${schoolId} and (select attendance_kind <> 'daily' from school where id = ${schoolId})
        and ${pupilIds === null ? sql`true` : sql`r.pupil_id = any (${`{${pupilIds.join(",")}}`}::int[])`}
      group by r.pupil_id`),
  ]);
  if (school?.kind === "daily") return () => [""];
  const patternOf = new Map(patterns.map(({ date, pattern }) => [date, pattern]));
  const spansOf = new Map(rows.map(({ pupilId, spans }) => [pupilId, spans]));
  return (pupilId, date) => {
    const pattern = patternOf.get(date) ?? "";
    const due = (spansOf.get(pupilId) ?? [])
      .filter(([, startsOn, endsOn]) => startsOn <= date && (endsOn === null || endsOn >= date))
      .map(([period]) => period)
      .filter((period) => pattern === "" || pattern.includes(period));
    return [...new Set(due)];
  };
}
