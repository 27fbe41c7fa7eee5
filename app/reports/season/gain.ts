import { gradeFromAeries } from "#app/people/grade.ts";
import type { CandidatePupil } from "#app/recovery/candidates.server.ts";
import { pupilEligibility } from "#app/recovery/eligibility.ts";
import { type Ranked, rankPupils } from "#app/recovery/ranking.ts";
import type { RecoverySettings } from "#app/recovery/settings.ts";
import { countsOf, studyDaysRunning } from "#app/recovery/standing.ts";
import type { PupilClaims, PupilYear } from "#app/recovery/year-claims.ts";

/** A pupil's newest dealing with a coming session. Invited: a message went out and no answer came back. */
export type Coming = { pupilId: number; step: "booked" | "waiting" | "invited"; date: Temporal.PlainDate };

/** What staff do next about a pupil. */
export type NextStep =
  | { name: "booked" | "waiting" | "invited"; date: Temporal.PlainDate }
  | { name: "declined" | "invite"; date: null };

export type GainingPupil = Ranked<CandidatePupil & { schoolId: number } & ReturnType<typeof countsOf>> & {
  next: NextStep;
};

export type GainFacts = {
  schoolId: number;
  pupils: readonly CandidatePupil[];
  schoolDays: readonly Temporal.PlainDate[];
  coming: readonly Coming[];
  years: ReadonlyMap<number, PupilYear>;
  claims: ReadonlyMap<number, PupilClaims>;
  settings: RecoverySettings;
  today: Temporal.PlainDate;
};

const weight = { booked: 0, waiting: 1, invited: 2 };

/**
 * The pupils of a school who can still gain days this year, most days first, brothers and sisters apart. Left out: who
 * has left, may not take part now (AR-PUP-1, -2), or can gain nothing more (ten days, or every absence made up).
 */
export function gainingPupils(facts: GainFacts): GainingPupil[] {
  const { schoolId, settings, today } = facts;
  const comingOf = Map.groupBy(facts.coming, ({ pupilId }) => pupilId);
  const candidates = facts.pupils.flatMap((pupil) => {
    const [year, claims] = [facts.years.get(pupil.pupilId), facts.claims.get(pupil.pupilId)];
    if (year === undefined || claims === undefined) return [];
    const { eligible } = pupilEligibility({
      agency: settings.agency,
      enrolled: pupil.active,
      grade: gradeFromAeries(pupil.grade),
      studyDays: studyDaysRunning(facts.schoolDays, year.absences, today),
      optedIn: true,
    });
    return eligible ? [{ ...pupil, schoolId, ...countsOf(claims.outcome) }] : [];
  });
  return rankPupils(candidates, { siblingsTogether: false })
    .filter(({ canStillRecover }) => canStillRecover > 0)
    .map((pupil) => ({ ...pupil, next: nextStep(pupil.answer, comingOf.get(pupil.pupilId) ?? []) }));
}

function nextStep(answer: CandidatePupil["answer"], coming: readonly Coming[]): NextStep {
  const first = coming.toSorted(
    (one, other) => weight[one.step] - weight[other.step] || Temporal.PlainDate.compare(one.date, other.date),
  )[0];
  if (first && first.step !== "invited") return { name: first.step, date: first.date };
  if (answer === "no") return { name: "declined", date: null };
  return first ? { name: "invited", date: first.date } : { name: "invite", date: null };
}
