/**
 * What the law leaves open, for the district to decide. The defaults claim least. Each setting is printed on the
 * reports that it affects.
 */
export type RecoverySettings = {
  /** What is cut to whole hours below a minimum day: each session, each date, the running total, or nothing. */
  rounding: "HOUR_PER_SESSION" | "HOUR_PER_DATE" | "HOUR_TOTAL" | "MINUTES";
  /** Time beyond one minimum day on one date: lost, or kept for later dates. */
  dailyExcess: "DISCARD" | "CARRY";
  /** Where the minimum day is no whole number of hours: keep what is left of the last hour after a day, or drop it. */
  remainder230: "CARRY" | "DROP";
  /** TK or K with other grades in a room: 10 to 1 for all of them, or each pupil by its own grade's share. */
  mixedRatio: "strict" | "weighted";
  /** Five days in a school week: of the days earned, of the absences recovered, or both. */
  weekCapBasis: "EARNED_WEEK" | "ABSENCE_WEEK" | "BOTH";
  /** Days of incomplete independent study: wait for an answer from the state, recoverable, or not. */
  incompleteIndependentStudy: "HOLD" | "YES" | "NO";
};

export const defaultRecoverySettings: RecoverySettings = {
  rounding: "HOUR_PER_SESSION",
  dailyExcess: "DISCARD",
  remainder230: "CARRY",
  mixedRatio: "strict",
  weekCapBasis: "BOTH",
  incompleteIndependentStudy: "HOLD",
};
