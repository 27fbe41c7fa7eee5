import type { Hold, HoldDecision, HoldRule } from "./holds.ts";

export type DecisionWish = HoldDecision & { rule: HoldRule };

/**
 * The decisions as they were sent: `decision.<rule>` and `reason.<rule>` for each hold of the session, and in
 * `found.<rule>` the sentence that their author read.
 */
export function readDecisions(
  values: Record<string, string[]>,
  holds: readonly Pick<Hold, "rule" | "reason">[],
): { ok: true; wishes: DecisionWish[] } | { ok: false; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const wishes: DecisionWish[] = [];
  for (const { rule, reason: found } of holds) {
    const decision = values[`decision.${rule}`]?.[0] ?? "";
    const reason = values[`reason.${rule}`]?.[0]?.trim() ?? "";
    if (decision === "" && reason === "") continue;
    if ((values[`found.${rule}`]?.[0] ?? "") !== found) {
      errors[`decision.${rule}`] =
        "What was found is no longer what you read. Read it below as it is now, then decide.";
      continue;
    }
    if (decision !== "counts" && decision !== "kept out")
      errors[`decision.${rule}`] = "Choose whether the minutes count.";
    if (reason === "") errors[`reason.${rule}`] = "Say why. An auditor reads it.";
    else if (reason.length > 500) errors[`reason.${rule}`] = "Keep the reason within 500 letters.";
    if (decision === "counts" || decision === "kept out") wishes.push({ rule, decision, reason });
  }
  if (wishes.length === 0 && Object.keys(errors).length === 0)
    errors[`decision.${holds[0]?.rule ?? ""}`] = "Choose whether the minutes count.";
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, wishes };
}
