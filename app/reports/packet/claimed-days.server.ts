import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import { isAfter } from "#app/calendar/day.ts";
import { fiscalYearBounds, type SchoolYear, schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import { type District, readClaimableYear } from "#app/recovery/claimable-year.server.ts";
import { type ReadClaim, readClaims } from "#app/recovery/claims.server.ts";
import { readSettingsHistory } from "#app/recovery/district-settings.server.ts";
import type { RecoverySettings } from "#app/recovery/settings.ts";
import {
  type ByDay,
  type SettingUsedIn,
  settingsByDay,
  settingsUsedIn,
} from "#app/recovery/settings-by-day.ts";
import { type PupilClaims, pupilClaims, type YearFacts } from "#app/recovery/year-claims.ts";
import { keyOf } from "./absences-on-record.server.ts";
import { claimsOf, type WhichDays } from "./chosen-claims.server.ts";
import { type ClaimsOfPupil, claimedDayOf } from "./claimed-day.ts";
import type { ClaimedDay, ClaimInForce } from "./facts.ts";
import { recordsOfClaims } from "./records-of-claims.server.ts";
import { sessionsOnRecord } from "./sessions-on-record.server.ts";

/** `settings` of each date, `settingsUsed` from July 1 through the last day looked at. */
export type ClaimedDays = {
  days: ClaimedDay[];
  schoolNames: ReadonlyMap<number, string>;
  settings: ByDay<RecoverySettings>;
  settingsUsed: SettingUsedIn[];
};

/** The schools, the year, and the day up to which time and absences are worked out again. */
export type Asked = { schoolIds: readonly number[]; schoolYear: SchoolYear; through: Temporal.PlainDate };

/** Whoever holds a role at the district may read every school's recovery; a role at a school reaches that school alone. */
const readerOf = (actor: Actor): Actor =>
  actor.isDistrict ? { ...actor, schools: actor.places.map(({ id }) => id) } : actor;

/**
 * Claimed days with everything on record about them, in a number of statements that does not depend on theirs. Whoever
 * holds a district role reads sessions of every school; anyone else reads the record of the own school, and of another
 * school's sessions only date, school and minutes, as the count of days needs them.
 * @param seen called with the claims in the same transaction, to put the look on record
 */
export async function claimedDays(
  context: Context,
  actor: Actor,
  today: Asked,
  which: WhichDays,
  seen: (tx: Tx, claims: readonly ClaimInForce[]) => Promise<void>,
): Promise<ClaimedDays> {
  const { from, through: end } = fiscalYearBounds(today.schoolYear);
  const asked = isAfter(today.through, end) ? { ...today, through: end } : today;
  const reader = readerOf(actor);
  const found = await context.door.asActor(reader, async (tx) => {
    const claims = await claimsOf(tx, asked, which, context.clock.now());
    const pupilIds = [...new Set(claims.map(({ pupilId }) => pupilId))];
    const sessionIds = [...new Set(claims.flatMap((claim) => claim.sessionIds))];
    const [records, sessions, schools, schoolDays, history] = await Promise.all([
      recordsOfClaims(tx, claims),
      sessionsOnRecord(tx, reader.schools, sessionIds, pupilIds),
      tx.execute<{ id: number; name: string }>(sql`select id, name from school`),
      tx.execute<{ schoolId: number; dates: string[] }>(sql`
        select school_id as "schoolId", json_agg(date order by date) as dates from calendar_day
        where school_id = any (${ints(asked.schoolIds)}) and school_year = ${asked.schoolYear}::smallint
          and holiday_code in ('', '%', '+') group by school_id`),
      readSettingsHistory(tx),
      seen(tx, claims),
    ]);
    return { claims, pupilIds, records, sessions, schools, schoolDays, history };
  });
  const { records, sessions, history } = found;
  const settings = settingsByDay(history);
  const read = {
    schoolNames: new Map(found.schools.map(({ id, name }) => [id, name])),
    settings,
    settingsUsed: settingsUsedIn(history, { from, through: asked.through }),
  };
  if (found.claims.length === 0) return { days: [], ...read };
  const { facts, claims } = await districtYear(
    context,
    { ...asked, schoolIds: found.schools.map(({ id }) => id), history },
    found.pupilIds,
  );
  const daysOf = new Map(
    found.schoolDays.map(({ schoolId, dates }) => [
      schoolId,
      dates.map((date) => Temporal.PlainDate.from(date)),
    ]),
  );
  const claimedBy = Map.groupBy(claims, ({ pupilId }) => pupilId);
  const worked = new Map<number, PupilClaims>();
  for (const [id, year] of facts.pupils) worked.set(id, pupilClaims(year, settings, asked.through));
  const days = found.claims.flatMap((claim) => {
    const record = records.get(keyOf(claim));
    const { pupilId } = claim;
    const pupil: ClaimsOfPupil = {
      year: facts.pupils.get(pupilId) ?? null,
      credit: worked.get(pupilId)?.credit ?? null,
      leftOut: worked.get(pupilId)?.leftOut ?? [],
      claims: claimedBy.get(pupilId) ?? [],
    };
    return record ? [claimedDayOf(claim, record, pupil, sessions, daysOf.get(claim.schoolId) ?? [])] : [];
  });
  return { days, ...read };
}

/** One claimed day, or null where none is claimed that the reader may see. */
export async function oneClaimedDay(
  context: Context,
  actor: Actor,
  at: { pupilId: number; absenceDate: Temporal.PlainDate },
  through: Temporal.PlainDate,
  seen: (tx: Tx, claims: readonly ClaimInForce[]) => Promise<void>,
): Promise<(Omit<ClaimedDays, "days"> & { day: ClaimedDay }) | null> {
  const asked = { schoolIds: [actor.schoolId], schoolYear: schoolYearOf(at.absenceDate), through };
  const { days, ...rest } = await claimedDays(context, actor, asked, at, seen);
  return days[0] ? { day: days[0], ...rest } : null;
}

/**
 * What these pupils missed, attended and have claimed at every school of the district: ten days a year are counted
 * over all of them (AR-CAP-2), while people see their own school alone, so the system reads it.
 */
async function districtYear(
  context: Context,
  asked: Asked & Pick<District, "history">,
  pupilIds: readonly number[],
): Promise<{ facts: YearFacts; claims: ReadClaim[] }> {
  const reason = "recovery of claimed pupils at all schools (EC 46211: ten days a year over all of them)";
  const { timeZone } = context.settings;
  return context.door.asSystem(reason, asked.schoolIds, async (tx) => {
    const [{ facts }, claims] = await Promise.all([
      readClaimableYear(tx, { ...asked, timeZone }, pupilIds),
      readClaims(tx, asked, { pupilIds }),
    ]);
    return { facts, claims };
  });
}
