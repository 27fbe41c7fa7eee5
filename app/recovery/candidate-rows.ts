import type { SessionCandidate } from "./candidates.server.ts";
import { type LineRow, lineRow } from "./line-view.ts";

export type CandidateRow = LineRow & { why: string };

/** How many pupils to book the page shows at once. */
export const candidatesAtOnce = 40;

/** @param from the first to show, from 1 */
export const candidateRows = (candidates: readonly SessionCandidate[], from: number): CandidateRow[] =>
  candidates.slice(from - 1, from - 1 + candidatesAtOnce).map((pupil) => ({
    ...lineRow({ ...pupil, recoverableDays: pupil.canStillRecover }),
    why: pupil.why,
  }));
