import type postgres from "postgres";
import type { Actor } from "#app/access/actor.ts";
import { authorOf } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { candidatesFor } from "#app/recovery/candidates.server.ts";
import { createProgram, previewProgram } from "#app/recovery/programs.server.ts";
import type { ProgramPlan } from "#app/recovery/series.ts";
import { findSession, sessionsBetween } from "#app/recovery/sessions.server.ts";
import { calendarOf, schoolYearOf } from "#sandbox/district/calendar.ts";
import { holdSession, type SeasonPupil } from "./season-session.ts";

/** What of the product's context the demo has at hand. */
export type DemoContext = Pick<Context, "door" | "clock" | "log"> & {
  settings: { timeZone: string };
};

/** `colleague`: another certificated teacher, by staff number. */
export type SeasonSchool = { id: number; planner: Actor; teacher: Actor; colleague: number };

const saturdayBreak = { startsAt: 11 * 60, endsAt: 11 * 60 + 30, what: "lunch" };

/**
 * A season of recovery under way, from the first day of the school year to four weeks ahead: Saturdays at the first
 * and the last school, afternoons at the first. All through the product's own verbs, as the people of the demo, and
 * the same every time.
 */
export async function playSeason(context: DemoContext, admin: postgres.Sql): Promise<void> {
  const today = context.clock.today();
  const first = calendarOf(schoolYearOf(today), "elementary").find((row) => row.instructional)!.date;
  const schools = await seasonSchools(admin);
  await Promise.all(
    schools.map(async (school, index) => {
      const span = { startsOn: first, endsOn: today.add({ weeks: 4 }) };
      const [grades] = await admin<{ low: number; high: number }[]>`
        select low_grade as low, high_grade as high from school where id = ${school.id}`;
      const plan: ProgramPlan = {
        ...span,
        kind: "saturday",
        name: "Saturday Academy",
        weekdays: [6],
        startsAt: 8 * 60 + 30,
        endsAt: 13 * 60,
        room: "Library",
        teacherId: school.teacher.staffId!,
        alsoTeach: [],
        subject: "Mathematics and reading",
        lowGrade: Math.max(1, grades!.low),
        highGrade: grades!.high,
        capacity: 24,
        breaks: [saturdayBreak],
        exceptions: [],
      };
      await playProgram(context, school, plan, 0);
      if (index > 0) return;
      const [bell] = await admin<{ ends: number }[]>`
        select max(ends_at) as ends from bell_period where school_id = ${school.id}`;
      const startsAt = Math.ceil(((bell?.ends ?? 900) + 10) / 15) * 15;
      await playProgram(
        context,
        school,
        {
          ...plan,
          kind: "after_school",
          name: "After-school hour",
          weekdays: [2],
          startsAt,
          endsAt: startsAt + 60,
          room: "12",
          subject: "Reading",
          capacity: 16,
          breaks: [],
        },
        40,
      );
    }),
  );
}

/** @param skip how many of the ranked pupils belong to another program */
async function playProgram(
  context: DemoContext,
  school: SeasonSchool,
  plan: ProgramPlan,
  skip: number,
): Promise<void> {
  const { door, clock } = context;
  const { planner, id } = school;
  const today = clock.today();
  const planned = plan.startsOn.subtract({ days: 14 });
  const at = planned.toZonedDateTime({ timeZone: context.settings.timeZone, plainTime: "10:00" }).toInstant();
  const doing = { author: { ...authorOf(planner), by: planner.userId }, at, today: planned, elsewhere: [] };
  const created = await door.asActor(planner, async (tx) => {
    const dates = await previewProgram(tx, id, plan, doing);
    const seen = dates.filter(({ will }) => will === "meet").map(({ date }) => date.toString());
    return createProgram(tx, id, plan, { seen, copiedFrom: null }, doing);
  });
  if (!created.ok) throw new Error(`The demo's program ${plan.name} of school ${id} could not be created.`);
  const sessions = (
    await door.asActor(planner, (tx) => sessionsBetween(tx, id, plan.startsOn, plan.endsOn))
  ).filter(({ programId }) => programId === created.id);
  const last = sessions.at(-1);
  if (last === undefined) return;
  const open = (await door.asActor(planner, (tx) => findSession(tx, id, last.id)))!;
  const ranked: SeasonPupil[] = (await candidatesFor(context as Context, planner, open, today)).map(
    ({ pupilId, grade, canStillRecover }) => ({ pupilId, grade, recoverableDays: canStillRecover }),
  );
  const past = sessions.filter(({ date }) => Temporal.PlainDate.compare(date, today) < 0).length;
  for (const [index, session] of sessions.entries())
    await holdSession(context, school, session, {
      index,
      pupils: ranked.slice(skip),
      isLastPast: index === past - 1,
      isNext: index === past,
    });
}

/** The first and the last school, with the demo's coordinator, its teacher there and another certificated one. */
async function seasonSchools(admin: postgres.Sql): Promise<SeasonSchool[]> {
  const rows = await admin<
    {
      school: number;
      schoolName: string;
      user: number;
      name: string;
      email: string;
      role: string;
      staff: number | null;
    }[]
  >`select r.school_id as school, c.name as "schoolName", u.id::int as user, u.name, u.email, r.role, u.staff_id as staff
    from user_role r join user_account u on u.id = r.user_id join school c on c.id = r.school_id
    where r.role in ('recovery coordinator', 'teacher') order by r.school_id, u.id`;
  const planners = rows.filter(({ role }) => role === "recovery coordinator");
  const schools: SeasonSchool[] = [];
  for (const row of planners) {
    const led = rows.find(({ role, school }) => role === "teacher" && school === row.school);
    const [other] = await admin<{ id: number }[]>`
      select t.id from staff t join staff_school s on s.staff_id = t.id
      where s.school_id = ${row.school} and t.active and coalesce(t.educator_id, '') <> '' and t.left_on is null
        and t.title = 'Teacher' and t.id <> ${led?.staff ?? 0} order by t.id limit 1`;
    if (!led || !other) continue;
    const base = {
      sessionHandle: "",
      schoolId: row.school,
      schools: [row.school],
      isDistrict: false,
      banner: null,
    };
    const places = [{ id: row.school, name: row.schoolName }];
    const planner: Actor = {
      ...base,
      places,
      userId: row.user,
      name: row.name,
      email: row.email,
      staffId: null,
      roles: ["recovery coordinator"],
      ownSectionsOnly: false,
    };
    const teacher: Actor = {
      ...base,
      places,
      userId: led.user,
      name: led.name,
      email: led.email,
      staffId: led.staff,
      roles: ["teacher"],
      ownSectionsOnly: true,
    };
    schools.push({
      id: row.school,
      planner,
      teacher,
      colleague: other.id,
    });
  }
  return schools;
}
