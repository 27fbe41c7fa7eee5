import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { calendarRow } from "#app/calendar/calendar-row.server.ts";
import { type CalendarRow, dayPatternOf, schoolDayOf } from "#app/calendar/calendar-row.ts";
import { whyNotMeeting } from "#app/calendar/class-meeting.ts";
import type { DaySpan } from "#app/calendar/day.ts";
import { schoolKeeping } from "./keeping.server.ts";
import { type RosterSpan, whyNotOnRegister } from "./not-on-register.ts";
import { sectionName } from "./section-name.ts";
import { type SchoolKeeping, whyNotTakenHere } from "./taken-here.ts";

type Span = [from: string, through: string | null];
type Row = SchoolKeeping & {
  pupil_id: number;
  inactive_code: string;
  kind: "daily" | "period";
  period: string;
  class_calendar: string;
  track: string;
  day: CalendarRow | null;
  enrolments: Span[];
  rosters: [...Span, section: number, period: string, title: string, room: string | null][];
};
type Register = { schoolId: number; date: Temporal.PlainDate; sectionNumber: number };
type Asked = Register & { today: Temporal.PlainDate };

const span = ([from, through]: readonly [string, string | null, ...unknown[]]): DaySpan => ({
  from: Temporal.PlainDate.from(from),
  through: through === null ? null : Temporal.PlainDate.from(through),
});

/**
 * Why each of these pupils is not on a register, by pupil; null for those who are on it. One statement.
 * @param elsewhere "named": other classes by name. "hidden": only that there is one.
 */
export async function whyMissing(
  tx: Tx,
  register: Asked,
  pupilIds: readonly number[],
  elsewhere: "named" | "hidden",
): Promise<Map<number, string | null>> {
  const rows = await tx.execute<Row>(statement(register, pupilIds));
  return new Map(rows.map((row) => [row.pupil_id, whyOf(row, register, elsewhere)]));
}

function whyOf(
  row: Row,
  { date, today, sectionNumber }: Asked,
  elsewhere: "named" | "hidden",
): string | null {
  const rosters = row.rosters.map((each): RosterSpan => {
    const called = sectionName({ title: each[4], room: each[5] });
    const name = row.kind === "daily" ? called : `period ${each[3]} ${called}`;
    return { ...span(each), sectionId: each[2], name };
  });
  return whyNotOnRegister({
    date,
    today,
    sectionId: sectionNumber,
    inactiveCode: row.inactive_code,
    enrollments: row.enrolments.map(span),
    rosters: elsewhere === "named" ? rosters : hidden(rosters, sectionNumber, date),
    day: schoolDayOf(row.day, date),
    noRegister:
      whyNotTakenHere(row) ??
      whyNotMeeting(
        {
          period: row.kind === "daily" ? "" : row.period,
          classCalendar: row.class_calendar,
          track: row.track,
        },
        dayPatternOf(row.day, date),
      ),
  });
}

/** Own spans of the class, and at most one other that says no more than that it exists. */
function hidden(rosters: readonly RosterSpan[], sectionId: number, date: Temporal.PlainDate): RosterSpan[] {
  const holds = (roster: RosterSpan) =>
    Temporal.PlainDate.compare(roster.from, date) <= 0 &&
    (roster.through === null || Temporal.PlainDate.compare(roster.through, date) >= 0);
  const other = rosters.find((roster) => roster.sectionId !== sectionId && holds(roster));
  const own = rosters.filter((roster) => roster.sectionId === sectionId);
  return other ? [...own, { ...other, name: "another class" }] : own;
}

const statement = ({ schoolId, date, sectionNumber }: Register, pupilIds: readonly number[]) => sql`
  select p.pupil_id, p.inactive_code, s.attendance_kind as kind,
    ${schoolKeeping}, c.period, c.class_calendar, c.track,
    (select ${calendarRow}
      from calendar_day d where d.school_id = s.id and d.date = ${date.toString()}::date) as day,
    (select coalesce(json_agg(json_build_array(e.entered_on, e.left_on) order by e.entered_on), '[]') from enrolment e
      where e.school_id = s.id and e.pupil_id = p.pupil_id) as enrolments,
    (select coalesce(json_agg(json_build_array(r.starts_on, r.ends_on, t.section_number, t.period, t.title, t.room) order by t.period, r.starts_on), '[]')
      from roster r join section t on t.school_id = r.school_id and t.section_number = r.section_number
      where r.school_id = s.id and r.pupil_id = p.pupil_id) as rosters
  from pupil p join school s on s.id = p.school_id
  join section c on c.school_id = s.id and c.section_number = ${sectionNumber}
  where p.school_id = ${schoolId} and p.pupil_id = any (${`{${pupilIds.join(",")}}`}::int[])`;

/** What a class is called, where it is in scope. */
export async function classTitle(tx: Tx, { schoolId, sectionNumber }: Register): Promise<string | null> {
  const [row] = await tx.execute<{ title: string; room: string | null }>(
    sql`select title, room from section where school_id = ${schoolId} and section_number = ${sectionNumber} and active`,
  );
  return row ? sectionName(row) : null;
}
