import { describe, expect, it } from "vitest";
import { formatDay } from "#app/calendar/day.ts";
import { readPeriod } from "./claim-period.ts";
import { claimReport, writtenAda } from "./claim-report.ts";

const days = (schoolId: number, grade: number, count: number) =>
  Array.from({ length: count }, () => ({ schoolId, grade }));

describe("a period's report", () => {
  const report = claimReport(
    [...days(10, -1, 20), ...days(10, 3, 10), ...days(10, 4, 15), ...days(20, 7, 8), ...days(20, 12, 1)],
    new Map([
      [20, 80],
      [10, 75],
    ]),
  );

  it("AR-REP-2: counts days by grade span and by the school of the absence", () => {
    expect(report.schools.map(({ schoolId, days }) => [schoolId, days])).toEqual([
      [10, 45],
      [20, 9],
    ]);
    expect(Object.values(report.spans).map((span) => span.days)).toEqual([30, 15, 8, 1]);
    expect(report.total.days).toBe(54);
  });

  it("AR-REP-4: AR ADA is days claimed over days taught, school by school", () => {
    expect(report.schools[0]?.ada).toBeCloseTo(45 / 75);
    expect(report.spans["7_8"].ada).toBeCloseTo(8 / 80);
    expect(report.total.ada).toBeCloseTo(45 / 75 + 9 / 80);
    expect(writtenAda(report.total.ada)).toBe("0.71");
  });

  it("knows no ADA of days claimed where no day was taught, and none of none", () => {
    const empty = claimReport(
      days(10, 4, 1),
      new Map([
        [10, 0],
        [20, 0],
      ]),
    );
    expect(empty.schools.map(({ ada }) => ada)).toEqual([null, 0]);
    expect(writtenAda(empty.total.ada)).toBe("not known");
  });
});

describe("a period", () => {
  const end = (slug: string, through: string | null = null) => {
    const period = readPeriod("2026", slug, through);
    return period && ("problem" in period ? period.problem : formatDay(period.through));
  };

  it.each([
    ["p-1", "2026-12-31"],
    ["p-2", "2027-04-15"],
    ["annual", "2027-06-30"],
  ])("%s ends on %s unless the district names another day", (slug, day) => {
    expect(end(slug)).toBe(day);
    expect(end(slug, "2026-12-04")).toBe("2026-12-04");
  });

  it("does not end outside its year, nor on a day that does not exist", () => {
    for (const wrong of ["2026-06-30", "2027-07-01", "2026-02-30", "soon"])
      expect(end("p-1", wrong)).toBe("Choose a last day between July 1 and June 30 of 2026-27.");
    expect([end("p-3"), readPeriod("26", "p-1", null)]).toEqual([null, null]);
  });
});
