import type { Actor } from "#app/access/actor.ts";
import { recordView } from "#app/access/trace.server.ts";
import { byDate } from "#app/calendar/day.ts";
import { type SchoolYear, schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import { type Attended, attendedSessions } from "./attended.server.ts";
import { type CandidatePupil, pupilsForRecovery } from "./candidates.server.ts";
import { readClaimableYear, readDistrict } from "./claimable-year.server.ts";
import { type ReadClaimStep, readClaimSteps } from "./claims.server.ts";
import { countedOnce, type LeftOut } from "./counted-time.ts";
import type { Absence } from "./eligibility.ts";
import type { MadeDay } from "./made-days.ts";
import { type MinimumDayEntry, readMinimumDayEntries } from "./own-minimum-days.server.ts";
import { settingsByDay } from "./settings-by-day.ts";
import { type Standing, standingOf } from "./standing.ts";
import { pupilClaims, type YearClaim } from "./year-claims.ts";
import { enrolledOf } from "./year-facts.server.ts";

/** A pupil's fiscal year: time attended, credited and kept, days earned and used, each with where it comes from. */
export type Ledger = {
  pupil: CandidatePupil;
  schoolYear: SchoolYear;
  attendedMinutes: number;
  sessions: Attended[];
  missed: Absence[];
  /** What the office wrote down of the pupil's own minimum day here, newest first. */
  minimumDays: MinimumDayEntry[];
  /** Null outside TK to grade 12. */
  standing: Standing | null;
  /** Every day earned with its sessions, and the days used with theirs. */
  made: MadeDay[];
  claims: YearClaim[];
  /** Every step that the ledger took, newest first. */
  history: ReadClaimStep[];
  /** Of the sessions attended, those whose time may not be claimed until a person decides, and why. */
  held: ReadonlyMap<number, string>;
  /** Time on record in other sessions that does not count, and why. */
  leftOut: LeftOut[];
  /** Of those, the ones that a person has decided to keep out. */
  keptOut: ReadonlySet<number>;
};

/**
 * What a pupil has attended, earned and used in the fiscal year of a day, over all schools of the district; null when
 * the reader may not see the pupil. Only sessions that are attested and not cancelled count. The look is recorded.
 */
export async function pupilLedger(
  context: Context,
  actor: Actor,
  pupilId: number,
  through: Temporal.PlainDate,
): Promise<Ledger | null> {
  const here = await context.door.asActor(actor, async (tx) => {
    const [pupil] = await pupilsForRecovery(tx, actor.schoolId, { pupilIds: [pupilId] });
    if (pupil) await recordView(tx, actor, context.clock.now(), "pupil's recovery", [pupilId]);
    return (
      pupil && {
        pupil,
        minimumDays: await readMinimumDayEntries(tx, { schoolId: actor.schoolId, pupilId }),
      }
    );
  });
  if (here === undefined) return null;
  return { ...here, schoolYear: schoolYearOf(through), ...(await yearOf(context, pupilId, through)) };
}

/** What follows from the pupil's year at all schools, as the district claims it, and what the ledger says of it. */
async function yearOf(context: Context, pupilId: number, through: Temporal.PlainDate) {
  const district = await context.door.asVisitor(readDistrict);
  const asked = { ...district, schoolYear: schoolYearOf(through), through };
  const { timeZone } = context.settings;
  const reason = "a pupil's recovery over all schools (EC 46211: ten days a year over all of them)";
  return context.door.asSystem(reason, asked.schoolIds, async (tx) => {
    const settings = settingsByDay(asked.history);
    const [{ facts, held }, attended, history] = await Promise.all([
      readClaimableYear(tx, { ...asked, timeZone }, [pupilId]),
      attendedSessions(tx, asked, [pupilId]),
      readClaimSteps(tx, asked, [pupilId]),
    ]);
    const known = facts.pupils.get(pupilId) ?? {
      pupilId,
      // Of a pupil without an absence or a session the day and its minutes are asked all the same.
      enrolled: (await enrolledOf(tx, asked, [pupilId])).get(pupilId) ?? [],
      ...{ sessions: [], absences: [], alreadyClaimed: [] },
    };
    const worked = pupilClaims(known, settings, through);
    const { made, claims, leftOut } = worked;
    const sessions = (attended.get(pupilId) ?? []).toSorted(
      (one, other) => byDate(one.date, other.date) || one.startsAt - other.startsAt,
    );
    return {
      attendedMinutes: countedOnce(sessions).reduce((sum, { minutes }) => sum + minutes, 0),
      ...{ sessions, missed: [...known.absences] },
      standing: standingOf(worked),
      ...{ made, claims, leftOut, history },
      held: new Map(
        [...held].map(([id, { holds }]) => [
          id,
          holds.map(({ rule, reason }) => `${reason} (${rule})`).join(" "),
        ]),
      ),
      keptOut: new Set(
        [...held.values()]
          .filter(({ holds }) => holds.some(({ decision }) => decision?.decision === "kept out"))
          .map(({ sessionId }) => sessionId),
      ),
    };
  });
}
