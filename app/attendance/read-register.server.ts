import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { type Look, lookedAt } from "#app/access/trace.server.ts";
import { calendarRow } from "#app/calendar/calendar-row.server.ts";
import { type CalendarRow, dayPatternOf, schoolDayOf } from "#app/calendar/calendar-row.ts";
import { whyNotMeeting } from "#app/calendar/class-meeting.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import { onTheRolls } from "#app/people/on-the-rolls.server.ts";
import type { Category } from "./category.ts";
import { writtenTitle } from "./code-title.ts";
import { schoolKeeping } from "./keeping.server.ts";
import type { MarkSource, RegisterHome } from "./mark.ts";
import { type PupilOnRegister, quickCodes, type Register, type RegisterKey } from "./register.ts";
import { type SchoolKeeping, whyNotTakenHere } from "./taken-here.ts";

type FactsRow = SchoolKeeping & {
  home: RegisterHome;
  kind: "daily" | "period";
  title: string;
  room: string | null;
  period: string;
  class_calendar: string;
  track: string;
  teachers: string[];
  day: CalendarRow | null;
  codes: [string, string, Category | null][];
  taken: [string, string, number] | null;
  unlocks: [string, string, string][];
};
type MarkJson = [
  id: number,
  source: MarkSource,
  code: string | null,
  minutesLate: number | null,
  note: string | null,
  at: string,
  by: string | null,
  reason: string | null,
  byUser: number | null,
  period: string,
];
type PupilRow = { pupil_id: number; last_name: string; first_name: string; grade: number; marks: MarkJson[] };

/**
 * A register with everything that drawing and weighing it needs, in two statements whatever its size; null where
 * the section is not in scope or does not meet in that period.
 * @param how.alone take the register's own lock first, so that two savings of one register follow each other
 * @param how.look puts on record that someone looked at the class, also where the period is not the class's
 */
export async function readRegister(
  tx: Tx,
  wanted: { schoolId: number; date: Temporal.PlainDate; sectionNumber: number; period: string | null },
  how: { today: Temporal.PlainDate; alone?: boolean; look?: Look },
): Promise<Register | null> {
  const { schoolId, sectionNumber } = wanted;
  const date = wanted.date.toString();
  const lock = how.alone
    ? sql`pg_advisory_xact_lock(hashtextextended(${`register ${schoolId} ${date} ${sectionNumber}`}, 0))`
    : sql`null`;
  // The two leave together, in this order: the second sees what was saved before the lock was had.
  const factsSent = tx
    .execute<FactsRow>(sql`select ${lock}, s.register_home as home, s.attendance_kind as kind,
      ${schoolKeeping}, c.title, c.room, c.period, c.class_calendar, c.track,
      (select coalesce(json_agg(t.first_name || ' ' || t.last_name order by ss.is_primary desc, t.last_name), '[]')
        from section_staff ss join staff t on t.id = ss.staff_id
        where ss.school_id = c.school_id and ss.section_number = c.section_number) as teachers,
      (select ${calendarRow}
        from calendar_day d where d.school_id = c.school_id and d.date = ${date}::date) as day,
      (select coalesce(json_agg(json_build_array(a.code, a.title, coalesce(a.chosen_category, a.flag_category)) order by a.type_code, a.code), '[]')
        from absence_code a where a.school_id = c.school_id and not a.retired) as codes,
      (select json_build_array(u.name, k.at, count(*) over ()) from register_taking k join user_account u on u.id = k.taken_by
        where k.school_id = c.school_id and k.on_date = ${date}::date and k.section_number = c.section_number
        order by k.id desc limit 1) as taken,
      (select coalesce(json_agg(json_build_array(x.until, x.reason, v.name)), '[]')
        from register_unlock x join user_account v on v.id = x.by
        where x.school_id = c.school_id and x.on_date = ${date}::date
          and (x.section_number is null or x.section_number = c.section_number)) as unlocks
    from section c join school s on s.id = c.school_id
    where c.school_id = ${schoolId} and c.section_number = ${sectionNumber} and c.active`)
    .then((rows) => rows);
  const pupilsSent = readPupils(tx, wanted, how);
  const [[facts], pupilRows] = await Promise.all([factsSent, pupilsSent]);
  if (!facts) return null;
  const period = facts.kind === "daily" ? "" : facts.period;
  if (wanted.period !== null && wanted.period !== "" && wanted.period !== facts.period) return null;
  const pupils = pupilRows.map((row) => pupilOf(row, period));
  const quick = quickCodes(facts.codes.map(([code, , category]) => ({ code, category })));
  const key: RegisterKey = { schoolId, date: wanted.date, sectionNumber, period };
  return {
    key,
    home: facts.home,
    section: { title: facts.title, room: facts.room, period: facts.period },
    teachers: facts.teachers,
    day: schoolDayOf(facts.day, wanted.date),
    noRegister:
      whyNotTakenHere(facts) ??
      whyNotMeeting(
        { period, classCalendar: facts.class_calendar, track: facts.track },
        dayPatternOf(facts.day, wanted.date),
      ),
    codes: facts.codes.map(([code, title, category]) => ({
      code,
      title: writtenTitle(title),
      category,
      quick: quick.has(code),
    })),
    pupils,
    taken: facts.taken && {
      by: facts.taken[0],
      at: Temporal.Instant.from(facts.taken[1]),
      times: facts.taken[2],
    },
    unlocks: facts.unlocks.map(([until, reason, by]) => ({
      until: Temporal.Instant.from(until),
      reason,
      by,
    })),
    seen: Math.max(0, ...pupilRows.flatMap((row) => row.marks.map((mark) => mark[0]))),
  };
}

