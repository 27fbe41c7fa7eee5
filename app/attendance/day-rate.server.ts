import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import { categories } from "./category.ts";
import { markedDays } from "./marked-days.server.ts";
import { attendanceRate } from "./rate.ts";

type Day = { school_id: number; date: string; expected: number };

/**
 * The attendance rate (0 to 1) of each school on its newest school day up to `today` that has a register taken or a
 * mark: today's so far, or the last school day's until the first register. Schools without any such day are left out,
 * and those that count hours attended, where no mark does not mean present.
 */
export async function attendanceRates(
  tx: Tx,
  schoolIds: readonly number[],
  today: Temporal.PlainDate,
): Promise<{ schoolId: number; date: Temporal.PlainDate; rate: number }[]> {
  const found: { schoolId: number; date: Temporal.PlainDate; rate: number }[] = [];
  for (const day of await newestDays(tx, schoolIds, today)) {
    const date = Temporal.PlainDate.from(day.date);
    const marked = await markedDays(tx, day.school_id, { from: date, through: date });
    const absent = marked.filter(
      ({ category }) => category !== null && !categories[category].countsAda,
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
    where s.id = any (${`{${schoolIds.join(",")}}`}::int[]) and s.attendance_reporting = 'negative'`);
