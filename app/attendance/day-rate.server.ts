import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { formatDay } from "#app/calendar/day.ts";
import { categories } from "./category.ts";
import { markedDays, registerTaken } from "./marked-days.server.ts";
import { attendanceRate } from "./rate.ts";

/** `so_far`: the day is not over, and `pupils` are those whose register has been taken; else all who are enrolled. */
type Day = { school_id: number; date: string; so_far: boolean; pupils: number[] };

/** Where no bell is known, marks tell of a day from here on (minutes since midnight). */
const withoutBells = 12 * 60;

/**
 * The attendance rate (0 to 1) of each school on its newest school day: today's so far from the first register on, until
 * then that of the last school day that has a register or a mark.
 *
 * Where registers are taken here, today counts once one of them was taken, and its rate is that of the pupils in the
 * classes taken so far: who has not been looked at is neither present nor absent, and an absence entered beforehand is no
 * register. Where they are taken in Aeries nothing says which were: today counts once a mark of it was read after the
 * first bell (after noon where no bell is known), and its rate is that of everyone enrolled.
 *
 * Schools without any such day are left out, and those that count hours attended, where no mark does not mean present.
 */
export async function attendanceRates(
  tx: Tx,
  schoolIds: readonly number[],
  { today, timeZone }: { today: Temporal.PlainDate; timeZone: string },
): Promise<{ schoolId: number; date: Temporal.PlainDate; rate: number }[]> {
  const found: { schoolId: number; date: Temporal.PlainDate; rate: number }[] = [];
  for (const day of await newestDays(tx, schoolIds, { today, timeZone })) {
    const date = Temporal.PlainDate.from(day.date);
    const marked = await markedDays(tx, day.school_id, { from: date, through: date, soFar: day.so_far });
    const pupils = new Set(day.pupils);
    const absent = marked.filter(
      ({ pupilId, category }) => pupils.has(pupilId) && category !== null && !categories[category].countsAda,
    ).length;
    const rate = attendanceRate({ expected: pupils.size, absent });
    if (rate !== null) found.push({ schoolId: day.school_id, date, rate });
  }
  return found;
}

/** Marks lie by the fiscal year of their day, whatever year it is today. */
const yearOfDay = sql`(extract(year from c.date) - (extract(month from c.date) < 7)::int)::smallint`;

function newestDays(
  tx: Tx,
  schoolIds: readonly number[],
  { today, timeZone }: { today: Temporal.PlainDate; timeZone: string },
) {
  const day = sql`${formatDay(today)}::date`;
  const firstBell = (bells: typeof day) =>
    sql`(select min(b.starts_at) from bell_period b where b.school_id = s.id and ${bells})`;
  const begins = sql`(${day}::timestamp + make_interval(mins => coalesce(${firstBell(sql`b.date = ${day}`)},
    ${firstBell(sql`b.date is null`)}, ${withoutBells}::int)::int)) at time zone ${timeZone}`;
  const taken = sql`exists (select 1 from register_taking k where k.school_id = s.id and k.on_date = c.date)`;
  const marks = sql`select 1 from mark m where m.school_id = s.id and m.school_year = ${yearOfDay} and m.on_date = c.date`;
  return tx.execute<Day>(sql`select s.id as school_id, d.date, d.so_far,
      (select coalesce(json_agg(distinct e.pupil_id), '[]') from enrolment e
        where e.school_id = s.id and e.entered_on <= d.date and (e.left_on is null or e.left_on >= d.date)
          and (not d.so_far or exists (select 1 from roster r where r.school_id = s.id and r.pupil_id = e.pupil_id
            and r.starts_on <= d.date and (r.ends_on is null or r.ends_on >= d.date) and ${registerTaken(sql`d.date`)}))) as pupils
    from school s cross join lateral (
      select c.date, c.date = ${day} and s.register_home = 'here' as so_far
      from calendar_day c where c.school_id = s.id and c.date <= ${day} and c.holiday_code in ('', '%', '+')
        and case when c.date < ${day} then ${taken} or exists (${marks})
          when s.register_home = 'here' then ${taken}
          else exists (${marks} and m.at >= ${begins}) end
      order by c.date desc limit 1) d
    where s.id = any (${`{${schoolIds.join(",")}}`}::int[]) and s.attendance_reporting = 'negative'`);
}
