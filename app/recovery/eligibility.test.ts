import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Category, categories } from "#app/attendance/category.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import { grades } from "#app/people/grade.ts";
import { anySettings } from "../../tests/recovery/any-settings.ts";
import {
  barToClaiming,
  type EligibilityFacts,
  mayOfferRecovery,
  pupilEligibility,
  recoverableAbsences,
} from "./eligibility.ts";
import { settingChoices, defaultRecoverySettings as settings } from "./settings.ts";

const may: EligibilityFacts = {
  agency: "district",
  enrolled: true,
  grade: 4,
  studyDays: 0,
  optedIn: true,
};

describe("a pupil's eligibility", () => {
  it.each<[string, Partial<EligibilityFacts>, string, string]>([
    ["who opted in", {}, "eligible", "AR-PUP-1"],
    ["of a county office", { agency: "county_office" }, "eligible", "AR-PUP-1"],
    ["of a nonclassroom charter", { agency: "nonclassroom_charter" }, "agency_may_not", "AR-LEA-2"],
    ["of a partnership charter", { agency: "partnership_charter" }, "agency_may_not", "AR-LEA-2"],
    ["who left", { enrolled: false }, "not_enrolled", "AR-PUP-1"],
    ["of preschool or adult school", { grade: null }, "grade_not_covered", "AR-PUP-1"],
    ["AR-32 with 15 days of study", { studyDays: 15 }, "eligible", "AR-PUP-1"],
    ["AR-32 with 16 days of study", { studyDays: 16 }, "independent_study", "AR-PUP-2"],
    ["who has not answered", { optedIn: null }, "no_opt_in", "AR-PUP-3"],
    ["who declined", { optedIn: false }, "no_opt_in", "AR-PUP-3"],
  ])("%s", (_, change, state, rule) => {
    const result = pupilEligibility({ ...may, ...change });
    expect(result).toMatchObject({ state, rule, eligible: state === "eligible" });
    expect(result.reason).toMatch(/\.$/);
  });

  it("tells a family that declined from one that has not answered", () => {
    expect(pupilEligibility({ ...may, optedIn: false }).reason).toContain("declined");
    expect(pupilEligibility({ ...may, optedIn: null }).reason).toContain("not answered");
  });
});

const on = (date: string, category: Category) => ({ date: Temporal.PlainDate.from(date), category });

function sort(absences: ReturnType<typeof on>[], claimed: string[] = [], change = {}) {
  const result = recoverableAbsences({
    absences,
    schoolYear: 2026,
    alreadyClaimed: claimed.map((date) => Temporal.PlainDate.from(date)),
    settings: { ...settings, ...change },
  });
  const rules = (refusals: { rule: string }[]) => refusals.map((refusal) => refusal.rule);
  return [
    result.recoverable.map((absence) => absence.date.toString()),
    rules(result.refused),
    rules(result.held),
  ];
}

describe("an absence", () => {
  it.each<[Category, "recoverable" | "held" | string]>([
    ["EXCUSED", "recoverable"],
    ["UNEXCUSED", "recoverable"],
    ["UNVERIFIED", "held"],
    ["IS_NON_ADA", "held"],
    ["SUSP_OUT", "AR-ABS-2"],
    ["SUSP_IN", "AR-ABS-2"],
    ["IMMUN_EXCLUSION", "AR-ABS-3"],
    ["TARDY_TRUANT", "AR-ABS-4"],
    ["TARDY_EXCUSED", "AR-ABS-4"],
    ["PRESENT", "AR-ABS-4"],
    ["IS_ADA", "AR-ABS-5"],
    ["HOME_HOSPITAL", "AR-ABS-1"],
    ["NOT_ENROLLED", "AR-ABS-1"],
  ])("coded %s: %s", (category, answer) => {
    const [recoverable, refused, held] = sort([on("2026-09-03", category)]);
    expect(recoverable?.length).toBe(answer === "recoverable" ? 1 : 0);
    expect(held?.length).toBe(answer === "held" ? 1 : 0);
    expect(refused).toEqual(answer.startsWith("AR") ? [answer] : []);
  });

  it("of another year or a weekend is refused", () => {
    expect(sort([on("2026-06-30", "EXCUSED"), on("2027-07-01", "EXCUSED")])[1]).toEqual([
      "AR-ABS-1",
      "AR-ABS-1",
    ]);
    expect(sort([on("2026-09-05", "EXCUSED")])[1]).toEqual(["AR-ABS-1"]);
  });

  it("made up already is refused, and free again when that is undone", () => {
    expect(sort([on("2026-09-03", "EXCUSED")], ["2026-09-03"])).toEqual([[], ["AR-ABS-5"], []]);
    expect(sort([on("2026-09-03", "EXCUSED")], [])).toEqual([["2026-09-03"], [], []]);
  });

  it("given twice counts once, by the entry that claims least, in either order", () => {
    const twice = [on("2026-09-03", "EXCUSED"), on("2026-09-03", "SUSP_OUT")];
    expect(sort(twice)).toEqual([[], ["AR-ABS-2"], []]);
    expect(sort(twice.toReversed())).toEqual([[], ["AR-ABS-2"], []]);
    expect(sort([on("2026-09-03", "EXCUSED"), on("2026-09-03", "EXCUSED")])[0]).toEqual(["2026-09-03"]);
  });

  it("of incomplete independent study follows the district's setting", () => {
    const study = [on("2026-09-03", "IS_NON_ADA")];
    expect(sort(study, [], { incompleteIndependentStudy: "YES" })[0]).toEqual(["2026-09-03"]);
    expect(sort(study, [], { incompleteIndependentStudy: "NO" })[1]).toEqual(["AR-ABS-5"]);
  });

  it("is explained in a sentence that begins with its date", () => {
    const { refused } = recoverableAbsences({
      absences: [on("2026-09-03", "SUSP_OUT")],
      schoolYear: 2026,
      alreadyClaimed: [],
      settings,
    });
    expect(refused[0]?.reason).toBe("September 3, 2026 was a suspension, which cannot be recovered.");
  });
});