/**
 * Names and marks of the day in one statement. The marks are those of the whole day and of the class's own period, of
 * all pupils in scope at once: one reach into the day's marks is cheaper than one for each pupil of the class.
 */
const readPupils = (
  tx: Tx,
  { schoolId, sectionNumber, date }: { schoolId: number; sectionNumber: number; date: Temporal.PlainDate },
  { today, look }: { today: Temporal.PlainDate; look?: Look },
) =>
  tx.execute<PupilRow>(sql`with class as materialized (
      select p.pupil_id, p.last_name, p.first_name, p.grade
      from roster r join pupil p on p.school_id = ${schoolId} and p.pupil_id = r.pupil_id and ${onTheRolls(date, today)}
      where r.school_id = ${schoolId} and r.section_number = ${sectionNumber}
        and r.starts_on <= ${date.toString()}::date and (r.ends_on is null or r.ends_on >= ${date.toString()}::date)),
    ${look ? sql`looked as (${lookedAt(look, sql`class`)}),` : sql``}
    marked as materialized (
      select m.pupil_id, json_agg(json_build_array(m.id, m.source, m.code, m.minutes_late, m.note, m.at, u.name, m.reason, m.by, m.period) order by m.id) as marks
      from mark m left join user_account u on u.id = m.by
      where m.school_id = ${schoolId} and m.school_year = ${schoolYearOf(date)} and m.on_date = ${date.toString()}::date
        and m.period in ('', (select c.period from section c where c.school_id = ${schoolId} and c.section_number = ${sectionNumber}))
      group by m.pupil_id)
    select class.*, coalesce(marked.marks, '[]') as marks
    from class left join marked on marked.pupil_id = class.pupil_id
    order by class.last_name, class.first_name, class.pupil_id`);

/** In a period school the marks of the period speak; an all-day mark only where the period has none. */
function pupilOf(row: PupilRow, period: string): PupilOnRegister {
  const own = row.marks.filter((mark) => mark[9] === period);
  return {
    pupilId: row.pupil_id,
    lastName: row.last_name,
    firstName: row.first_name,
    grade: row.grade,
    marks: (own.length > 0 ? own : row.marks).map(
      ([id, source, code, minutesLate, note, at, by, reason, byUser]) => ({
        id,
        source,
        code,
        minutesLate,
        note,
        at: Temporal.Instant.from(at),
        by,
        reason,
        byUser,
      }),
    ),
  };
}
