import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { BadAttendance } from "#app/aeries/payload/attendance.ts";
import type { BadRow } from "#app/aeries/payload/rows.ts";
import { type DayWindow, type KnownMark, type MarkChange, reconcileMarks } from "#app/aeries/reconcile.ts";
import { syncWindow } from "#app/aeries/window.ts";
import { isHolidayCode, isInstructional } from "#app/calendar/school-day.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import { dayOf } from "#app/calendar/time-of-day.ts";
import { arrayLiteral } from "./array-literal.ts";
import { misfitsOf } from "./misfit.ts";
import { nothingChanged, pupilsOf } from "./pupil-resources.server.ts";
import { earliestReleased } from "./quarantine.server.ts";
import { type Misfit, NothingWhereMuchWas, type Resource, type Run } from "./run.ts";

/** More marks than these never vanish all at once. */
const mostThatVanishAtOnce = 50;

/** A year of a large high school has 300,000 marks; a statement that runs too long is canceled. */
const mostInOneStatement = 25_000;

/** Marks by window: the first time, and on a full reading, the whole year. */
export const attendanceResource: Resource = {
  name: "attendance",
  needs: ["connection", "calendar", "absence_codes", "students"],
  async read(run, last) {
    const { context, schoolId, year, signal } = run;
    const today = context.clock.today();
    const whole = run.full || last === null;
    const lastRead = whole ? null : dayOf(last.startedAt, context.settings.timeZone);
    const window = await context.door.asSystem("sync", [schoolId], async (tx) => {
      const calendar = await calendarOf(tx, run);
      const usual = syncWindow({ today, calendar, lastRead });
      return usual && reachingBack(usual, await earliestReleased(tx, schoolId));
    });
    if (window === null) return { ok: true, value: nothingChanged };
    const answer = await run.aeries.attendance(schoolId, window, { databaseYear: year, signal });
    if (!answer.ok) return answer;
    const { good, bad } = answer.value;
    return {
      ok: true,
      value: {
        read: good.length,
        window,
        async write(tx) {
          const [pupils, codes, known] = [
            await pupilsOf(tx, schoolId),
            await codesOf(tx, schoolId),
            await knownMarks(tx, schoolId, window),
          ];
          const said = known.filter((mark) => mark.code !== null).length;
          if (good.length + bad.length === 0 && said >= mostThatVanishAtOnce) throw new NothingWhereMuchWas();
          const unreadable = unreadableOf(bad);
          const found = reconcileMarks({
            window,
            schoolId,
            known,
            incoming: good,
            pupils,
            codes,
            unreadable,
          });
          const changes = [...found.appeared, ...found.changed, ...found.vanished];
          const now = context.clock.now();
          for (let at = 0; at < changes.length; at += mostInOneStatement)
            await appendMarks(tx, schoolId, changes.slice(at, at + mostInOneStatement), now);
          return {
            appeared: found.appeared.length,
            changed: found.changed.length,
            vanished: found.vanished.length,
            misfits: [...misfitsOf(bad), ...found.quarantined.map(misfitOf)],
            reread: whole ? "all" : window,
          };
        },
      },
    };
  },
};

/** Rows that can be released are read again, however long ago they were. */
function reachingBack(window: DayWindow, day: Temporal.PlainDate | null): DayWindow {
  if (day === null || Temporal.PlainDate.compare(day, window.from) >= 0) return window;
  return { from: day, to: window.to };
}

async function calendarOf(tx: Tx, run: Run) {
  const days = await tx.execute<{ date: string; holiday: string; month: number; locked: boolean }>(
    sql`select date::text as date, holiday_code as holiday, attendance_month as month, month_locked as locked
      from calendar_day where school_id = ${run.schoolId} and school_year = ${run.year}`,
  );
  return days.map(({ date, holiday, month, locked }) => ({
    date,
    schoolDay: isHolidayCode(holiday) && isInstructional({ holidayCode: holiday }),
    attendanceMonth: month === 0 ? null : month,
    attendanceMonthLocked: locked,
  }));
}

/** Codes that mean something here: those of Aeries' table, now or once, and those that a person gave a meaning. */
async function codesOf(tx: Tx, schoolId: number): Promise<Set<string>> {
  const rows = await tx.execute<{ code: string }>(
    sql`select code from absence_code where school_id = ${schoolId}`,
  );
  return new Set(rows.map((row) => row.code));
}

/** What Aeries last said about each pupil, day and period of the window. */
async function knownMarks(tx: Tx, schoolId: number, { from, to }: DayWindow): Promise<KnownMark[]> {
  return tx.execute<KnownMark>(sql`select distinct on (on_date, period, pupil_id) pupil_id as "pupilId",
      on_date::text as date, period, section_number as "sectionNumber", code
    from mark where school_id = ${schoolId} and school_year between ${schoolYearOf(from)} and ${schoolYearOf(to)}
      and on_date between ${from.toString()}::date and ${to.toString()}::date and source = 'aeries'
    order by on_date, period, pupil_id, id desc`);
}

/** Appends what changed in one statement, each column as one array. */
async function appendMarks(
  tx: Tx,
  schoolId: number,
  changes: readonly MarkChange[],
  now: Temporal.Instant,
): Promise<void> {
  await tx.execute(sql`insert into mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, at)
    select ${schoolId}::integer, extract(year from date)::int - (extract(month from date) < 7)::int, date, period, pupil_id,
      'aeries', section_number, code, ${now.toString()}::timestamptz
    from unnest(${arrayLiteral(changes.map((mark) => mark.date))}::date[], ${arrayLiteral(changes.map((mark) => mark.period))}::text[],
      ${arrayLiteral(changes.map((mark) => mark.pupilId))}::integer[], ${arrayLiteral(changes.map((mark) => mark.sectionNumber))}::integer[],
      ${arrayLiteral(changes.map((mark) => mark.code))}::text[]) as said(date, period, pupil_id, section_number, code)`);
}

function unreadableOf(bad: readonly BadAttendance[]): ReadonlySet<number> | "anyone" {
  const pupils = new Set<number>();
  for (const { pupilId } of bad) {
    if (pupilId === null) return "anyone";
    pupils.add(pupilId);
  }
  return pupils;
}

const kinds: Record<string, Misfit["kind"]> = {
  "The day is outside the days that were asked for.": "outside_window",
  "No such pupil at this school.": "unknown_pupil",
  "The code is not in the school's absence code table.": "unknown_code",
};

function misfitOf(row: BadRow): Misfit {
  const kind = kinds[row.reason] ?? "invalid";
  const code = kind === "unknown_code" ? (row.raw as { code: string }).code : null;
  return { key: row.key, reason: row.reason, kind, code, raw: row.raw };
}
