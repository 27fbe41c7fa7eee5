import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { actorAs, layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { dollarsFor, unknownAmounts } from "./amounts.ts";
import { readAmounts, readDistrictSettings, readRecoverySettings } from "./district-settings.server.ts";
import { defaultRecoverySettings } from "./settings.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clockAt("2026-10-14T17:00:00Z"));
  await layOutSmallDistrict(database.admin);
});
beforeEach(() => database.empty("district_setting"));
afterAll(() => database.drop());

const lay = (name: string, value: string, from: string) =>
  database.admin`insert into district_setting (name, value, effective_from, verified_by, verified_on, source, by, at)
    values (${name}, ${value}, ${from}, 'R. Ortiz', '2026-06-15', 'CDE FAQ 12', 1, '2026-06-16T00:00:00Z')`;
const teacher = actorAs("teacher", 10, { staffId: 501 });
const settingsOn = (on: string) => database.web.asActor(teacher, (tx) => readRecoverySettings(tx, day(on)));

describe("the settings of a day", () => {
  test("are the defaults, which claim least, where the district has written nothing", async () => {
    expect(await settingsOn("2026-10-14")).toEqual(defaultRecoverySettings);
    const { settingsInForce: inForce } = await database.web.asActor(teacher, (tx) =>
      readDistrictSettings(tx, day("2026-10-14")),
    );
    expect(inForce.map(({ name, value, written }) => [name, value, written])).toEqual(
      Object.entries(defaultRecoverySettings).map(([name, value]) => [name, value, null]),
    );
  });

  test("hold from their day on, until another takes effect", async () => {
    await lay("rounding", "MINUTES", "2027-01-01");
    await lay("rounding", "HOUR_PER_DATE", "2026-09-01");
    expect((await settingsOn("2026-08-31")).rounding).toBe("HOUR_PER_SESSION");
    expect((await settingsOn("2026-09-01")).rounding).toBe("HOUR_PER_DATE");
    expect((await settingsOn("2026-12-31")).rounding).toBe("HOUR_PER_DATE");
    expect((await settingsOn("2027-01-01")).rounding).toBe("MINUTES");
  });

  test("are the newest of those that take effect on the same day: so a mistake is mended", async () => {
    await lay("dailyExcess", "CARRY", "2026-07-01");
    await lay("dailyExcess", "DISCARD", "2026-07-01");
    expect((await settingsOn("2026-10-14")).dailyExcess).toBe("DISCARD");
  });

  test("claim least when what is written is no choice of the setting", async () => {
    await lay("mixedRatio", "loose", "2026-07-01");
    await lay("nothing we know", "1", "2026-07-01");
    expect(await settingsOn("2026-10-14")).toEqual(defaultRecoverySettings);
  });

  test("say since when, by whom, when and from what they were verified", async () => {
    await lay("weekCapBasis", "ABSENCE_WEEK", "2026-07-01");
    const all = await database.worker.asSystem("a report", [], (tx) =>
      readDistrictSettings(tx, day("2026-10-14")),
    );
    expect(all.settings).toEqual({ ...defaultRecoverySettings, weekCapBasis: "ABSENCE_WEEK" });
    expect(all.settingsInForce.find(({ name }) => name === "weekCapBasis")?.written).toEqual({
      id: expect.any(Number),
      name: "weekCapBasis",
      value: "ABSENCE_WEEK",
      effectiveFrom: day("2026-07-01"),
      verifiedBy: "R. Ortiz",
      verifiedOn: day("2026-06-15"),
      source: "CDE FAQ 12",
    });
  });
});

describe("the amounts of a day", () => {
  const amountsOn = (on: string) => database.web.asActor(teacher, (tx) => readAmounts(tx, day(on)));

  test("are not known until somebody enters them, and then of their year", async () => {
    await lay("lcff_4_6", "10069.50", "2025-07-01");
    await lay("lcff_4_6", "10300", "2026-07-01");
    expect(await amountsOn("2025-06-30")).toEqual(unknownAmounts);
    expect((await amountsOn("2026-06-30")).dollarsPerAda).toEqual({
      ...unknownAmounts.dollarsPerAda,
      "4_6": 10069.5,
    });
    expect((await amountsOn("2026-07-01")).dollarsPerAda["4_6"]).toBe(10300);
  });

  test("turn days into money only where both the amount and the days of a year are known", async () => {
    await lay("lcff_4_6", "9000", "2026-07-01");
    expect(dollarsFor(2, 5, await amountsOn("2026-10-14"))).toBeNull();
    await lay("ada_days", "180", "2026-07-01");
    const amounts = await amountsOn("2026-10-14");
    expect(dollarsFor(2, 5, amounts)).toBe(100);
    expect(dollarsFor(2, 7, amounts)).toBeNull();
  });

  test("are not known where what is written is no amount", async () => {
    await lay("lcff_tk_3", "about 10,000", "2026-07-01");
    await lay("ada_days", "0", "2026-07-01");
    expect(await amountsOn("2026-10-14")).toEqual(unknownAmounts);
  });
});
