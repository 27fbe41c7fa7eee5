import type postgres from "postgres";
import type { Actor } from "#app/access/actor.ts";
import { authorOf } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { candidatesFor } from "#app/recovery/candidates.server.ts";
import { createProgram, previewProgram } from "#app/recovery/programs.server.ts";
import { plainPurpose } from "#app/recovery/purpose.ts";
import type { ProgramPlan } from "#app/recovery/series.ts";
import { findSession, sessionsBetween } from "#app/recovery/sessions.server.ts";
import { calendarOf, schoolYearOf } from "#sandbox/district/calendar.ts";
import { type SeasonSchool, seasonSchools } from "./season-people.ts";
import { holdSession, type SeasonPupil } from "./season-session.ts";

/** What of the product's context the demo has at hand. */
export type DemoContext = Pick<Context, "door" | "clock" | "jobs" | "log"> & {
  settings: { timeZone: string };
};

const saturdayBreak = { startsAt: 11 * 60, endsAt: 11 * 60 + 30, what: "lunch" };

/** Families of pupils at the head of the ranking who have not answered yet: there is somebody left to book. */
const notAsked = 30;

/**
 * A season of recovery under way, from the first day of the school year to four weeks ahead: Saturdays at the first
 * and the last school, afternoons at the first. All through the product's own verbs, as the people of the demo, and
 * the same every time.
 */
export async function playSeason(context: DemoContext, admin: postgres.Sql): Promise<void> {
  const today = context.clock.today();
  const first = calendarOf(schoolYearOf(today), "elementary").find((row) => row.instructional)!.date;
  const schools = await seasonSchools(context, admin);
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
        room: "Cafeteria",
        teacherId: school.saturdayTeacher.staffId!,
        alsoTeach: [],
        subject: "Mathematics and reading",
        lowGrade: Math.max(1, grades!.low),
        highGrade: grades!.high,
        capacity: 24,
        breaks: [saturdayBreak],
        purpose: { ...plainPurpose, mealsServed: true },
        exceptions: [],
      };
      await playProgram(context, school, plan, school.saturdayTeacher, notAsked);
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
          room: "Study room",
          teacherId: school.teacher.staffId!,
          subject: "Reading",
          capacity: 16,
          breaks: [],
          purpose: { ...plainPurpose, standard: "CCSS.ELA-LITERACY.RF", alongside: "elop" },
        },
        school.teacher,
        notAsked + 60,
      );
    }),
  );
}

/** @param skip how many of the ranked pupils were not asked, or come to another program */
async function playProgram(
  context: DemoContext,
  school: SeasonSchool,
  plan: ProgramPlan,
  teacher: Actor,
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
    ({ pupilId, grade, familyKey, canStillRecover }) => ({
      pupilId,
      grade,
      familyKey,
      recoverableDays: canStillRecover,
    }),
  );
  const past = sessions.filter(({ date }) => Temporal.PlainDate.compare(date, today) < 0).length;
  for (const [index, session] of sessions.entries())
    await holdSession(context, { ...school, teacher }, session, {
      index,
      pupils: ranked.slice(skip),
      isLastPast: index === past - 1,
      isNext: index === past,
    });
}
