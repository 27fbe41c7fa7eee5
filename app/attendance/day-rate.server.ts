import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import { type Category, categories } from "./category.ts";
import { type MarkRow, type MarkSource, markInForce, type RegisterHome } from "./mark.ts";
import { attendanceRate } from "./rate.ts";
import { wholeDay } from "./whole-day.ts";

type Day = { school_id: number; date: string; expected: number };
type Row = {
  school_id: number;
  pupil_id: number;
  period: string;
  home: RegisterHome;
  kind: "daily" | "period";
  periods: number;
  marks: [MarkSource, string | null, string, Category | null][];
};

/**
 * The attendance rate (0 to 1) of each school on its newest school day up to `today` that has a register taken or a
 * mark: today's so far, or the last school day's until the first register. Schools without any such day are left out.
 */
export async function attendanceRates(
  tx: Tx,
  schoolIds: readonly number[],
  today: Temporal.PlainDate,
): Promise<{ schoolId: number; date: Temporal.PlainDate; rate: number }[]> {
  const found: { schoolId: number; date: Temporal.PlainDate; rate: number }[] = [];
  for (const day of await newestDays(tx, schoolIds, today)) {
    const date = Temporal.PlainDate.from(day.date);
    const absent = (await daysMarked(tx, day.school_id, date)).filter(
      (category) => category !== null && !categories[category].countsAda,
    ).length;
    const rate = attendanceRate({ expected: day.expected, absent });
    if (rate !== null) found.push({ schoolId: day.school_id, date, rate });
  }
  return found;
}

const newestDays = (tx: Tx, schoolIds: readonly number[], today: Temporal.PlainDate) =>
  tx.execute<Day>(sql`select s.id as school_id, d.date, (select count(distinct e.pupil_id)::int from enrolment e
      where e.school_id = s.id and e.entered_on <= d.date and (e.left_on is null or e.left_on >= d.date)) as expected
    from school s cross join lateral (
      select c.date from calendar_day c where c.school_id = s.id and c.date <= ${today.toString()}::date
        and c.holiday_code in ('', '%', '+')
        and (exists (select 1 from register_taking k where k.school_id = s.id and k.on_date = c.date)
          or exists (select 1 from mark m where m.school_id = s.id and m.school_year = ${schoolYearOf(today)}::smallint and m.on_date = c.date))
      order by c.date desc limit 1) d
    where s.id = any (${`{${schoolIds.join(",")}}`}::int[])`);

/** What the whole day of each marked pupil comes to, by the marks in force. */
async function daysMarked(tx: Tx, schoolId: number, date: Temporal.PlainDate): Promise<(Category | null)[]> {
  const rows = await tx.execute<Row>(sql`select m.school_id, m.pupil_id, m.period, s.register_home as home,
      s.attendance_kind as kind,
      (select count(*)::int from roster r join section c on c.school_id = r.school_id and c.section_number = r.section_number and c.active
        where r.school_id = m.school_id and r.pupil_id = m.pupil_id and r.starts_on <= m.on_date
          and (r.ends_on is null or r.ends_on >= m.on_date)) as periods,
      json_agg(json_build_array(m.source, m.code, m.at, coalesce(a.chosen_category, a.flag_category)) order by m.id) as marks
    from mark m join school s on s.id = m.school_id
    left join absence_code a on a.school_id = m.school_id and a.code = m.code
    where m.school_id = ${schoolId} and m.school_year = ${schoolYearOf(date)} and m.on_date = ${date.toString()}::date
    group by m.school_id, m.pupil_id, m.period, m.on_date, s.register_home, s.attendance_kind`);
  const byPupil = new Map<number, { periods: number; daily: Category | null; each: (Category | null)[] }>();
  for (const row of rows) {
    const pupil = byPupil.get(row.pupil_id) ?? { periods: row.periods, daily: null, each: [] };
    const category = inForceCategory(row);
    if (row.kind === "daily" || row.period === "") pupil.daily = category;
    else pupil.each.push(category);
    byPupil.set(row.pupil_id, pupil);
  }
  return [...byPupil.values()].map(({ periods, daily, each }) => {
    if (daily !== null) return daily;
    const unmarked = Math.max(0, periods - each.length);
    return wholeDay([...each, ...Array<null>(unmarked).fill(null)]);
  });
}

function inForceCategory(row: Row): Category | null {
  const marks: MarkRow[] = row.marks.map(([source, code, at]) => ({
    source,
    code,
    at: Temporal.Instant.from(at),
    minutesLate: null,
    note: null,
    by: null,
    reason: null,
  }));
  const code = markInForce(marks, row.home).inForce?.code ?? null;
  return code === null ? null : (row.marks.find((mark) => mark[1] === code)?.[3] ?? null);
}
