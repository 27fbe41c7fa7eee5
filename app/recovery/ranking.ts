import { mostDaysInYear } from "./claim.ts";

/**
 * A pupil who may be given a place. Days: `claimedDays` recovered this year, `bankedWholeDays` earned and not used,
 * `uncoveredAbsences` recoverable and not yet made up. `familyKey` null when no sibling is known.
 */
export type Candidate = {
  pupilId: number;
  familyKey: number | null;
  claimedDays: number;
  bankedWholeDays: number;
  uncoveredAbsences: number;
};

/** `place` counts from 1. `why` is the sentence that staff can give for it. */
export type Ranked<C extends Candidate = Candidate> = C & {
  place: number;
  canStillRecover: number;
  why: string;
};

/** The days a pupil can still recover this year: what is left of ten, or the absences not made up, if they are fewer. */
export function canStillRecover(pupil: Omit<Candidate, "pupilId" | "familyKey">): number {
  const leftOfTen = mostDaysInYear - pupil.claimedDays - pupil.bankedWholeDays;
  return Math.max(0, Math.min(leftOfTen, pupil.uncoveredAbsences));
}

/**
 * Ranks pupils for places by the days they can still recover, most first. Equal pupils: more absences not made up,
 * then fewer days recovered so far, then the lower pupil number, so that the order is the same each time. With
 * `siblingsTogether`, brothers and sisters follow the one of them who ranks first.
 */
export function rankPupils<C extends Candidate>(
  candidates: readonly C[],
  { siblingsTogether }: { siblingsTogether: boolean },
): Ranked<C>[] {
  const alone = candidates.toSorted(byNeed);
  const families = Map.groupBy(alone, ({ familyKey, pupilId }) =>
    siblingsTogether && familyKey !== null ? `family ${familyKey}` : `pupil ${pupilId}`,
  );
  return [...families.values()]
    .flatMap((family) => family.map((pupil, index) => ({ pupil, follows: index > 0 })))
    .map(({ pupil, follows }, index, order) => ({
      ...pupil,
      place: index + 1,
      canStillRecover: canStillRecover(pupil),
      why: explain(pupil, follows, order[index - 1]?.pupil),
    }));
}

function byNeed(one: Candidate, other: Candidate): number {
  return (
    canStillRecover(other) - canStillRecover(one) ||
    other.uncoveredAbsences - one.uncoveredAbsences ||
    one.claimedDays - other.claimedDays ||
    one.pupilId - other.pupilId
  );
}

function explain(pupil: Candidate, follows: boolean, previous: Candidate | undefined): string {
  const days = canStillRecover(pupil);
  const need = `Can still recover ${days} ${days === 1 ? "day" : "days"}`;
  if (follows) return `${need}; placed with a brother or sister.`;
  if (previous === undefined || canStillRecover(previous) !== days) return `${need}.`;
  if (previous.uncoveredAbsences !== pupil.uncoveredAbsences)
    return `${need}, as the pupil before; has ${pupil.uncoveredAbsences} absences to make up against ${previous.uncoveredAbsences}.`;
  if (previous.claimedDays !== pupil.claimedDays)
    return `${need}, as the pupil before; has recovered ${pupil.claimedDays} days against ${previous.claimedDays}.`;
  return `${need}, as the pupil before; the lower pupil number goes first.`;
}
