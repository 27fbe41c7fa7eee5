import type { HoldDecision, HoldRule } from "./holds.ts";

export type DecisionWish = HoldDecision & { rule: HoldRule };

/** The decisions as they were sent: `decision.<rule>` and `reason.<rule>` for each hold of the session. */
export function readDecisions(
  values: Record<string, string[]>,
  rules: readonly HoldRule[],
): { ok: true; wishes: DecisionWish[] } | { ok: false; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const wishes: DecisionWish[] = [];
  for (const rule of rules) {
    const decision = values[`decision.${rule}`]?.[0] ?? "";
    const reason = values[`reason.${rule}`]?.[0]?.trim() ?? "";
    if (decision === "" && reason === "") continue;
    if (decision !== "counts" && decision !== "kept out")
      errors[`decision.${rule}`] = "Choose whether the minutes count.";
    if (reason === "") errors[`reason.${rule}`] = "Say why. An auditor reads it.";
    else if (reason.length > 500) errors[`reason.${rule}`] = "Keep the reason within 500 letters.";
    if (decision === "counts" || decision === "kept out") wishes.push({ rule, decision, reason });
  }
  if (wishes.length === 0 && Object.keys(errors).length === 0)
    errors[`decision.${rules[0] ?? ""}`] = "Choose whether the minutes count.";
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, wishes };
}