describe("whatever a pupil's facts", () => {
  const anyFacts = fc.record<EligibilityFacts>({
    agency: fc.constantFrom(...settingChoices.agency),
    enrolled: fc.boolean(),
    grade: fc.option(fc.constantFrom(...grades), { nil: null }),
    studyDays: fc.integer({ min: 0, max: 30 }),
    optedIn: fc.constantFrom(true, false, null),
  });

  it("who may take part meets every rule, and who may not is told the first that fails", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const fails = [
          [!mayOfferRecovery(facts.agency), "AR-LEA-2"],
          [!facts.enrolled || facts.grade === null, "AR-PUP-1"],
          [facts.studyDays > 15, "AR-PUP-2"],
          [facts.optedIn !== true, "AR-PUP-3"],
        ] as const;
        const first = fails.find(([failed]) => failed);
        const { eligible, rule } = pupilEligibility(facts);
        expect([eligible, rule]).toEqual(first ? [false, first[1]] : [true, "AR-PUP-1"]);
      }),
    );
  });

  it("time counts just where a pupil of that day might take part, and is barred by the same rule", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const may = pupilEligibility({ ...facts, agency: "district", enrolled: true, grade: 4 });
        expect(barToClaiming(facts)?.rule ?? "AR-PUP-1").toBe(may.rule);
      }),
    );
  });
});

describe("whatever was missed", () => {
  const anyDay = fc
    .integer({ min: -40, max: 400 })
    .map((days) => Temporal.PlainDate.from("2026-07-01").add({ days }));
  const anyAbsences = fc.array(
    fc.record({ date: anyDay, category: fc.constantFrom(...(Object.keys(categories) as Category[])) }),
    { maxLength: 30, size: "max" },
  );

  it("each date of the year is recoverable, refused or held once; a suspension, a weekend or a day made up never is recoverable", () => {
    fc.assert(
      fc.property(anyAbsences, fc.array(anyDay), anySettings, (absences, alreadyClaimed, given) => {
        const facts = { absences, schoolYear: 2026, alreadyClaimed, settings: given };
        const { recoverable, refused, held } = recoverableAbsences(facts);
        const said = [...recoverable, ...refused, ...held].map(({ date }) => String(date));
        expect(said.toSorted()).toEqual([...new Set(absences.map(({ date }) => String(date)))].toSorted());
        const made = new Set(alreadyClaimed.map(String));
        for (const { date } of recoverable) {
          const ofDate = absences.filter((one) => one.date.equals(date)).map(({ category }) => category);
          expect(ofDate).not.toContain("SUSP_OUT");
          expect(ofDate).not.toContain("IMMUN_EXCLUSION");
          expect([date.dayOfWeek > 5, made.has(String(date)), schoolYearOf(date)]).toEqual([
            false,
            false,
            2026,
          ]);
        }
        expect(recoverableAbsences({ ...facts, absences: absences.toReversed() })).toEqual({
          recoverable,
          refused,
          held,
        });
      }),
    );
  });
});
