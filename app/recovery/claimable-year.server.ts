import { allSchools } from "#app/access/schools.server.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { readSettingsHistory } from "./district-settings.server.ts";
import { readHeldSessions, type SessionHolds } from "./holds.server.ts";
import type { YearAsked } from "./session-times.server.ts";
import { settingsByDay } from "./settings-by-day.ts";
import type { PupilYear, YearFacts } from "./year-claims.ts";
import { readYearFacts } from "./year-facts.server.ts";

/** All schools and all settings: both hold no pupil, so they are read together and before any scope. */
export type District = Pick<Required<YearAsked>, "schoolIds" | "history">;

/** Reads them. */
export async function readDistrict(tx: Tx): Promise<District> {
  const [schoolIds, history] = await Promise.all([allSchools(tx), readSettingsHistory(tx)]);
  return { schoolIds, history };
}

/** `facts` without the time in sessions that are out of claims until a person decides; those are `held`. */
export type ClaimableYear = { facts: YearFacts; held: ReadonlyMap<number, SessionHolds> };

/**
 * What the claims of a school year follow from (`readYearFacts`), without the sessions that are held (AR-SES-1, -2, -7).
 * Only sessions that these pupils were in are judged.
 * @param asked.schoolIds all schools of the district (AR-CAP-2)
 * @param asked.timeZone in which teachers joined and left sessions
 * @param pupilIds these pupils only; null for all
 */
export async function readClaimableYear(
  tx: Tx,
  { timeZone, ...asked }: Required<YearAsked> & { timeZone: string },
  pupilIds: readonly number[] | null = null,
): Promise<ClaimableYear> {
  const { schoolYear, pupils } = await readYearFacts(tx, asked, pupilIds);
  const sessionIds = [
    ...new Set([...pupils.values()].flatMap(({ sessions }) => sessions.map((one) => one.sessionId))),
  ];
  if (sessionIds.length === 0) return { facts: { schoolYear, pupils }, held: new Map() };
  const settings = settingsByDay(asked.history);
  const held = await readHeldSessions(tx, { ...asked, settings, timeZone, sessionIds });
  const claimable = (year: PupilYear): PupilYear => ({
    ...year,
    sessions: year.sessions.filter(({ sessionId }) => !held.has(sessionId)),
  });
  return {
    facts: { schoolYear, pupils: new Map([...pupils].map(([id, year]) => [id, claimable(year)])) },
    held,
  };
}
