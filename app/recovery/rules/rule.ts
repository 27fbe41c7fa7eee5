/**
 * How sure we are: A the law or the agency's own page, B a page that quotes it, C not confirmed, D sources conflict or
 * stop short, so it is a setting. Two letters: the parts of the rule differ.
 */
export type Confidence = "A" | "B" | "C" | "D" | "A/B" | "A/C" | "B/C" | "B/D";

/** One rule of attendance recovery in our words, with the days it holds and the person of the district who checked it. */
export type RecoveryRule = {
  id: string;
  text: string;
  citation: string;
  confidence: Confidence;
  effectiveFrom: Temporal.PlainDate;
  effectiveTo: Temporal.PlainDate | null;
  verifiedOn: Temporal.PlainDate | null;
  verifiedBy: string | null;
};

/** Attendance recovery may be claimed from this day (EC 46211(k)). */
export const recoveryBegins = Temporal.PlainDate.from("2025-07-01");

/** A rule in force since recovery began, which nobody of the district has checked yet. */
export function rule(id: string, confidence: Confidence, citation: string, text: string): RecoveryRule {
  const inForce = { effectiveFrom: recoveryBegins, effectiveTo: null };
  return { id, text, citation, confidence, ...inForce, verifiedOn: null, verifiedBy: null };
}
