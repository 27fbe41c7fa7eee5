import { gradeFromAeries } from "#app/people/grade.ts";
import { dollarsFor, type RecoveryAmounts } from "./amounts.ts";
import type { Given } from "./settings-by-day.ts";
import { enrolledOn, type PupilClaims, type YearFacts, yearClaims } from "./year-claims.ts";

/** What a year is worked out with. `facts` without the sessions that are held under these settings (AR-SES-2, -7). */
export type Reckoning = { settings: Given; amounts: RecoveryAmounts; facts: YearFacts };

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
  now: Reckoning,
  proposed: Reckoning,
  through: Temporal.PlainDate,
): SettingImpact {
  const [before, after] = [now, proposed].map(({ facts, settings }) => yearClaims(facts, settings, through));
  const whole = emptyRow(null);
  const schools = new Map<number, ImpactRow>();
  const pupils = new Map([...proposed.facts.pupils, ...now.facts.pupils]);
  for (const pupil of pupils.values()) {
    const schoolId = enrolledOn(pupil, through, null)?.schoolId ?? 0;
    const school = schools.get(schoolId) ?? emptyRow(schoolId);
    schools.set(schoolId, school);
    const [was, becomes] = [before?.get(pupil.pupilId) ?? null, after?.get(pupil.pupilId) ?? null];
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

/** @param pupil null where only the other reckoning has anything of them */
function addTo(sums: YearSums, pupil: PupilClaims | null, amounts: RecoveryAmounts): void {
  if (pupil === null) return;
  const { credit, outcome, claims } = pupil;
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

const better = (one: PupilClaims | null, other: PupilClaims | null): number =>
  (one?.outcome.claimedDays ?? 0) - (other?.outcome.claimedDays ?? 0) ||
  (one?.credit?.earnedDays ?? 0) - (other?.credit?.earnedDays ?? 0);
