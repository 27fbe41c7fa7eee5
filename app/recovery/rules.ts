import { type DaySpan, spanHolds } from "#app/calendar/day.ts";
import type { RecoveryRule } from "./rules/rule.ts";
import { sessionsAndRecords } from "./rules/sessions-and-records.ts";
import { whatCounts } from "./rules/what-counts.ts";
import { whoMay } from "./rules/who-may.ts";

/** Every rule of attendance recovery that the product follows (EC 46210, 46211). */
export const recoveryRules: readonly RecoveryRule[] = [...whoMay, ...whatCounts, ...sessionsAndRecords];

/** The wording of a rule that is in force on a date, or null when there is none. */
export function ruleInForce(
  id: string,
  date: Temporal.PlainDate,
  rules: readonly RecoveryRule[] = recoveryRules,
): RecoveryRule | null {
  const span = ({ effectiveFrom, effectiveTo }: RecoveryRule): DaySpan => ({
    from: effectiveFrom,
    through: effectiveTo,
  });
  return rules.find((rule) => rule.id === id && spanHolds(span(rule), date)) ?? null;
}
