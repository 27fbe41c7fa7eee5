import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints, texts } from "#app/access/sql-array.server.ts";
import { type Category, categories, isCategory } from "#app/attendance/category.ts";
import { type MarkRow, type MarkSource, markInForce, type RegisterHome } from "#app/attendance/mark.ts";
import { type HolidayCode, isInstructional } from "#app/calendar/school-day.ts";
import type { SchoolYear } from "#app/calendar/school-year.ts";
import { codeOfDay } from "./code-of-day.ts";
import { duePeriods, wholeDay } from "./due-periods.server.ts";
import type { SchoolAbsence } from "./year-claims.ts";

/** Categories in which a pupil was not at school, independent study among them. */
const away = Object.keys(categories).filter(
  (category) => isCategory(category) && (!categories[category].countsAda || category === "IS_ADA"),
);
const holidayCodes: readonly HolidayCode[] = ["", "@", "#", "$", "%", "+"];
/** What a day of the calendar is coded on which pupils are taught. */
export const taughtCodes = holidayCodes.filter((holidayCode) => isInstructional({ holidayCode }));

type Said = [period: string, MarkSource, code: string | null, at: string];

/**
 * A day with a pupil marked away in some period. `codes`: what every voice said of a period, null where they differ;
 * then `open` has all that was said on the day. At a daily school there is but one, `code`, and `codes` is null.
 */
type DayRow = {
  schoolId: number;
  pupilId: number;
  date: string;
  codes: Record<string, string | null> | null;
  code: string | null;
  open: Said[] | null;
};

/** `codes`: the category of each, null where none is known. */
type SchoolRow = { id: number; home: RegisterHome; daily: boolean; codes: Record<string, string | null> };

/**
 * The days that pupils missed whole at each of some schools in a school year, through a day, by pupil, with the
 * category of the code in force (EC 46010.3: who attended any part of a day was present). A daily school's mark of the
 * day, a period school's marks of all the periods that met and that the pupil was due in. Two statements for any
 * number of schools and pupils, two more where period schools are among them; only what nobody disputes is settled in
 * them, the rest by `markInForce`.
 * @param pupilIds these pupils only; null for all
 */
export async function absencesAt(
  tx: Tx,
  at: { schoolIds: readonly number[]; schoolYear: SchoolYear; through: Temporal.PlainDate },
  pupilIds: readonly number[] | null,
): Promise<Map<number, SchoolAbsence[]>> {
  const [schools, rows] = await Promise.all([
    tx.execute<SchoolRow>(sql`select s.id, s.register_home as home, s.attendance_kind = 'daily' as daily,
      (select coalesce(json_object_agg(code, coalesce(chosen_category, flag_category)), '{}') from absence_code
        where school_id = s.id) as codes from school s where s.id = any (${ints(at.schoolIds)})`),
    tx.execute<DayRow>(missedDaysSql(at, pupilIds)),
  ]);
  const schoolOf = new Map(schools.map((school) => [school.id, school]));
  const missing = new Set(rows.map(({ schoolId }) => schoolId));
  const byPeriod = schools.flatMap(({ id, daily }) => (daily || !missing.has(id) ? [] : id));
  const dueOn = byPeriod.length === 0 ? () => wholeDay : await duePeriods(tx, byPeriod, pupilIds);
  const dayOf = remembered((text) => Temporal.PlainDate.from(text));
  const missed = new Map<number, SchoolAbsence[]>();
  for (const row of rows) {
    const { schoolId, pupilId } = row;
    const school = schoolOf.get(schoolId);
    const due = school?.daily ? wholeDay : dueOn(schoolId, pupilId, row.date);
    if (!due.every((period) => row.codes === null || period in row.codes)) continue;
    const said = due.map((period) => codeInForce(row, period, school?.home ?? "aeries"));
    const { category, code } = codeOfDay(said, (one) => categoryOf(school, one));
    if (category === null || !away.includes(category)) continue;
    const absence = { date: dayOf(row.date), category, schoolId, code };
    const known = missed.get(pupilId);
    if (known) known.push(absence);
    else missed.set(pupilId, [absence]);
  }
  return missed;
}

function categoryOf(school: SchoolRow | undefined, code: string): Category | null {
  const category = school?.codes[code];
  return category && isCategory(category) ? category : null;
}

function codeInForce(row: DayRow, period: string, home: RegisterHome): string | null {
  const agreed = row.codes === null ? row.code : row.codes[period];
  if (agreed) return agreed;
  const said = (row.open ?? []).filter(([where]) => where === period);
  return markInForce(said.map(spoken), home).inForce?.code ?? null;
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
export function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const value = known.get(text) ?? make(text);
    known.set(text, value);
    return value;
  };
}

/** Objects for period schools alone: building one for each absence at daily schools took two thirds of the time. */
function missedDaysSql(
  at: { schoolIds: readonly number[]; schoolYear: SchoolYear; through: Temporal.PlainDate },
  pupilIds: readonly number[] | null,
) {
  const schools = ints(at.schoolIds);
  const ours = pupilIds === null ? sql`true` : sql`m.pupil_id = any (${ints(pupilIds)})`;
  return sql`
    with kind as (select id, attendance_kind = 'daily' as daily from school where id = any (${schools})),
    away as (select school_id, code from absence_code where school_id = any (${schools})
      and coalesce(chosen_category, flag_category) = any (${texts(away)})),
    said as (
      select m.school_id, m.pupil_id, m.on_date, m.period,
        case when count(*) = count(m.code) and min(m.code) = max(m.code) then min(m.code) end as code
      from mark m join kind on kind.id = m.school_id
        left join away on away.school_id = m.school_id and away.code = m.code
      where m.school_id = any (${schools}) and m.school_year = ${at.schoolYear} and m.on_date <= ${at.through.toString()}::date
        and (m.period = '') = kind.daily and ${ours}
      group by m.school_id, m.pupil_id, m.on_date, m.period
      having bool_or(away.code is not null)
    ),
    days as (
      select school_id, pupil_id, on_date, json_object_agg(period, code) filter (where period <> '') as codes,
        min(code) filter (where period = '') as code, bool_or(code is null) as open
      from said group by school_id, pupil_id, on_date
    )
    select days.school_id as "schoolId", pupil_id as "pupilId", on_date::text as date, codes, days.code, case when open then
      (select jsonb_agg(jsonb_build_array(m.period, m.source, m.code, to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
        from mark m where m.school_id = days.school_id and m.school_year = ${at.schoolYear}
          and m.pupil_id = days.pupil_id and m.on_date = days.on_date) end as open
    from days join calendar_day day on day.school_id = days.school_id and day.date = days.on_date
    where day.holiday_code = any (${texts(taughtCodes)})`;
}
