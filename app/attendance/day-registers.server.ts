import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { BellPeriod } from "#app/calendar/bell.ts";
import { calendarRow } from "#app/calendar/calendar-row.server.ts";
import { type CalendarRow, dayPatternOf, schoolDayOf } from "#app/calendar/calendar-row.ts";
import { classMeets } from "#app/calendar/class-meeting.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import { onTheRolls } from "#app/people/on-the-rolls.server.ts";
import { completenessOf } from "./completeness.ts";
import type { DayRegister, DayRegisters } from "./day-registers.ts";
import { registerDue } from "./due.ts";
import { schoolKeeping } from "./keeping.server.ts";
import type { RegisterHome } from "./mark.ts";
import { type SchoolKeeping, whyNotTakenHere } from "./taken-here.ts";

type SectionJson = [
  sectionNumber: number,
  period: string,
  title: string,
  room: string | null,
  pupils: number,
  teachers: string[],
  classCalendar: string,
  track: string,
  taken: [firstAt: string, lastAt: string, lastBy: string, times: number] | null,
];
type Row = SchoolKeeping & {
  id: number;
  name: string;
  kind: "daily" | "period";
  home: RegisterHome;
  day: CalendarRow | null;
  previous: string | null;
  next: string | null;
  bells: [period: string, startsAt: number, endsAt: number, ofTheDay: boolean][];
  sections: SectionJson[];
};

type Moment = { now: Temporal.Instant; timeZone: string };

/**
 * The registers of a day at each of these schools, in one statement: every section with a pupil that meets, its
 * teachers, when it is due, and whether, when and by whom it was taken. Row security leaves a teacher's own.
 */
export async function readDayRegisters(
  tx: Tx,
  schoolIds: readonly number[],
  date: Temporal.PlainDate,
  moment: Moment,
): Promise<DayRegisters[]> {
  const today = moment.now.toZonedDateTimeISO(moment.timeZone).toPlainDate();
  const rows = await tx.execute<Row>(statement(schoolIds, date, today));
  return rows.map((row) => registersOf(row, date, moment));
}

function registersOf(row: Row, date: Temporal.PlainDate, { now, timeZone }: Moment): DayRegisters {
  const bells = row.bells.map(
    ([period, startsAt, endsAt, ofTheDay]): BellPeriod => ({
      period,
      startsAt,
      endsAt,
      date: ofTheDay ? date : null,
    }),
  );
  const pattern = dayPatternOf(row.day, date);
  const sections = row.sections.map(
    ([sectionId, bellPeriod, title, room, pupils, teachers, classCalendar, track, taken]): DayRegister => {
      const period = row.kind === "daily" ? "" : bellPeriod;
      return {
        sectionId,
        period,
        title,
        room,
        pupils,
        teachers,
        meets: classMeets({ period, classCalendar, track }, pattern),
        dueAt: registerDue({ kind: row.kind, period: bellPeriod, date, bells, timeZone }),
        submittedAt: taken && Temporal.Instant.from(taken[0]),
        last: taken && { at: Temporal.Instant.from(taken[1]), by: taken[2], times: taken[3] },
      };
    },
  );
  const day = schoolDayOf(row.day, date);
  const notTakenHere = whyNotTakenHere(row);
  return {
    school: { id: row.id, name: row.name, kind: row.kind, home: row.home, notTakenHere },
    date,
    day,
    previous: row.previous === null ? null : Temporal.PlainDate.from(row.previous),
    next: row.next === null ? null : Temporal.PlainDate.from(row.next),
    registers: completenessOf({ day, sections: notTakenHere === null ? sections : [], now }),
  };
}

function statement(schoolIds: readonly number[], day: Temporal.PlainDate, today: Temporal.PlainDate) {
  const date = sql`${day.toString()}::date`;
  return sql`select s.id, s.name, s.attendance_kind as kind, s.register_home as home,
      ${schoolKeeping},
      (select ${calendarRow}
        from calendar_day d where d.school_id = s.id and d.date = ${date}) as day,
      (select max(d.date)::text from calendar_day d
        where d.school_id = s.id and d.date < ${date} and d.holiday_code in ('', '%', '+')) as previous,
      (select min(d.date)::text from calendar_day d
        where d.school_id = s.id and d.date > ${date} and d.holiday_code in ('', '%', '+')) as next,
      (select coalesce(json_agg(json_build_array(b.period, b.starts_at, b.ends_at, b.date is not null)), '[]')
        from bell_period b where b.school_id = s.id and (b.date is null or b.date = ${date})) as bells,
      (select coalesce(json_agg(json_build_array(c.section_number, c.period, c.title, c.room, r.pupils, t.teachers, c.class_calendar, c.track, k.taken)
          order by c.period, c.title, c.section_number), '[]')
        from section c
        join (select r.section_number, count(distinct r.pupil_id)::int as pupils from roster r
          join pupil p on p.school_id = r.school_id and p.pupil_id = r.pupil_id and ${onTheRolls(day, today)}
          where r.school_id = s.id and r.starts_on <= ${date} and (r.ends_on is null or r.ends_on >= ${date})
          group by r.section_number) r on r.section_number = c.section_number
        cross join lateral (select coalesce(json_agg(m.first_name || ' ' || m.last_name order by ss.is_primary desc, m.last_name), '[]') as teachers
          from section_staff ss join staff m on m.id = ss.staff_id
          where ss.school_id = s.id and ss.section_number = c.section_number
            and coalesce(ss.starts_on, '-infinity') <= ${date} and coalesce(ss.ends_on, 'infinity') >= ${date}) t
        left join (select k.section_number, json_build_array(min(k.at), (array_agg(k.at order by k.id desc))[1],
            (array_agg(u.name order by k.id desc))[1], count(*)) as taken
          from register_taking k join user_account u on u.id = k.taken_by
          where k.school_id = s.id and k.on_date = ${date} group by k.section_number) k on k.section_number = c.section_number
        where c.school_id = s.id and c.active and not exists (select 1 from term e
          where e.school_id = s.id and e.code = c.term_code and e.school_year = ${schoolYearOf(day)}::smallint
            and not ${date} between e.starts_on and e.ends_on)) as sections
    from school s
    where s.id = any (${`{${schoolIds.join(",")}}`}::int[]) and s.active
    order by s.name`;
}
