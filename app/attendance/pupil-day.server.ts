import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { calendarRow } from "#app/calendar/calendar-row.server.ts";
import { type CalendarRow, dayPatternOf, schoolDayOf } from "#app/calendar/calendar-row.ts";
import { classMeets } from "#app/calendar/class-meeting.ts";
import type { SchoolDay } from "#app/calendar/school-day.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import { writtenTitle } from "./code-title.ts";
import { schoolKeeping } from "./keeping.server.ts";
import type { RegisterUnlock } from "./lock.ts";
import { type MarkInForce, markInForce, type RegisterHome } from "./mark.ts";
import type { StoredMark } from "./register.ts";
import { sectionName } from "./section-name.ts";
import { storedMarkColumns } from "./stored-mark.server.ts";
import { type MarkJson, storedMark } from "./stored-mark.ts";
import { type SchoolKeeping, whyNotTakenHere } from "./taken-here.ts";

type UnlockJson = [until: string, reason: string, by: string, at: string, section: number | null];
type Row = SchoolKeeping & {
  last_name: string;
  first_name: string;
  home: RegisterHome;
  kind: "daily" | "period";
  day: CalendarRow | null;
  codes: [code: string, title: string, retired: boolean][];
  classes: [
    section: number,
    period: string,
    title: string,
    room: string | null,
    classCalendar: string,
    track: string,
    taken: [string, string] | null,
  ][];
  said: [period: string, marks: [...MarkJson, by: string | null][]][];
  unlocks: UnlockJson[];
};

export type ClassOnDay = {
  section: number;
  title: string;
  taken: { by: string; at: Temporal.Instant } | null;
};
/** What was said in one period (empty: of the whole day), which of it is in force and why. */
export type PeriodOfPupil = {
  period: string;
  /** Null where a mark names a period in which the pupil has no class that day. */
  inClass: ClassOnDay | null;
  marks: StoredMark[];
  inForce: MarkInForce;
};
export type UnlockOfDay = RegisterUnlock & { at: Temporal.Instant; section: number | null };
export type PupilDay = {
  pupil: { lastName: string; firstName: string };
  home: RegisterHome;
  /** Why the school's registers are not taken here, or null where they are. */
  notTakenHere: string | null;
  day: SchoolDay | null;
  codes: { code: string; title: string; retired: boolean }[];
  periods: PeriodOfPupil[];
  unlocks: UnlockOfDay[];
};

/** How one pupil's day came about, in one statement; null where the pupil is not in scope. */
export async function readPupilDay(
  tx: Tx,
  at: { schoolId: number; pupilId: number; date: Temporal.PlainDate },
): Promise<PupilDay | null> {
  const [row] = await tx.execute<Row>(statement(at));
  if (!row) return null;
  return {
    pupil: { lastName: row.last_name, firstName: row.first_name },
    home: row.home,
    notTakenHere: whyNotTakenHere(row),
    day: schoolDayOf(row.day, at.date),
    codes: row.codes.map(([code, title, retired]) => ({ code, title: writtenTitle(title), retired })),
    periods: periodsOf(row, at.date),
    unlocks: row.unlocks.map(([until, reason, by, given, section]) => ({
      until: Temporal.Instant.from(until),
      at: Temporal.Instant.from(given),
      reason,
      by,
      section,
    })),
  };
}

/** Each class that meets, then marks of other periods. An all-day mark speaks where a period has none of its own. */
function periodsOf(row: Row, date: Temporal.PlainDate): PeriodOfPupil[] {
  const isDaily = row.kind === "daily";
  const said = new Map(
    row.said.map(([period, marks]) => [period, marks.map((mark) => storedMark(mark, mark[8]))]),
  );
  const seen = new Set<string>();
  const pattern = dayPatternOf(row.day, date);
  const periods: PeriodOfPupil[] = row.classes
    .map(([section, period, title, room, classCalendar, track, taken]) => ({
      section,
      schedule: { period: isDaily ? "" : period, classCalendar, track },
      title,
      room,
      taken,
    }))
    .filter(({ schedule }) => classMeets(schedule, pattern))
    .map(({ section, schedule: { period }, title, room, taken }) => {
      const key = said.has(period) ? period : "";
      seen.add(key);
      const inClass = {
        section,
        title: sectionName({ title, room }),
        taken: taken && { by: taken[0], at: Temporal.Instant.from(taken[1]) },
      };
      return periodOf(period, inClass, said.get(key) ?? [], row.home);
    });
  for (const [period, marks] of said)
    if (!seen.has(period)) periods.push(periodOf(period, null, marks, row.home));
  return periods;
}

const periodOf = (
  period: string,
  inClass: ClassOnDay | null,
  marks: StoredMark[],
  home: RegisterHome,
): PeriodOfPupil => ({ period, inClass, marks, inForce: markInForce(marks, home) });

function statement({
  schoolId,
  pupilId,
  date: day,
}: {
  schoolId: number;
  pupilId: number;
  date: Temporal.PlainDate;
}) {
  const date = sql`${day.toString()}::date`;
  return sql`select p.last_name, p.first_name, s.register_home as home, s.attendance_kind as kind,
      ${schoolKeeping},
      (select ${calendarRow}
        from calendar_day d where d.school_id = s.id and d.date = ${date}) as day,
      (select coalesce(json_agg(json_build_array(a.code, a.title, a.retired) order by a.type_code, a.code), '[]')
        from absence_code a where a.school_id = s.id) as codes,
      (select coalesce(json_agg(json_build_array(c.section_number, c.period, c.title, c.room, c.class_calendar, c.track,
          (select json_build_array(u.name, k.at) from register_taking k join user_account u on u.id = k.taken_by
            where k.school_id = c.school_id and k.on_date = ${date} and k.section_number = c.section_number
            order by k.id desc limit 1)) order by c.period, c.section_number), '[]')
        from roster r join section c on c.school_id = r.school_id and c.section_number = r.section_number and c.active
        where r.school_id = p.school_id and r.pupil_id = p.pupil_id
          and r.starts_on <= ${date} and (r.ends_on is null or r.ends_on >= ${date})) as classes,
      (select coalesce(json_agg(json_build_array(g.period, g.marks) order by g.period), '[]')
        from (select m.period, json_agg(json_build_array(${storedMarkColumns}, u.name) order by m.id) as marks
          from mark m left join user_account u on u.id = m.by
          where m.school_id = p.school_id and m.school_year = ${schoolYearOf(day)}::smallint and m.on_date = ${date}
            and m.pupil_id = p.pupil_id
          group by m.period) g) as said,
      (select coalesce(json_agg(json_build_array(x.until, x.reason, u.name, x.at, x.section_number) order by x.id), '[]')
        from register_unlock x join user_account u on u.id = x.by
        where x.school_id = p.school_id and x.on_date = ${date} and (x.section_number is null or x.section_number in (
          select r.section_number from roster r where r.school_id = p.school_id and r.pupil_id = p.pupil_id))) as unlocks
    from pupil p join school s on s.id = p.school_id
    where p.school_id = ${schoolId} and p.pupil_id = ${pupilId}`;
}
