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
import type { RegisterHome } from "./mark.ts";
import { quickCodes, type Register, type RegisterKey, type StoredMark } from "./register.ts";
import { storedMarkColumns } from "./stored-mark.server.ts";
import { type MarkJson, storedMark } from "./stored-mark.ts";
import { type SchoolKeeping, whyNotTakenHere } from "./taken-here.ts";

type Wanted = { schoolId: number; date: Temporal.PlainDate; sectionNumber: number; period: string | null };
type MarkOfDay = [...MarkJson, pupilId: number, period: string];
type RegisterRow = SchoolKeeping & {
  home: RegisterHome;
  kind: "daily" | "period";
  title: string;
  room: string | null;
  period: string;
  class_calendar: string;
  track: string;
  teachers: [staffId: number, name: string][];
  day: CalendarRow | null;
  codes: [string, string, Category | null][];
  taken: [string, string, number] | null;
  saved_before: string | null;
  unlocks: [string, string, string][];
  pupils: [pupilId: number, lastName: string, firstName: string, grade: number][];
  marks: MarkOfDay[];
  /** Names of the accounts that wrote the marks. */
  authors: Record<string, string> | null;
};

/**
 * A register with everything that drawing and weighing it needs, in one statement whatever its size; null where
 * the section is not in scope or does not meet in that period.
 * @param how.alone take the register's own lock first, so that two savings of one register follow each other
 * @param how.submission of a form, to tell whether and when it was saved before
 * @param how.look puts on record that someone looked at the class, also where the period is not the class's
 */
export async function readRegister(
  tx: Tx,
  wanted: Wanted,
  how: { today: Temporal.PlainDate; alone?: boolean; look?: Look; submission?: string | null },
): Promise<Register | null> {
  const { schoolId, sectionNumber } = wanted;
  // The two leave together, in this order: what is read then includes what was saved before the lock was had.
  const [, [facts]] = await Promise.all([how.alone && lockOf(tx, wanted), findRegister(tx, wanted, how)]);
  if (!facts) return null;
  const period = facts.kind === "daily" ? "" : facts.period;
  if (wanted.period !== null && wanted.period !== "" && wanted.period !== facts.period) return null;
  const marksOf = Map.groupBy(facts.marks, ({ 8: pupilId }) => pupilId);
  // Only of the class: a mark of another one may be newer than one of this class that is just being saved, and what a
  // page has seen must not hide that.
  const pupils = facts.pupils.map(([pupilId, lastName, firstName, grade]) => ({
    pupilId,
    lastName,
    firstName,
    grade,
    marks: marksOfRegister(marksOf.get(pupilId) ?? [], period, facts.authors),
  }));
  const quick = quickCodes(facts.codes.map(([code, , category]) => ({ code, category })));
  const key: RegisterKey = { schoolId, date: wanted.date, sectionNumber, period };
  return {
    key,
    home: facts.home,
    section: { title: facts.title, room: facts.room, period: facts.period },
    teachers: facts.teachers.map(([id, name]) => ({ id, name })),
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
    savedBefore: facts.saved_before === null ? null : Temporal.Instant.from(facts.saved_before),
    unlocks: facts.unlocks.map(([until, reason, by]) => ({
      until: Temporal.Instant.from(until),
      reason,
      by,
    })),
    seen: Math.max(0, ...pupils.flatMap(({ marks }) => marks.map(({ id }) => id))),
  };
}

