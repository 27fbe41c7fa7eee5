import type { Tx } from "#app/access/scope.server.ts";
import { isBefore } from "#app/calendar/day.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import { type District, readClaimableYear, readDistrict } from "./claimable-year.server.ts";
import { otherYear } from "./other-year.ts";
import type { YearAsked } from "./session-times.server.ts";
import type { RecoverySettings } from "./settings.ts";
import { settingsByDay } from "./settings-by-day.ts";
import { isStudy, type Standing, standingOf, studyDaysRunning } from "./standing.ts";
import { taughtDays } from "./taught-days.server.ts";
import { pupilClaims, type YearFacts } from "./year-claims.ts";

/** A school that asks of its pupils, and the day. */
export type StandingsAsked = { schoolId: number; through: Temporal.PlainDate };

/**
 * Where pupils stand on a day, each worked out when asked for; with the settings of the day. `standing` null for a pupil
 * without an absence and without time in a session, outside TK to grade 12, and toward a session of another school year
 * than the day's, which makes up no absence of this one (AR-ABS-7). `studyDays`: schooldays running in
 * independent study at the school (AR-PUP-2), as of the day or of an earlier one of its school year.
 */
export type Standings = {
  settings: RecoverySettings;
  standing(pupilId: number, sessionOn: Temporal.PlainDate): Standing | null;
  studyDays(pupilId: number, on?: Temporal.PlainDate): number;
};

/**
 * Where pupils stand, out of the same records and by the same rules as the district's claims, so that places are given
 * by what the pupil's page and the reports say. The ten days of a year are counted over all schools (AR-CAP-2), while
 * people see their own school alone: so the system reads them, and only for these pupils, whom the caller has found to
 * be of the school.
 */
export async function readStandings(
  context: Context,
  asked: StandingsAsked,
  pupilIds: readonly number[],
): Promise<Standings> {
  const district = await context.door.asVisitor(readDistrict);
  const reason = "recovery days of a school's pupils at all schools (EC 46211: ten a year over all of them)";
  return context.door.asSystem(reason, district.schoolIds, (tx) =>
    standingsIn(tx, { ...asked, ...district, timeZone: context.settings.timeZone }, pupilIds),
  );
}

/** The same for whoever is in a transaction that sees all schools of the district. */
export async function standingsIn(
  tx: Tx,
  { schoolId, through, schoolIds, history, timeZone }: StandingsAsked & District & { timeZone: string },
  pupilIds: readonly number[],
): Promise<Standings> {
  const asked = { schoolIds, schoolYear: schoolYearOf(through), through, history };
  const settings = settingsByDay(history);
  const { pupils } = (await readClaimableYear(tx, { ...asked, timeZone }, pupilIds)).facts;
  const schoolDays = await schoolDaysFor(tx, { ...asked, schoolIds: [schoolId] }, pupils);
  return {
    settings: settings(through),
    standing(pupilId, sessionOn) {
      if (otherYear(sessionOn, through) !== null) return null;
      const year = pupils.get(pupilId);
      return year === undefined ? null : standingOf(pupilClaims(year, settings, through));
    },
    studyDays: (pupilId, on = through) =>
      studyDaysRunning(schoolDays, pupils.get(pupilId)?.absences ?? [], on, {
        marked: isBefore(on, through),
      }),
  };
}

type Pupils = YearFacts["pupils"];

/** The school's days with pupils, where any of the pupils was in independent study; else none are needed. */
async function schoolDaysFor(tx: Tx, asked: YearAsked, pupils: Pupils): Promise<Temporal.PlainDate[]> {
  if (![...pupils.values()].some(({ absences }) => absences.some(isStudy))) return [];
  const taught = await taughtDays(tx, asked);
  return [...taught.values()].flatMap((dates) => dates.map((date) => Temporal.PlainDate.from(date)));
}
