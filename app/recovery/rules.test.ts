import { describe, expect, it } from "vitest";
import { recoveryRules, ruleInForce } from "./rules.ts";
import { settingWords } from "./setting-words.ts";
import { settingNames } from "./settings.ts";

describe("the rules of recovery", () => {
  it("are each there once, cited and in words", () => {
    const ids = recoveryRules.map((rule) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const rule of recoveryRules) {
      expect(rule.citation).not.toBe("");
      expect(rule.text).toMatch(/\.$/);
    }
  });

  it.each([
    ["AR-LEA", 4],
    ["AR-PUP", 5],
    ["AR-ABS", 7],
    ["AR-CAP", 6],
    ["AR-SES", 8],
    ["AR-ELO", 5],
    ["AR-REP", 8],
  ])("%s has %i without a gap", (prefix, count) => {
    const numbers = recoveryRules.filter((rule) => rule.id.startsWith(prefix)).map((rule) => rule.id);
    expect(numbers).toEqual(Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`));
  });

  it.each([
    ["AR-LEA", "A A A/B B"],
    ["AR-PUP", "A B B B B"],
    ["AR-ABS", "B A A A B/C B B/C"],
    ["AR-MIN", "A/B D D D"],
    ["AR-CAP", "A A A A B B"],
    ["AR-SES", "A A A A D A C D"],
    ["AR-ELO", "A/B B B B/D B"],
    ["AR-REP", "A B B A/C A A A/C A"],
  ])("%s is as sure as its sources are: %s", (prefix, confidence) => {
    const family = recoveryRules.filter((rule) => rule.id.startsWith(prefix));
    expect(family.map((rule) => rule.confidence).join(" ")).toBe(confidence);
    for (const rule of family) {
      expect(rule.citation).toMatch(/EC \d|CDE|CALPADS|PADC|No text found/);
      expect(rule.effectiveFrom.toString()).toBe("2025-07-01");
    }
  });

  it("are each decided by a setting where the sources leave them open, and such a setting decides one that exists", () => {
    const decided = new Set(settingNames.flatMap((name) => settingWords[name].rules));
    const open = recoveryRules.filter((rule) => rule.confidence.includes("D")).map((rule) => rule.id);
    // Meals are marked on the session, and what expanded learning may pay for is no matter of a claim.
    expect(open.filter((id) => !decided.has(id))).toEqual(["AR-SES-8", "AR-ELO-4"]);
    const known = new Set(recoveryRules.map((rule) => rule.id));
    expect([...decided].filter((id) => !known.has(id))).toEqual([]);
  });

  it("hold from July 1, 2025, and an amended one in its own days only", () => {
    const day = (text: string) => Temporal.PlainDate.from(text);
    expect(ruleInForce("AR-CAP-1", day("2025-06-30"))).toBeNull();
    expect(ruleInForce("AR-CAP-1", day("2025-07-01"))?.citation).toContain("EC 46211");
    expect(ruleInForce("AR-NONE", day("2026-07-01"))).toBeNull();
    const old = { ...recoveryRules[0]!, id: "X", text: "Old.", effectiveTo: day("2026-06-30") };
    const amended = { ...old, text: "New.", effectiveFrom: day("2026-07-01"), effectiveTo: null };
    expect(ruleInForce("X", day("2026-06-30"), [old, amended])?.text).toBe("Old.");
    expect(ruleInForce("X", day("2026-07-01"), [old, amended])?.text).toBe("New.");
  });
});
