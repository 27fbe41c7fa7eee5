import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { type Category, categories, isCategory } from "#app/attendance/category.ts";
import { type MarkRow, type MarkSource, markInForce, type RegisterHome } from "#app/attendance/mark.ts";
import { wholeDay } from "#app/attendance/whole-day.ts";
import { type HolidayCode, isInstructional } from "#app/calendar/school-day.ts";
import type { SchoolYear } from "#app/calendar/school-year.ts";
import type { Absence } from "./eligibility.ts";

/** Categories in which a pupil was not at school, independent study among them. */
const away = Object.keys(categories).filter(
  (category) => isCategory(category) && (!categories[category].countsAda || category === "IS_ADA"),
);
const holidayCodes: readonly HolidayCode[] = ["", "@", "#", "$", "%", "+"];
const taught = holidayCodes.filter((holidayCode) => isInstructional({ holidayCode }));

const texts = (items: readonly string[]) =>
  sql`${`{${items.map((item) => JSON.stringify(item)).join(",")}}`}::text[]`;

/** `settled`: codes of periods in which every voice said the same; `open`: what was said where they did not. */
type DayRow = {
  pupilId: number;
  date: string;
  settled: string[] | null;
  open: Record<string, [MarkSource, string | null, string][]> | null;
};

/**
 * The days a pupil missed whole at one school in a school year, through a day, by pupil, with the category of the
 * code in force (EC 46010.3: who attended any part of a day was present). A daily school's mark of the day, a period
 * school's marks of all the periods that met and that the pupil was due in. One statement for the whole school; only
 * what nobody disputes is settled in it, the rest by `markInForce`.
 * @param pupilIds these pupils only; null for all
 */
export async function missedDays(
  tx: Tx,
  at: { schoolId: number; schoolYear: SchoolYear; through: Temporal.PlainDate },
  pupilIds: readonly number[] | null,
): Promise<Map<number, Absence[]>> {
  const [[school], codes, rows] = await Promise.all([
    tx.execute<{ home: RegisterHome }>(
      sql`select register_home as home from school where id = ${at.schoolId}`,
    ),
    tx.execute<{ code: string; category: string | null }>(sql`select code,
      coalesce(chosen_category, flag_category) as category from absence_code where school_id = ${at.schoolId}`),
    tx.execute<DayRow>(missedDaysSql(at, pupilIds)),
  ]);
  const categoryOf = new Map(
    codes.map(({ code, category }) => [code, category !== null && isCategory(category) ? category : null]),
  );
  const dayOf = remembered((text) => Temporal.PlainDate.from(text));
  const missed = new Map<number, Absence[]>();
  for (const row of rows) {
    const category = categoryOfDay(row, categoryOf, school?.home ?? "aeries");
    if (category === null || !away.includes(category)) continue;
    const absence = { date: dayOf(row.date), category };
    const known = missed.get(row.pupilId);
    if (known) known.push(absence);
    else missed.set(row.pupilId, [absence]);
  }
  return missed;
}

function categoryOfDay(
  row: DayRow,
  categoryOf: ReadonlyMap<string, Category | null>,
  home: RegisterHome,
): Category | null {
  const codes: (string | null)[] = [...(row.settled ?? [])];
  for (const said of Object.values(row.open ?? {}))
    codes.push(markInForce(said.map(spoken), home).inForce?.code ?? null);
  return wholeDay(codes.map((code) => (code === null ? null : (categoryOf.get(code) ?? null))));
}

const spoken = ([source, code, at]: [MarkSource, string | null, string]): MarkRow => ({
  source,
  code,
  at: Temporal.Instant.from(at),
  minutesLate: null,
  note: null,
  by: null,
  reason: null,
});

/** There are some 180 days in a year and many rows to each. */
function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const value = known.get(text) ?? make(text);
    known.set(text, value);
    return value;
  };
}

function missedDaysSql(
  at: { schoolId: number; schoolYear: SchoolYear; through: Temporal.PlainDate },
  pupilIds: readonly number[] | null,
) {
  const ours = pupilIds === null ? sql`true` : sql`m.pupil_id = any (${`{${pupilIds.join(",")}}`}::int[])`;
  return sql`
    with here as (select attendance_kind = 'daily' as daily from school where id = ${at.schoolId}),
    away as (select code from absence_code where school_id = ${at.schoolId}
      and coalesce(chosen_category, flag_category) = any (${texts(away)})),
    said as (
      select m.pupil_id, m.on_date, m.period, min(m.code) as code,
        count(*) = count(m.code) and min(m.code) = max(m.code) as agreed
      from mark m
      where m.school_id = ${at.schoolId} and m.school_year = ${at.schoolYear} and m.on_date <= ${at.through.toString()}::date
        and (m.period = '') = (select daily from here) and ${ours}
      group by m.pupil_id, m.on_date, m.period
      having bool_or(m.code in (select code from away))
    ),
    due as (
      select said.pupil_id, said.on_date,
        case when (select daily from here) then array['']
          else (select array_agg(distinct sec.period) from roster r join section sec using (school_id, section_number)
            where r.school_id = ${at.schoolId} and r.pupil_id = said.pupil_id and r.starts_on <= said.on_date
              and (r.ends_on is null or r.ends_on >= said.on_date)
              and (day.period_block_pattern = '' or position(sec.period in day.period_block_pattern) > 0)) end as periods
      from (select distinct pupil_id, on_date from said) said
      join calendar_day day on day.school_id = ${at.schoolId} and day.date = said.on_date and day.holiday_code = any (${texts(taught)})
    ),
    whole as (
      select due.pupil_id, due.on_date, due.periods, array_agg(distinct said.code) filter (where said.agreed) as settled,
        bool_or(not said.agreed) as open
      from due join said using (pupil_id, on_date)
      where said.period = any (due.periods)
      group by due.pupil_id, due.on_date, due.periods
      having count(distinct said.period) = cardinality(due.periods)
    )
    select whole.pupil_id as "pupilId", whole.on_date::text as date, whole.settled, case when whole.open then
      (select jsonb_object_agg(period, rows) from (
        select m.period, jsonb_agg(jsonb_build_array(m.source, m.code, to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))) as rows
        from said join mark m on m.school_id = ${at.schoolId} and m.school_year = ${at.schoolYear} and m.on_date = said.on_date
          and m.period = said.period and m.pupil_id = said.pupil_id
        where said.pupil_id = whole.pupil_id and said.on_date = whole.on_date and not said.agreed and said.period = any (whole.periods)
        group by m.period) disputed) end as open
    from whole`;
}
