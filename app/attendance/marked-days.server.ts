import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { patternRows } from "#app/calendar/calendar-row.server.ts";
import { type PatternRow, patternsByDay } from "#app/calendar/calendar-row.ts";
import { classMeets, type DayPattern } from "#app/calendar/class-meeting.ts";
import { formatDay } from "#app/calendar/day.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import { type Category, isCategory } from "./category.ts";
import { type MarkRow, type MarkSource, markInForce, type RegisterHome } from "./mark.ts";
import { wholeDay } from "./whole-day.ts";

/** A day of a pupil that someone has marked (YYYY-MM-DD), and what the whole of it comes to by the marks in force. */
export type MarkedDay = { pupilId: number; date: string; category: Category | null };

type Said = [period: string, source: MarkSource, code: string | null, at: string];
/** `said` is null where every mark of the day has the same `code`, whatever its voice and period. */
type DayRow = { pupil_id: number; date: string; periods: string[]; code: string | null; said: Said[] | null };
type Facts = {
  home: RegisterHome;
  kind: "daily" | "period";
  codes: Record<string, string | null>;
  /** Of the marked pupils, where attendance is taken by period. */
  rosters: [
    ...[pupilId: number, startsOn: string, endsOn: string | null],
    ...[period: string, classCalendar: string, track: string],
  ][];
  /** Days on which not every class may meet. */
  patterns: PatternRow[];
};

/**
 * Every marked day of a school from one day through another. Two statements, however long the span: what is not in
 * doubt is settled in them, and the classes that a pupil was in are read once and not for each day.
 * `soFar`: of a day that is not over, only the classes whose register has been taken are due.
 */
export async function markedDays(
  tx: Tx,
  schoolId: number,
  {
    from,
    through,
    soFar = false,
  }: { from: Temporal.PlainDate; through: Temporal.PlainDate; soFar?: boolean },
): Promise<MarkedDay[]> {
  const [first, last] = [sql`${formatDay(from)}::date`, sql`${formatDay(through)}::date`];
  const years = sql`m.school_year between ${schoolYearOf(from)}::smallint and ${schoolYearOf(through)}::smallint`;
  const marks = sql`mark m where m.school_id = ${schoolId} and ${years} and m.on_date between ${first} and ${last}`;
  const same = sql`(count(m.code) = 0 or (count(m.code) = count(*) and min(m.code) = max(m.code)))`;
  const [days, [facts]] = await Promise.all([
    tx.execute<DayRow>(sql`select m.pupil_id, m.on_date::text as date, array_agg(m.period) as periods, min(m.code) as code,
        case when not ${same} then json_agg(json_build_array(m.period, m.source, m.code, m.at) order by m.id) end as said
      from ${marks} group by m.pupil_id, m.on_date`),
    tx.execute<Facts>(sql`select s.register_home as home, s.attendance_kind as kind,
        (select coalesce(json_object_agg(a.code, coalesce(a.chosen_category, a.flag_category)), '{}')
          from absence_code a where a.school_id = s.id) as codes,
        case when s.attendance_kind = 'daily' then '[]' else
          (select coalesce(json_agg(json_build_array(r.pupil_id, r.starts_on, r.ends_on, c.period, c.class_calendar, c.track)), '[]')
            from roster r join section c on c.school_id = r.school_id and c.section_number = r.section_number and c.active
            where ${soFar ? registerTaken(last) : sql`true`} and r.school_id = s.id and r.starts_on <= ${last} and (r.ends_on is null or r.ends_on >= ${first})
              and r.pupil_id in (select m.pupil_id from ${marks})) end as rosters,
        ${patternRows(sql`d.school_id = s.id and d.date between ${first} and ${last}`)} as patterns
      from school s where s.id = ${schoolId}`),
  ]);
  if (facts === undefined) return [];
  const rosters = Map.groupBy(facts.rosters, ([pupilId]) => pupilId);
  const patternOf = patternsByDay(facts.patterns);
  return days.map((day) => ({
    pupilId: day.pupil_id,
    date: day.date,
    category: categoryOf(day, facts, rosters.get(day.pupil_id) ?? [], patternOf),
  }));
}

/** Of a statement about rows `r` of the roster: has the register of the class been taken on the day? */
export const registerTaken = (day: SQL) => sql`exists (select 1 from register_taking k
  where k.school_id = r.school_id and k.section_number = r.section_number and k.on_date = ${day})`;

/** Days are compared as they are written: a school has hundreds of thousands of pairs of day and class in a year. */
function categoryOf(
  day: DayRow,
  facts: Facts,
  rosters: Facts["rosters"],
  patternOf: (date: string) => DayPattern,
): Category | null {
  const periods = new Map(
    [...new Set(day.periods)].map((period) => [period, categoryIn(period, day, facts)]),
  );
  const ofTheDay = periods.get("") ?? null;
  if (facts.kind === "daily") return periods.has("") ? ofTheDay : ([...periods.values()][0] ?? null);
  if (ofTheDay !== null) return ofTheDay;
  periods.delete("");
  const pattern = patternOf(day.date);
  const due = rosters.flatMap(([, startsOn, endsOn, period, classCalendar, track]) =>
    startsOn <= day.date &&
    (endsOn === null || endsOn >= day.date) &&
    classMeets({ period, classCalendar, track }, pattern)
      ? [period]
      : [],
  );
  return wholeDay(
    due.length === 0 ? [...periods.values()] : [...new Set(due)].map((period) => periods.get(period) ?? null),
  );
}

function categoryIn(period: string, { said, code }: DayRow, { home, codes }: Facts): Category | null {
  const inForce = said === null ? code : codeInForce(period, said, home);
  const category = inForce === null ? null : (codes[inForce] ?? null);
  return category !== null && isCategory(category) ? category : null;
}

function codeInForce(period: string, said: readonly Said[], home: RegisterHome): string | null {
  const marks = said.flatMap(([where, source, code, at]): MarkRow[] =>
    where === period
      ? [
          {
            source,
            code,
            at: Temporal.Instant.from(at),
            minutesLate: null,
            note: null,
            by: null,
            reason: null,
          },
        ]
      : [],
  );
  return markInForce(marks, home).inForce?.code ?? null;
}
