import type { Actor } from "#app/access/actor.ts";
import { isAfter, isBefore, parseDay } from "#app/calendar/day.ts";
import type { Context } from "#app/context.ts";
import { bookedByGrade } from "./booked-by-grade.server.ts";
import { type HeadcountDay, headcount } from "./headcount.ts";
import { sessionsBetween } from "./sessions.server.ts";

export type Headcount = { from: string; through: string; days: HeadcountDay[] };

/** Four weeks from today where the address names no days. */
const daysShown = 27;
const mostDays = 190;

/**
 * The headcount of the days that `?from=` and `through=` name, reckoned from the places as they are now and as they
 * were when yesterday ended. It names no pupil.
 */
export async function loadHeadcount(
  context: Context,
  actor: Actor,
  asked: URLSearchParams,
): Promise<Headcount> {
  const today = context.clock.today();
  const [first, last] = [parseDay(asked.get("from") ?? ""), parseDay(asked.get("through") ?? "")];
  const from = first.ok ? first.value : today;
  const most = from.add({ days: mostDays });
  const wished = last.ok && !isBefore(last.value, from) ? last.value : from.add({ days: daysShown });
  const through = isAfter(wished, most) ? most : wished;
  const midnight = today.toZonedDateTime({ timeZone: context.settings.timeZone }).toInstant();
  const days = { from, through };
  const [sessions, booked, before] = await context.door.asActor(actor, (tx) =>
    Promise.all([
      sessionsBetween(tx, actor.schoolId, from, through),
      bookedByGrade(tx, actor.schoolId, days),
      bookedByGrade(tx, actor.schoolId, days, midnight),
    ]),
  );
  const own = sessions.filter(
    (session) => !actor.ownSectionsOnly || session.teachers.some(({ id }) => id === actor.staffId),
  );
  return {
    from: from.toString(),
    through: through.toString(),
    days: headcount(own, booked, before),
  };
}
