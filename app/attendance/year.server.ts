import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { DaySpan } from "#app/calendar/day.ts";
import { fiscalYearBounds, schoolYearOf } from "#app/calendar/school-year.ts";
import { type Category, isCategory } from "./category.ts";
import { writtenTitle } from "./code-title.ts";
import type { MarkSource, RegisterHome } from "./mark.ts";
import { type ClassSpan, type PupilYear, pupilYear } from "./year.ts";

type Span = [from: string, through: string | null];
type MarkJson = [
  MarkSource,
  string | null,
  number | null,
  string | null,
  string,
  string | null,
  string | null,
];
type Row = {
  home: RegisterHome;
  kind: "daily" | "period";
  reporting: "negative" | "positive";
  last_name: string;
  first_name: string;
  grade: number;
  student_number: number;
  inactive_code: string;
  days: [date: string, periods: string, abDay: string, offTracks: string][];
  enrolments: Span[];
  classes: [
    ...Span,
    section: number,
    period: string,
    title: string,
    room: string | null,
    teachers: string[],
    classCalendar: string,
    track: string,
  ][];
  codes: [code: string, title: string, category: string | null][];
  said: [date: string, period: string, marks: MarkJson[]][];
};

export type PupilPerson = {
  lastName: string;
  firstName: string;
  grade: number;
  studentNumber: number;
  inactiveCode: string;
};

export type ReadYear = {
  pupil: PupilPerson;
  kind: "daily" | "period";
  /** Positive attendance: no mark does not mean attended. */
  hoursCounted: boolean;
  year: PupilYear;
  enrolments: DaySpan[];
  classes: (ClassSpan & { room: string | null; teachers: string[] })[];
  /** The school's own words for its codes. */
  titles: Map<string, string>;
};

const day = (text: string) => Temporal.PlainDate.from(text);
const span = ([from, through]: readonly [string, string | null, ...unknown[]]): DaySpan => ({
  from: day(from),
  through: through === null ? null : day(through),
});

/**
 * One pupil's marks in force in a school year through a day, with what they come to, in one statement; null where
 * the pupil is not in scope. Row security leaves a teacher the marks of own classes.
 */
export async function readPupilYear(
  tx: Tx,
  at: { schoolId: number; pupilId: number },
  through: Temporal.PlainDate,
): Promise<ReadYear | null> {
  const [row] = await tx.execute<Row>(statement(at, through));
  if (!row) return null;
  const enrolments = row.enrolments.map(span);
  const classes = row.classes.map((each) => ({
    ...span(each),
    section: each[2],
    period: each[3],
    title: each[4],
    room: each[5],
    teachers: each[6],
    classCalendar: each[7],
    track: each[8],
  }));
  const category = new Map<string, Category | null>(
    row.codes.map(([code, , text]) => [code, text !== null && isCategory(text) ? text : null]),
  );
  const year = pupilYear({
    home: row.home,
    kind: row.kind,
    enrolments,
    classes,
    schoolDays: row.days.map(([written, periods, abDay, offTracks]) => {
      const date = day(written);
      return { date, pattern: { weekday: date.dayOfWeek, periods, abDay, offTracks } };
    }),
    said: row.said.map(([date, period, marks]) => ({
      date: day(date),
      period,
      marks: marks.map(([source, code, minutesLate, note, moment, by, reason]) => ({
        source,
        code,
        minutesLate,
        note,
        at: Temporal.Instant.from(moment),
        by,
        reason,
      })),
    })),
    categoryOf: (code) => category.get(code) ?? null,
  });
  const pupil = {
    lastName: row.last_name,
    firstName: row.first_name,
    grade: row.grade,
    studentNumber: row.student_number,
    inactiveCode: row.inactive_code,
  };
  const titles = new Map(row.codes.map(([code, title]) => [code, writtenTitle(title)]));
  return {
    pupil,
    kind: row.kind,
    hoursCounted: row.reporting === "positive",
    year,
    enrolments,
    classes,
    titles,
  };
}

function statement(at: { schoolId: number; pupilId: number }, through: Temporal.PlainDate) {
  const schoolYear = schoolYearOf(through);
  const { from } = fiscalYearBounds(schoolYear);
  return sql`select s.register_home as home, s.attendance_kind as kind, s.attendance_reporting as reporting, p.last_name, p.first_name, p.grade, p.student_number, p.inactive_code,
      (select coalesce(json_agg(json_build_array(d.date, d.period_block_pattern, d.ab_day, d.off_tracks) order by d.date), '[]') from calendar_day d
        where d.school_id = p.school_id and d.date between ${from.toString()}::date and ${through.toString()}::date
          and d.holiday_code in ('', '%', '+')) as days,
      (select coalesce(json_agg(json_build_array(e.entered_on, e.left_on) order by e.entered_on), '[]') from enrolment e
        where e.school_id = p.school_id and e.pupil_id = p.pupil_id and e.school_year = ${schoolYear}::smallint) as enrolments,
      (select coalesce(json_agg(json_build_array(r.starts_on, r.ends_on, c.section_number, c.period, c.title, c.room,
          (select coalesce(json_agg(t.first_name || ' ' || t.last_name order by ss.is_primary desc, t.last_name), '[]')
            from section_staff ss join staff t on t.id = ss.staff_id
            where ss.school_id = c.school_id and ss.section_number = c.section_number), c.class_calendar, c.track) order by c.period, r.starts_on), '[]')
        from roster r join section c on c.school_id = r.school_id and c.section_number = r.section_number
        where r.school_id = p.school_id and r.pupil_id = p.pupil_id
          and (r.ends_on is null or r.ends_on >= ${from.toString()}::date)) as classes,
      (select coalesce(json_agg(json_build_array(a.code, a.title, coalesce(a.chosen_category, a.flag_category))), '[]')
        from absence_code a where a.school_id = p.school_id) as codes,
      (select coalesce(json_agg(json_build_array(g.on_date, g.period, g.marks) order by g.on_date, g.period), '[]')
        from (select m.on_date, m.period, json_agg(json_build_array(m.source, m.code, m.minutes_late, m.note, m.at, u.name, m.reason) order by m.id) as marks
          from mark m left join user_account u on u.id = m.by
          where m.school_id = p.school_id and m.school_year = ${schoolYear}::smallint and m.pupil_id = p.pupil_id
            and m.on_date <= ${through.toString()}::date
          group by m.on_date, m.period) g) as said
    from pupil p join school s on s.id = p.school_id
    where p.school_id = ${at.schoolId} and p.pupil_id = ${at.pupilId}`;
}
