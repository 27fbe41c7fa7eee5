import { displayDay } from "#app/calendar/day.ts";
import type { RecoveryRule } from "./rules/rule.ts";
import { recoveryRules, ruleInForce } from "./rules.ts";
import { settingWords } from "./setting-words.ts";
import { settingNames } from "./settings.ts";

const families: [prefix: string, title: string][] = [
  ["AR-LEA", "Who may run it"],
  ["AR-PUP", "Which pupil"],
  ["AR-ABS", "Which absences"],
  ["AR-MIN", "How minutes become days"],
  ["AR-CAP", "How many days"],
  ["AR-SES", "Sessions"],
  ["AR-ELO", "Beside expanded learning"],
  ["AR-REP", "Reports and records"],
];

/** What the letters of confidence mean; two letters: the parts of a rule differ. */
const confidence = [
  { term: "A", is: "The law itself, or the page of the agency that applies it" },
  { term: "B", is: "A page that quotes or retells the law" },
  { term: "C", is: "Not confirmed" },
  { term: "D", is: "The sources differ or stop short: a setting of the district decides" },
];

/** Every rule in force on a day by family, with its source, how sure it is, its days, and the settings that decide it. */
export function ruleList(on: Temporal.PlainDate) {
  const ids = [...new Set(recoveryRules.map(({ id }) => id))];
  const inForce = ids.flatMap((id) => ruleInForce(id, on) ?? []);
  return {
    confidence,
    groups: families.map(([prefix, title]) => ({
      title,
      rules: inForce.filter(({ id }) => id.startsWith(prefix)).map(inWords),
    })),
  };
}

function inWords({ id, text, citation, confidence, ...rule }: RecoveryRule) {
  const verified = [rule.verifiedBy, rule.verifiedOn && displayDay(rule.verifiedOn)]
    .filter(Boolean)
    .join(", ");
  return {
    id,
    text,
    citation,
    confidence,
    from: rule.effectiveFrom.toString(),
    through: rule.effectiveTo?.toString() ?? null,
    verified: verified || "Not yet",
    settings: settingNames
      .filter((name) => settingWords[name].rules.includes(id))
      .map((name) => ({ name, label: settingWords[name].label })),
  };
}
