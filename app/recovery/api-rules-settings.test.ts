import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { absent, rulesAsked, saturdays, times } from "../../tests/recovery/rules-asked.ts";

const { ask, database } = await rulesAsked();
afterAll(() => database.drop());

describe("settings", () => {
  const sessions = times(3, 80);
  const mixed = {
    pupils: [
      { grade: "K", count: 5 },
      { grade: 5, count: 10 },
    ],
    teachers: 1,
  };
  const study = { earned: saturdays(1), absences: absent(1, "IS_NON_ADA"), through: "2027-06-30" };

  test("left out are those that claim least, in a district that has decided nothing, and the answer says so", async () => {
    expect((await ask("credit", { grade: 4, sessions })).body.settings).toEqual({
      rounding: "HOUR_PER_SESSION",
      dailyExcess: "DISCARD",
      remainder230: "CARRY",
    });
    expect((await ask("ratio", mixed)).body).toMatchObject({ allowed: false, mixed: "strict" });
    expect((await ask("claim", study)).body).toMatchObject({
      claimed_days: 0,
      settings: { agency: "district", weekCapBasis: "BOTH", incompleteIndependentStudy: "HOLD" },
    });
  });

  describe("where the district has decided", () => {
    beforeAll(async () => {
      await database.admin`insert into district_setting (name, value, effective_from, verified_by, verified_on, source, by, at)
        select name, value, day::date, 'R. Ortiz', '2026-06-15', 'CDE FAQ', 1, now() from (values
          ('rounding', 'MINUTES', '2026-10-14'), ('rounding', 'HOUR_PER_DATE', '2026-10-15'), ('dailyExcess', 'CARRY', '2026-07-01'),
          ('mixedRatio', 'weighted', '2026-07-01'), ('incompleteIndependentStudy', 'YES', '2026-07-01')) as given (name, value, day)`;
    });
    afterAll(() => database.empty("district_setting"));

    test("left out are the district's of today", async () => {
      expect((await ask("credit", { grade: 4, sessions })).body).toMatchObject({
        earned_days: 1,
        settings: { rounding: "MINUTES", dailyExcess: "CARRY", remainder230: "CARRY" },
      });
      expect((await ask("ratio", mixed)).body).toMatchObject({ allowed: true, mixed: "weighted" });
      expect((await ask("claim", study)).body).toMatchObject({
        claimed_days: 1,
        settings: { incompleteIndependentStudy: "YES" },
      });
    });

    test("named are the caller's, each for itself: the others stay the district's", async () => {
      const named = { rounding: "HOUR_PER_SESSION" };
      expect((await ask("credit", { grade: 4, sessions, settings: named })).body).toMatchObject({
        earned_days: 0,
        settings: { rounding: "HOUR_PER_SESSION", dailyExcess: "CARRY", remainder230: "CARRY" },
      });
      expect((await ask("ratio", { ...mixed, mixed: "strict" })).body).toMatchObject({
        allowed: false,
        mixed: "strict",
      });
      const charter = { ...study, settings: { agency: "partnership_charter" } };
      expect((await ask("claim", charter)).body).toMatchObject({
        claimed_days: 0,
        settings: { agency: "partnership_charter", incompleteIndependentStudy: "YES" },
      });
    });

    test("of an answer, sent again, give it again when the district has decided otherwise", async () => {
      const credit = await ask("credit", { grade: 4, sessions });
      const claim = await ask("claim", study);
      const ratio = await ask("ratio", mixed);
      await database.empty("district_setting");
      const again = { settings: credit.body.settings };
      expect((await ask("credit", { grade: 4, sessions, ...again })).body).toEqual(credit.body);
      expect((await ask("claim", { ...study, settings: claim.body.settings })).body).toEqual(claim.body);
      expect((await ask("ratio", { ...mixed, mixed: ratio.body.mixed })).body).toEqual(ratio.body);
    });
  });
});
