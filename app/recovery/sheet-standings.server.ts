import { isBefore } from "#app/calendar/day.ts";
import { fiscalYearBounds, schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import { readStandings, type Standings } from "./standings.server.ts";

/** Where the pupils of a sheet stood, by the records of the school year that a session's date is in. */
export type SheetStandings = (sessionOn: Temporal.PlainDate) => Standings;

/**
 * Reads them: of this school year, and of the last where a date is before July 1, since sheets of June may come in July.
 * @param dates the dates of the sheet
 */
export async function sheetStandings(
  context: Context,
  schoolId: number,
  today: Temporal.PlainDate,
  dates: readonly Temporal.PlainDate[],
  pupilIds: readonly number[],
): Promise<SheetStandings> {
  const { from } = fiscalYearBounds(schoolYearOf(today));
  const late = dates.some((date) => isBefore(date, from));
  const now = await readStandings(context, { schoolId, through: today }, pupilIds);
  const last = late
    ? await readStandings(context, { schoolId, through: from.subtract({ days: 1 }) }, pupilIds)
    : now;
  return (sessionOn) => (isBefore(sessionOn, from) ? last : now);
}
