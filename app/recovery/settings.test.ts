import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { grades } from "#app/people/grade.ts";
import { lcffSpanOf } from "./amounts.ts";
import { settingWords } from "./setting-words.ts";
import { defaultRecoverySettings, settingChoices, settingNames } from "./settings.ts";
import { amountsInForce, settingsInForce } from "./settings-in-force.ts";
import { amountsUsed, settingsUsed } from "./settings-used.ts";
import { SettingsUsed } from "./settings-used.tsx";

const written = (name: string, value: string) => ({
  id: 1,
  name,
  value,
  effectiveFrom: Temporal.PlainDate.from("2026-07-01"),
  verifiedBy: "R. Ortiz",
  verifiedOn: Temporal.PlainDate.from("2026-06-15"),
  source: "CDE FAQ 12.",
});

describe("the settings of recovery", () => {
  test.each(settingNames)("%s starts with its default, and has words for every choice", (name) => {
    expect(settingChoices[name][0]).toBe(defaultRecoverySettings[name]);
    expect(Object.keys(settingWords[name].says).toSorted()).toEqual([...settingChoices[name]].toSorted());
    expect(settingWords[name].rules).not.toEqual([]);
  });

  test("are printed with what holds and where it comes from", () => {
    const used = settingsUsed(settingsInForce([written("rounding", "MINUTES")]));
    expect(used.find(({ term }) => term === "Below a minimum day")).toEqual({
      term: "Below a minimum day",
      is: "Every minute counts",
      from: "In force since July 1, 2026. Verified by R. Ortiz on June 15, 2026. Source: CDE FAQ 12.",
    });
    expect(used.filter(({ from }) => from.startsWith("Default"))).toHaveLength(settingNames.length - 1);
    const block = renderToStaticMarkup(createElement(SettingsUsed, { used, on: "October 14, 2026" }));
    expect(block).toContain("Every minute counts");
    expect(block).toContain("stand on October 14, 2026");
  });

  test("money is printed with its source, or as not known", () => {
    const used = amountsUsed(amountsInForce([written("lcff_9_12", "12345.5"), written("ada_days", "180")]));
    expect(used.map(({ is }) => is)).toEqual([
      "Not known",
      "Not known",
      "Not known",
      "$12,345.50",
      "180 days",
    ]);
    expect(used[0]?.from).toBe("The district has not entered it.");
  });
});

test("each grade has its span of LCFF", () => {
  const spans = grades.map((grade) => [String(grade), lcffSpanOf(grade)]);
  expect(Object.groupBy(spans, ([, span]) => span!)).toEqual({
    tk_3: [
      ["TK", "tk_3"],
      ["K", "tk_3"],
      ["1", "tk_3"],
      ["2", "tk_3"],
      ["3", "tk_3"],
    ],
    "4_6": [
      ["4", "4_6"],
      ["5", "4_6"],
      ["6", "4_6"],
    ],
    "7_8": [
      ["7", "7_8"],
      ["8", "7_8"],
    ],
    "9_12": [
      ["9", "9_12"],
      ["10", "9_12"],
      ["11", "9_12"],
      ["12", "9_12"],
    ],
  });
});
