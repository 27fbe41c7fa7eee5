import { describe, expect, it } from "vitest";
import { endsInWords, readPeriod, withinEnds } from "./claim-period.ts";
import { claimReport, writtenAda } from "./claim-report.ts";

const days = (schoolId: number, grade: number, count: number) =>
  Array.from({ length: count }, () => ({ schoolId, grade }));

const school = (schoolId: number, daysTaught: number, listed = 0) => ({
  ...{ schoolId, daysTaught, listed },
  through: Temporal.PlainDate.from("2026-12-29"),
});

describe("a period's report", () => {
  const report = claimReport(
    [...days(10, -1, 20), ...days(10, 3, 10), ...days(10, 4, 15), ...days(20, 7, 8), ...days(20, 12, 1)],
    [school(20, 80), school(10, 75, 3)],
  );

  it("AR-REP-2: counts days by grade span and by the school of the absence", () => {
    expect(report.schools.map(({ schoolId, days }) => [schoolId, days])).toEqual([
      [10, 45],
      [20, 9],
    ]);
    expect(Object.values(report.spans).map((span) => span.days)).toEqual([30, 15, 8, 1]);
    expect(report.total.days).toBe(54);
    expect([report.schools[0]?.listed, report.total.listed]).toEqual([3, 3]);
  });

  it("AR-REP-4: AR ADA is days claimed over days taught, school by school", () => {
    expect(report.schools[0]?.ada).toBeCloseTo(45 / 75);
    expect(report.spans["7_8"].ada).toBeCloseTo(8 / 80);
    expect(report.total.ada).toBeCloseTo(45 / 75 + 9 / 80);
    expect(writtenAda(report.total.ada)).toBe("0.71");
  });

  it("knows no ADA of days claimed where no day was taught, and none of none", () => {
    const empty = claimReport(days(10, 4, 1), [school(10, 0), school(20, 0)]);
    expect(empty.schools.map(({ ada }) => ada)).toEqual([null, 0]);
    expect(writtenAda(empty.total.ada)).toBe("not known");
  });
});

describe("a period", () => {
  const asked = (slug: string, through: string | null = null) => {
    const period = readPeriod("2026", slug, through);
    return (
      period && ("problem" in period ? period.problem : (period.through?.toString() ?? "by its calendar"))
    );
  };

  it.each([
    "p-1",
    "p-2",
    "annual",
  ])("%s ends by the calendar of each school unless the district names a day", (slug) => {
    expect(asked(slug)).toBe("by its calendar");
    expect(asked(slug, "2026-12-04")).toBe("2026-12-04");
  });

  it("does not end outside its year, nor on a day that does not exist", () => {
    for (const wrong of ["2026-06-30", "2027-07-01", "2026-02-30", "soon"])
      expect(asked("p-1", wrong)).toBe("Choose a last day between July 1 and June 30 of 2026-27.");
    expect([asked("p-3"), readPeriod("26", "p-1", null)]).toEqual([null, null]);
  });

  const day = (text: string) => Temporal.PlainDate.from(text);
  const p1 = { schoolYear: 2026, period: "P-1", through: null } as const;

  it("is said with its day, or with the first and the last where calendars differ", () => {
    const ends = (...days: string[]) => new Map(days.map((text, at) => [at, day(text)]));
    expect(endsInWords(p1, ends("2026-12-04", "2026-12-04"))).toBe("through December 4, 2026");
    expect(endsInWords(p1, ends("2026-12-18", "2026-12-04"))).toBe(
      "through the last full month of each school, December 4, 2026 to December 18, 2026",
    );
    expect(endsInWords(p1, new Map())).toBe("no school month is full by December 31, 2026");
  });

  it("counts a day when its absence and the day earned lie within the end of the absence's school", () => {
    const ends = new Map([
      [10, day("2026-12-04")],
      [20, day("2026-12-18")],
    ]);
    const claimed = (schoolId: number, absence: string, earned: string) => ({
      schoolId,
      absenceDate: day(absence),
      earnedDate: day(earned),
    });
    const days = [
      claimed(10, "2026-12-04", "2026-12-04"),
      claimed(10, "2026-12-07", "2026-11-07"),
      claimed(10, "2026-11-03", "2026-12-12"),
      claimed(20, "2026-12-07", "2026-12-12"),
      claimed(30, "2026-09-07", "2026-09-12"),
    ];
    expect(withinEnds(days, ends)).toEqual([days[0], days[3]]);
  });
});
