import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import { categories } from "#app/attendance/category.ts";
import { formatDay } from "#app/calendar/day.ts";
import { listedThrough } from "#app/recovery/listed-days.ts";
import type { YearAsked } from "#app/recovery/session-times.server.ts";
import { taughtDays } from "#app/recovery/taught-days.server.ts";
import type { YearFacts } from "#app/recovery/year-claims.ts";
import type { PupilDays } from "./chronic.ts";

/** A span at a school, days as YYYY-MM-DD, which order as text; `through` null while it lasts. */
type Span = { pupilId: number; schoolId: number; from: string; through: string | null };

/**
 * The whole days of every pupil enrolled at some schools so far: days enrolled and taught, days absent for chronic
 * absenteeism, and days recovered, claimed here or as Aeries lists them. A pupil of several of the schools is one, and a
 * date one day.
 * @param claimed the days claimed now for absences at these schools
 */
export async function readPupilDays(
  tx: Tx,
  asked: YearAsked,
  facts: YearFacts,
  claimed: readonly { pupilId: number }[],
): Promise<PupilDays[]> {
  const [spans, taught] = await Promise.all([
    tx.execute<Span>(sql`select pupil_id as "pupilId", school_id as "schoolId", entered_on::text as from, left_on::text as through
      from enrolment where school_id = any (${ints(asked.schoolIds)}) and school_year = ${asked.schoolYear}::smallint`),
    taughtDays(tx, asked),
  ]);
  const today = new Map(asked.schoolIds.map((id) => [id, asked.through]));
  const recovered = Map.groupBy([...claimed, ...listedThrough(facts, today)], ({ pupilId }) => pupilId);
  return [...Map.groupBy(spans, ({ pupilId }) => pupilId)].map(([pupilId, own]) => {
    const expected = daysIn(own, taught);
    const missed = (facts.pupils.get(pupilId)?.absences ?? []).filter(
      ({ schoolId, date }) => taught.has(schoolId) && expected.has(formatDay(date)),
    );
    const days = (of: typeof missed) => new Set(of.map(({ date }) => formatDay(date))).size;
    return {
      expected: expected.size - days(missed.filter(({ category }) => category === "NOT_ENROLLED")),
      absent: days(missed.filter(({ category }) => categories[category].absentForChronic)),
      recovered: recovered.get(pupilId)?.length ?? 0,
    };
  });
}

const daysIn = (spans: readonly Span[], taught: ReadonlyMap<number, readonly string[]>): Set<string> =>
  new Set(
    spans.flatMap(({ schoolId, from, through }) =>
      (taught.get(schoolId) ?? []).filter((day) => day >= from && (through === null || day <= through)),
    ),
  );
