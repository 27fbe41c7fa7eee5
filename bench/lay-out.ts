import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type postgres from "postgres";
import { tokenHash } from "#app/access/session.server.ts";
import {
  type Class,
  classes,
  clockAt,
  codes,
  days,
  largeClass,
  marksOn,
  otherSchoolId,
  pupilIds,
  pupilName,
  schoolId,
  schoolName,
  schoolYear,
  smallClass,
  teacherName,
  today,
} from "./district.ts";

type Cell = string | number | boolean | null;

/** Sends rows by COPY. Nothing that is laid out here holds a tab, a line break or a backslash. */
export async function copyRows(sql: postgres.Sql, target: string, rows: Iterable<readonly Cell[]>) {
  function* lines() {
    let lot = "";
    for (const row of rows) {
      lot += `${row.map((cell) => (cell === null ? "\\N" : String(cell))).join("\t")}\n`;
      if (lot.length > 60_000) {
        yield lot;
        lot = "";
      }
    }
    yield lot;
  }
  await pipeline(Readable.from(lines()), await sql.unsafe(`copy ${target} from stdin`).writable());
}

const everyClass: readonly Class[] = [...classes, smallClass, largeClass];
const schools = [schoolId, otherSchoolId];
const start = days[0]!;

/** Lays out the district straight into the tables, as the superuser. @param sql one connection */
export async function layOut(sql: postgres.Sql): Promise<void> {
  await copyRows(
    sql,
    "school (id, name, short_name, low_grade, high_grade, attendance_kind, register_home)",
    schools.map((id) => [
      id,
      id === schoolId ? schoolName : "Bay Elementary",
      "School",
      -1,
      6,
      "daily",
      "here",
    ]),
  );
  await copyRows(
    sql,
    "staff (id, last_name, first_name, email, active)",
    everyClass.map((each) => {
      const { firstName, lastName } = teacherName(each);
      return [each.staffId, lastName, firstName, `t${each.staffId}@example.org`, true];
    }),
  );
  await copyRows(
    sql,
    "section (school_id, section_number, period, course_id, title, room, active)",
    everyClass.map(({ schoolId, section }) => [
      schoolId,
      section,
      "1",
      "HR",
      `Room ${section}`,
      section,
      true,
    ]),
  );
  await copyRows(
    sql,
    "section_staff (school_id, section_number, staff_id, is_primary)",
    everyClass.map((each) => [each.schoolId, each.section, each.staffId, true]),
  );
  await copyRows(
    sql,
    "calendar_day (school_id, date, school_year, day_number, holiday_code, attendance_month, month_locked)",
    schools.flatMap((id) =>
      days.map((day, at) => [id, day, schoolYear, at + 1, "", 1 + Math.floor(at / 20), false]),
    ),
  );
  await copyRows(
    sql,
    "absence_code (school_id, code, title, abbreviation, type_code, counts_for_ada, is_suspension, is_partial_day_truant, is_temporarily_not_enrolled, independent_study, flag_category)",
    schools.flatMap((id) =>
      codes.map(({ code, title, type, category }) => [
        id,
        code,
        title,
        code,
        type,
        false,
        code === "S",
        false,
        false,
        "",
        category,
      ]),
    ),
  );
  await layOutPeople(sql);
  await layOutHistory(sql);
  await sql`analyze`;
}

async function layOutPeople(sql: postgres.Sql): Promise<void> {
  const grade = ({ section }: Class) => section % 7;
  await copyRows(
    sql,
    "pupil (school_id, pupil_id, student_number, last_name, first_name, grade, entered_on)",
    everyClass.flatMap((each) =>
      pupilIds(each).map((id, place) => {
        const { lastName, firstName } = pupilName(place);
        return [each.schoolId, id, id - 9_000, lastName, firstName, grade(each), start];
      }),
    ),
  );
  await copyRows(
    sql,
    "enrolment (school_id, pupil_id, school_year, entered_on, grade)",
    everyClass.flatMap((each) =>
      pupilIds(each).map((id) => [each.schoolId, id, schoolYear, start, grade(each)]),
    ),
  );
  await copyRows(
    sql,
    "roster (school_id, section_number, pupil_id, starts_on)",
    everyClass.flatMap((each) => pupilIds(each).map((id) => [each.schoolId, each.section, id, start])),
  );
  for (const each of everyClass) {
    const { firstName, lastName } = teacherName(each);
    await sql`insert into user_account (id, email, name, staff_id, password_hash) overriding system value
      values (${each.userId}, ${`t${each.staffId}@example.org`}, ${`${firstName} ${lastName}`}, ${each.staffId}, 'none')`;
    await sql`insert into user_role (user_id, school_id, role, granted_at)
      values (${each.userId}, ${each.schoolId}, 'teacher', ${clockAt})`;
    await sql`insert into session (id, user_id, stage, created_at, last_seen_at, ends_at)
      values (${tokenHash(each.token)}, ${each.userId}, 'full', ${clockAt}, ${clockAt}, ${clockAt}::timestamptz + interval '12 hours')`;
  }
}

/** A register taken in every class on every day, and its marks. Past days are open, so that each saving finds a fresh one. */
async function layOutHistory(sql: postgres.Sql): Promise<void> {
  const at = (day: string) => `${day} 16:10:00+00`;
  await copyRows(
    sql,
    "register_taking (school_id, on_date, section_number, period, submission, taken_by, taken_as, at, pupil_count, exception_count)",
    days.flatMap((day) =>
      everyClass.map((each) => [
        each.schoolId,
        day,
        each.section,
        "",
        crypto.randomUUID(),
        each.userId,
        "teacher",
        at(day),
        each.size,
        2,
      ]),
    ),
  );
  await copyRows(
    sql,
    "mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, by, at)",
    days.flatMap((day, dayAt) =>
      classes.flatMap((each) =>
        marksOn(each, dayAt).map(({ place, code }) => [
          each.schoolId,
          schoolYear,
          day,
          "",
          each.firstPupil + place,
          "teacher",
          each.section,
          code,
          each.userId,
          at(day),
        ]),
      ),
    ),
  );
  await copyRows(
    sql,
    "register_unlock (school_id, on_date, by, at, until, reason)",
    schools.flatMap((id) =>
      days
        .filter((day) => day !== today)
        .map((day) => [id, day, 1, clockAt, "2027-06-30 00:00:00+00", "Measured with savings on many days"]),
    ),
  );
}
