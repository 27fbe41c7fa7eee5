import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { type Category, categories, isCategory } from "#app/attendance/category.ts";
import { type MarkRow, type MarkSource, markInForce, type RegisterHome } from "#app/attendance/mark.ts";
import { wholeDay } from "#app/attendance/whole-day.ts";
import { type HolidayCode, isInstructional } from "#app/calendar/school-day.ts";
import type { SchoolYear } from "#app/calendar/school-year.ts";
import { duePeriods } from "./due-periods.server.ts";
import type { Absence } from "./eligibility.ts";

/** Categories in which a pupil was not at school, independent study among them. */
const away = Object.keys(categories).filter(
  (category) => isCategory(category) && (!categories[category].countsAda || category === "IS_ADA"),
);
const holidayCodes: readonly HolidayCode[] = ["", "@", "#", "$", "%", "+"];
const taught = holidayCodes.filter((holidayCode) => isInstructional({ holidayCode }));

const texts = (items: readonly string[]) =>
  sql`${`{${items.map((item) => JSON.stringify(item)).join(",")}}`}::text[]`;

type Said = [period: string, MarkSource, code: string | null, at: string];

/**
 * A day with a pupil marked away in some period. `codes`: what every voice said of a period, null where they differ;
 * then `open` has all that was said on the day.
 */
type DayRow = { pupilId: number; date: string; codes: Record<string, string | null>; open: Said[] | null };

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
  const [[school], codes, rows, dueOn] = await Promise.all([
    tx.execute<{ home: RegisterHome }>(
      sql`select register_home as home from school where id = ${at.schoolId}`,
    ),
    tx.execute<{ code: string; category: string | null }>(sql`select code,
      coalesce(chosen_category, flag_category) as category from absence_code where school_id = ${at.schoolId}`),
    tx.execute<DayRow>(missedDaysSql(at, pupilIds)),
    duePeriods(tx, at.schoolId, pupilIds),
  ]);
  const categoryOf = new Map(
    codes.map(({ code, category }) => [code, category !== null && isCategory(category) ? category : null]),
  );
  const dayOf = remembered((text) => Temporal.PlainDate.from(text));
  const missed = new Map<number, Absence[]>();
  for (const row of rows) {
    const due = dueOn(row.pupilId, row.date);
    if (!due.every((period) => period in row.codes)) continue;
    const category = categoryOfDay(row, due, categoryOf, school?.home ?? "aeries");
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
  due: readonly string[],
  categoryOf: ReadonlyMap<string, Category | null>,
  home: RegisterHome,
): Category | null {
  const inForce = (period: string) => {
    const agreed = row.codes[period];
    if (agreed) return agreed;
    const said = (row.open ?? []).filter(([where]) => where === period);
    return markInForce(said.map(spoken), home).inForce?.code ?? null;
  };
  return wholeDay(
    due.map((period) => {
      const code = inForce(period);
      return code === null ? null : (categoryOf.get(code) ?? null);
    }),
  );
}

const spoken = ([, source, code, at]: Said): MarkRow => ({
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
    with away as (select code from absence_code where school_id = ${at.schoolId}
      and coalesce(chosen_category, flag_category) = any (${texts(away)})),
    said as (
      select m.pupil_id, m.on_date, m.period,
        case when count(*) = count(m.code) and min(m.code) = max(m.code) then min(m.code) end as code
      from mark m
      where m.school_id = ${at.schoolId} and m.school_year = ${at.schoolYear} and m.on_date <= ${at.through.toString()}::date
        and (m.period = '') = (select attendance_kind = 'daily' from school where id = ${at.schoolId}) and ${ours}
      group by m.pupil_id, m.on_date, m.period
      having bool_or(m.code in (select code from away))
    ),
    days as (
      select pupil_id, on_date, json_object_agg(period, code) as codes, bool_or(code is null) as open
      from said group by pupil_id, on_date
    )
    select pupil_id as "pupilId", on_date::text as date, codes, case when open then
      (select jsonb_agg(jsonb_build_array(m.period, m.source, m.code, to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
        from mark m where m.school_id = ${at.schoolId} and m.school_year = ${at.schoolYear}
          and m.pupil_id = days.pupil_id and m.on_date = days.on_date) end as open
    from days join calendar_day day on day.school_id = ${at.schoolId} and day.date = days.on_date
    where day.holiday_code = any (${texts(taught)})`;
}
