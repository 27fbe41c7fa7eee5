import { displayDay } from "#app/calendar/day.ts";
import { fiscalYearBounds, schoolYearLabel, schoolYearOf } from "#app/calendar/school-year.ts";

/**
 * Why nobody is offered a session by the absences known today: it is in another school year, and time of one year makes
 * up no absence of another (AR-ABS-7). Null in a session of this year.
 */
export function otherYear(date: Temporal.PlainDate, today: Temporal.PlainDate): string | null {
  const [its, ours] = [schoolYearOf(date), schoolYearOf(today)];
  if (its === ours) return null;
  return `Absences of ${schoolYearLabel(ours)} cannot be made up in a session of ${schoolYearLabel(its)} (AR-ABS-7), so nobody is offered one or invited to it before ${displayDay(fiscalYearBounds(its).from)}.`;
}
