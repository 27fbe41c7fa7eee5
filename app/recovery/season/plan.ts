import { z } from "zod";
import { parseDay } from "#app/calendar/day.ts";
import { breakKinds } from "../session-breaks.ts";
import type { FreeTeacher, Offer } from "./season.ts";

const minute = z.number().int().min(0).max(1440);
const band = z.object({ lowGrade: z.number().int(), highGrade: z.number().int() });

/** A season's inputs as they are kept: dates YYYY-MM-DD, times in minutes, pupils by number and never by name. */
export const keptPlan = z.object({
  dates: z.array(z.string()),
  times: z.array(z.object({ startsAt: minute, endsAt: minute })),
  rooms: z.array(z.object({ room: z.string(), seats: z.number().int() })),
  /** Meals and other time of the sessions that does not count. */
  breaks: z.array(z.object({ what: z.enum(breakKinds), startsAt: minute, endsAt: minute })).default([]),
  /** Hours of teachers, on dates of a weekday (1 Monday, 7 Sunday) or on all of them. */
  teachers: z.array(
    z.object({
      teacherId: z.number().int(),
      startsAt: minute,
      endsAt: minute,
      weekday: z.number().int().min(1).max(7).nullable().default(null),
    }),
  ),
  subject: z.string(),
  minimumFill: z.number().int(),
  siblings: z.enum(["always", "when free"]),
  bands: z.array(band),
  /** What people changed of the proposal since: offers by key. */
  leftOut: z.object({
    sessions: z.array(z.string()),
    teachers: z.array(z.number().int()),
    pupils: z.array(z.number().int()),
  }),
  locked: z.record(z.string(), band),
  seats: z.record(z.string(), z.number().int()),
  /** The season that this one changes. */
  changes: z.number().int().nullable(),
});
export type KeptPlan = z.infer<typeof keptPlan>;

/** The dates of a plan as days. */
export const datesOf = (plan: Pick<KeptPlan, "dates">): Temporal.PlainDate[] =>
  plan.dates.flatMap((text) => {
    const day = parseDay(text);
    return day.ok ? [day.value] : [];
  });

/** The teachers' free hours with their dates, without teachers who are left out. */
export function freeTeachers(plan: Pick<KeptPlan, "dates" | "teachers" | "leftOut">): FreeTeacher[] {
  const dates = datesOf(plan);
  return plan.teachers
    .filter(({ teacherId }) => !plan.leftOut.teachers.includes(teacherId))
    .map(({ weekday, ...hours }) => ({
      ...hours,
      dates: dates.filter(({ dayOfWeek }) => weekday === null || dayOfWeek === weekday),
    }));
}

/** The offers as people changed them: left out, or with another number of seats. */
export function changedOffers(offers: readonly Offer[], { leftOut, seats }: KeptPlan): Offer[] {
  return offers
    .filter(({ key }) => !leftOut.sessions.includes(key))
    .map((offer) => ({ ...offer, seats: seats[offer.key] ?? offer.seats }));
}
