import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { formatDay } from "#app/calendar/day.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import { type Category, isCategory } from "./category.ts";
import { type MarkRow, type MarkSource, markInForce, type RegisterHome } from "./mark.ts";
import { wholeDay } from "./whole-day.ts";

/** A day of a pupil that someone has marked (YYYY-MM-DD), and what the whole of it comes to by the marks in force. */
export type MarkedDay = { pupilId: number; date: string; category: Category | null };

type Said = [source: MarkSource, code: string | null, at: string, category: string | null];
/** `agreed`: every voice says the same, `category` is its; otherwise `said` has what each said. */
type PeriodJson = [period: string, agreed: boolean, category: string | null, said: Said[] | null];
type DayRow = {
  pupil_id: number;
  date: string;
  home: RegisterHome;
  kind: "daily" | "period";
  periods: PeriodJson[];
};
type RosterRow = { pupil_id: number; starts_on: string; ends_on: string | null };

/**
 * Every marked day of a school from one day through another, at most some school years. Two statements, however long:
 * only what voices differ on is settled here, and the classes a pupil was in are read once and not for each day.
 */
export async function markedDays(
  tx: Tx,
  schoolId: number,
  { from, through }: { from: Temporal.PlainDate; through: Temporal.PlainDate },
): Promise<MarkedDay[]> {
  const years = sql`m.school_year between ${schoolYearOf(from)}::smallint and ${schoolYearOf(through)}::smallint`;
  const span = sql`m.school_id = ${schoolId} and ${years}
    and m.on_date between ${formatDay(from)}::date and ${formatDay(through)}::date`;
  const [days, rosters] = await Promise.all([
    tx.execute<DayRow>(sql`with said as (
        select m.pupil_id, m.on_date, m.period, count(distinct coalesce(m.code, '')) = 1 as agreed,
          min(coalesce(a.chosen_category, a.flag_category)) as category,
          case when count(distinct coalesce(m.code, '')) > 1 then json_agg(json_build_array(m.source, m.code, m.at,
            coalesce(a.chosen_category, a.flag_category)) order by m.id) end as said
        from mark m left join absence_code a on a.school_id = m.school_id and a.code = m.code
        where ${span} group by m.pupil_id, m.on_date, m.period)
      select said.pupil_id, said.on_date::text as date, s.register_home as home, s.attendance_kind as kind,
        json_agg(json_build_array(said.period, said.agreed, said.category, said.said)) as periods
      from said join school s on s.id = ${schoolId}
      group by said.pupil_id, said.on_date, s.register_home, s.attendance_kind`),
    tx.execute<RosterRow>(sql`select r.pupil_id, r.starts_on::text, r.ends_on::text
      from roster r join section c on c.school_id = r.school_id and c.section_number = r.section_number and c.active
      join school s on s.id = r.school_id and s.attendance_kind = 'period'
      where r.school_id = ${schoolId} and r.starts_on <= ${formatDay(through)}::date
        and (r.ends_on is null or r.ends_on >= ${formatDay(from)}::date)
        and r.pupil_id in (select m.pupil_id from mark m where ${span})`),
  ]);
  const classes = Map.groupBy(rosters, (roster) => roster.pupil_id);
  return days.map((day) => ({
    pupilId: day.pupil_id,
    date: day.date,
    category: categoryOf(day, classes.get(day.pupil_id) ?? []),
  }));
}

/** Days are compared as they are written: a school has hundreds of thousands of pairs of day and class in a year. */
function categoryOf(day: DayRow, rosters: readonly RosterRow[]): Category | null {
  let daily: Category | null = null;
  const each: (Category | null)[] = [];
  for (const period of day.periods) {
    const category = inForce(period, day.home);
    if (day.kind === "daily" || period[0] === "") daily = category;
    else each.push(category);
  }
  if (daily !== null) return daily;
  const inClass = rosters.filter(
    ({ starts_on, ends_on }) => starts_on <= day.date && (ends_on === null || ends_on >= day.date),
  );
  const unmarked = Math.max(0, inClass.length - each.length);
  return wholeDay([...each, ...Array<null>(unmarked).fill(null)]);
}

function inForce([, agreed, category, said]: PeriodJson, home: RegisterHome): Category | null {
  if (agreed) return known(category);
  const marks = (said ?? []).map(
    ([source, code, at]): MarkRow => ({
      source,
      code,
      at: Temporal.Instant.from(at),
      minutesLate: null,
      note: null,
      by: null,
      reason: null,
    }),
  );
  const code = markInForce(marks, home).inForce?.code ?? null;
  return code === null ? null : known((said ?? []).find((voice) => voice[1] === code)?.[3] ?? null);
}

const known = (category: string | null) => (category !== null && isCategory(category) ? category : null);