/** Sent at once, and held until the transaction ends. */
const lockOf = (tx: Tx, { schoolId, sectionNumber, date }: Wanted) =>
  tx
    .execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`register ${schoolId} ${date} ${sectionNumber}`}, 0))`,
    )
    .then(() => {});

/**
 * One row. The marks are those of the whole day and of the class's own period, of all pupils in scope: one reach into
 * the day's marks is cheaper than one for each pupil of the class. Who wrote them is looked up once an author: joined
 * to every mark, the accounts were gone through as often as there are marks.
 */
const findRegister = (
  tx: Tx,
  { schoolId, sectionNumber, date: day }: Wanted,
  { today, look, submission = null }: { today: Temporal.PlainDate; look?: Look; submission?: string | null },
) => {
  const date = sql`${day.toString()}::date`;
  return tx.execute<RegisterRow>(sql`with class as materialized (
      select p.pupil_id, p.last_name, p.first_name, p.grade
      from roster r join pupil p on p.school_id = ${schoolId} and p.pupil_id = r.pupil_id and ${onTheRolls(day, today)}
      where r.school_id = ${schoolId} and r.section_number = ${sectionNumber}
        and r.starts_on <= ${date} and (r.ends_on is null or r.ends_on >= ${date})),
    ${look ? sql`looked as (${lookedAt(look, sql`class`)}),` : sql``}
    of_day as materialized (
      select m.* from mark m
      where m.school_id = ${schoolId} and m.school_year = ${schoolYearOf(day)} and m.on_date = ${date}
        and m.period in ('', (select c.period from section c where c.school_id = ${schoolId} and c.section_number = ${sectionNumber})))
    select s.register_home as home, s.attendance_kind as kind,
      ${schoolKeeping}, c.title, c.room, c.period, c.class_calendar, c.track,
      (select coalesce(json_agg(json_build_array(t.id, t.first_name || ' ' || t.last_name) order by ss.is_primary desc, t.last_name), '[]')
        from section_staff ss join staff t on t.id = ss.staff_id
        where ss.school_id = c.school_id and ss.section_number = c.section_number
          and coalesce(ss.starts_on, '-infinity') <= ${date} and coalesce(ss.ends_on, 'infinity') >= ${date}) as teachers,
      (select ${calendarRow}
        from calendar_day d where d.school_id = c.school_id and d.date = ${date}) as day,
      (select coalesce(json_agg(json_build_array(a.code, a.title, coalesce(a.chosen_category, a.flag_category)) order by a.type_code, a.code), '[]')
        from absence_code a where a.school_id = c.school_id and not a.retired) as codes,
      (select json_build_array(u.name, k.at, count(*) over ()) from register_taking k join user_account u on u.id = k.taken_by
        where k.school_id = c.school_id and k.on_date = ${date} and k.section_number = c.section_number
        order by k.id desc limit 1) as taken,
      ${
        submission === null
          ? sql`null::text`
          : sql`(select to_json(k.at)#>>'{}' from register_taking k
        where k.school_id = c.school_id and k.on_date = ${date} and k.section_number = c.section_number and k.submission = ${submission})`
      } as saved_before,
      (select coalesce(json_agg(json_build_array(x.until, x.reason, v.name)), '[]')
        from register_unlock x join user_account v on v.id = x.by
        where x.school_id = c.school_id and x.on_date = ${date}
          and (x.section_number is null or x.section_number = c.section_number)) as unlocks,
      (select coalesce(json_agg(json_build_array(pupil_id, last_name, first_name, grade) order by last_name, first_name, pupil_id), '[]')
        from class) as pupils,
      (select coalesce(json_agg(json_build_array(${storedMarkColumns}, m.pupil_id, m.period) order by m.id), '[]')
        from of_day m) as marks,
      (select json_object_agg(u.id, u.name) from user_account u
        where u.id = any (array(select distinct by from of_day))) as authors
    from section c join school s on s.id = c.school_id
    where c.school_id = ${schoolId} and c.section_number = ${sectionNumber} and c.active`);
};

/** In a period school the marks of the period speak; an all-day mark only where the period has none. */
function marksOfRegister(all: MarkOfDay[], period: string, authors: RegisterRow["authors"]): StoredMark[] {
  const own = all.filter((mark) => mark[9] === period);
  return (own.length > 0 ? own : all).map((mark) =>
    storedMark(mark, mark[7] === null ? null : (authors?.[mark[7]] ?? null)),
  );
}
