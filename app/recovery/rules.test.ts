import { describe, expect, it } from "vitest";
import { recoveryRules, ruleInForce } from "./rules.ts";

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
