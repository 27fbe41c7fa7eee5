import { ruleInForce } from "../rules.ts";
import { settingWords, valueInWords } from "../setting-words.ts";
import type { RecoverySettings, SettingName } from "../settings.ts";
import type { SettingUsed } from "../settings-used.ts";

/** A rule that a case was worked out by. */
export type RuleBehind = { id: string; text: string; citation: string };

/** The rules of these ids as they hold on a day, each once. */
export const rulesBehind = (ids: readonly string[], on: Temporal.PlainDate): RuleBehind[] =>
  [...new Set(ids)].flatMap((id) => {
    const rule = ruleInForce(id, on);
    return rule === null ? [] : [{ id, text: rule.text, citation: rule.citation }];
  });

/** The settings that a case was worked out with, each beside what the district has where the case tries another. */
export const settingsTried = (
  names: readonly SettingName[],
  { used, district }: { used: RecoverySettings; district: RecoverySettings },
): SettingUsed[] =>
  names.map((name) => ({
    term: settingWords[name].label,
    is: valueInWords(name, used[name]),
    from:
      used[name] === district[name]
        ? "As the district has it today."
        : `Tried here. The district has today: ${valueInWords(name, district[name])}.`,
  }));
