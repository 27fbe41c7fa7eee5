import type { SessionCandidate } from "./candidates.server.ts";
import type { Place } from "./place-rows.server.ts";
import { inLine } from "./places.ts";
import { gradeIn } from "./roster-view.ts";

/** A pupil beside the roster of a session: who waits, who gave a place back, who could come. */
export type LineRow = { pupilId: number; name: string; grade: string; days: number };
export type CandidateRow = LineRow & { why: string };

/** How many pupils to book the page shows at once. */
export const candidatesAtOnce = 40;

/** Who waits for a place, in the order in which they get one. */
export const waitingLine = (places: readonly Place[]): LineRow[] =>
  places
    .filter(({ step }) => step === "waiting")
    .toSorted((one, other) =>
      inLine({ ...one, waitingSince: one.since }, { ...other, waitingSince: other.since }),
    )
    .map(lineRow);

/** Who gave a place back, or does not want one. */
export const goneLine = (places: readonly Place[]): (LineRow & { step: string })[] =>
  places
    .filter(({ step }) => step === "released" || step === "declined")
    .map((place) => ({ ...lineRow(place), step: place.step }));

/** One page of who could come. @param from the first to show, from 1 */
export const candidateLine = (
  candidates: readonly SessionCandidate[],
  from: number,
): { rows: CandidateRow[]; from: number; total: number } => ({
  rows: candidates.slice(from - 1, from - 1 + candidatesAtOnce).map((pupil) => ({
    ...lineRow({ ...pupil, recoverableDays: pupil.canStillRecover }),
    why: pupil.why,
  })),
  from,
  total: candidates.length,
});

const lineRow = (place: {
  pupilId: number;
  name: string;
  grade: number;
  recoverableDays: number;
}): LineRow => ({
  pupilId: place.pupilId,
  name: place.name,
  grade: gradeIn(place.grade),
  days: place.recoverableDays,
});
