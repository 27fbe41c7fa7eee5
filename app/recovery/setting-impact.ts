import { gradeFromAeries } from "#app/people/grade.ts";
import { dollarsFor, type RecoveryAmounts } from "./amounts.ts";
import type { RecoverySettings } from "./settings.ts";
import { enrolledOn, type PupilClaims, type PupilYear, type YearFacts, yearClaims } from "./year-claims.ts";

/** What a year is worked out with. `held`: sessions that are out of claims under these settings (AR-SES-2, -7). */
export type Reckoning = { settings: RecoverySettings; amounts: RecoveryAmounts; held: ReadonlySet<number> };

/** What a year comes to. `dollars` of the days claimed; null when an amount of a grade among them is not known. */
export type YearSums = {
  creditedMinutes: number;
  earnedDays: number;
  claimedDays: number;
  bankedDays: number;
  dollars: number | null;
};

/** The difference at a school, or in the whole district (`schoolId` null). `gain`, `lose`: pupils. */
export type ImpactRow = {
  schoolId: number | null;
  before: YearSums;
  after: YearSums;
  gain: number;
  lose: number;
};

export type SettingImpact = { whole: ImpactRow; schools: ImpactRow[] };

/**
 * What another way of reckoning would do to a year's credits and claims, by the same functions that make them. A pupil
 * counts at the school of their enrolment on the last day looked at. Who is claimed more days gains, or with as many,
 * who has earned more; schools in order of their number.
 */
export function settingImpact(
  facts: YearFacts,
  now: Reckoning,
  proposed: Reckoning,
  through: Temporal.PlainDate,
): SettingImpact {
  const [outcome, another] = [now, proposed].map((reckoning) => outcomes(facts, reckoning, through));
  const whole = emptyRow(null);
  const schools = new Map<number, ImpactRow>();
  for (const pupil of facts.pupils.values()) {
    const schoolId = enrolledOn(pupil, through, null)?.schoolId ?? 0;
    const school = schools.get(schoolId) ?? emptyRow(schoolId);
    schools.set(schoolId, school);
    const [was, becomes] = [outcome?.get(pupil.pupilId), another?.get(pupil.pupilId)];
    if (!was || !becomes) continue;
    for (const row of [whole, school]) {
      addTo(row.before, was, now.amounts);
      addTo(row.after, becomes, proposed.amounts);
      const change = better(becomes, was);
      if (change > 0) row.gain += 1;
      if (change < 0) row.lose += 1;
    }
  }
  return { whole, schools: [...schools.values()].toSorted((one, other) => one.schoolId! - other.schoolId!) };
}

function outcomes(facts: YearFacts, { settings, held }: Reckoning, through: Temporal.PlainDate) {
  const counted = (pupil: PupilYear): PupilYear => ({
    ...pupil,
    sessions: pupil.sessions.filter(({ sessionId }) => !held.has(sessionId)),
  });
  const pupils =
    held.size === 0 ? facts.pupils : new Map([...facts.pupils].map(([id, p]) => [id, counted(p)]));
  return yearClaims({ ...facts, pupils }, settings, through);
}

const emptySums = (): YearSums => ({
  creditedMinutes: 0,
  earnedDays: 0,
  claimedDays: 0,
  bankedDays: 0,
  dollars: 0,
});
const emptyRow = (schoolId: number | null): ImpactRow => ({
  schoolId,
  before: emptySums(),
  after: emptySums(),
  gain: 0,
  lose: 0,
});

function addTo(sums: YearSums, { credit, outcome, claims }: PupilClaims, amounts: RecoveryAmounts): void {
  sums.creditedMinutes += credit?.creditedMinutes ?? 0;
  sums.earnedDays += credit?.earnedDays ?? 0;
  sums.claimedDays += outcome.claimedDays;
  sums.bankedDays += outcome.bankedDays;
  for (const claim of claims) {
    const grade = gradeFromAeries(claim.grade);
    const worth = grade === null ? null : dollarsFor(1, grade, amounts);
    sums.dollars = sums.dollars === null || worth === null ? null : sums.dollars + worth;
  }
}

const better = (one: PupilClaims, other: PupilClaims): number =>
  one.outcome.claimedDays - other.outcome.claimedDays ||
  (one.credit?.earnedDays ?? 0) - (other.credit?.earnedDays ?? 0);
