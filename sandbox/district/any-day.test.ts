import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asOf } from "./as-of.ts";
import { schoolYearOf } from "./calendar.ts";
import { generateDistrict } from "./generate.ts";
import type { DayMark, District } from "./model.ts";
import { planYear, type YearPlan } from "./plan.ts";

const plans = new Map<number, YearPlan>();
function on(today: Temporal.PlainDate): District {
  const year = schoolYearOf(today);
  const plan = plans.get(year) ?? planYear(7, year);
  plans.set(year, plan);
  return asOf(plan, today);
}

const day = (text: string) => Temporal.PlainDate.from(text);
const anyDay = fc.integer({ min: 0, max: 400 }).map((days) => day("2026-06-01").add({ days }));
const allMarks = (district: District) =>
  [...district.marks].flatMap(([school, own]) =>
    [...own].flatMap(([studentId, days]) => days.map((mark) => ({ school, studentId, mark }))),
  );

describe("a district on any day", () => {
  test("knows nothing of the days to come", () => {
    fc.assert(
      fc.property(anyDay, (today) => {
        const district = on(today);
        const compare = Temporal.PlainDate.compare;
        const days = [...new Set(allMarks(district).map(({ mark }) => mark.day))];
        expect(days.every((one) => one.instructional && compare(one.date, today) <= 0)).toBe(true);
        expect(district.enrollments.every((one) => compare(one.enter, today) <= 0)).toBe(true);
        expect(district.enrollments.every((one) => !one.leave || compare(one.leave, one.enter) >= 0)).toBe(
          true,
        );
        const records = district.students.map((one) => `${one.school}/${one.child.studentId}`);
        expect(new Set(records).size).toBe(records.length);
      }),
      { numRuns: 8 },
    );
  });

  test("keeps what was recorded, but for calls that come in within three schooldays", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 120 }), (earlier, days) => {
        const later = earlier.add({ days });
        if (schoolYearOf(earlier) !== schoolYearOf(later)) return;
        const [before, after] = [on(earlier), on(later)];
        const calendar = before.calendars.get(0)!.filter((one) => one.instructional);
        const place = calendar.findLastIndex((one) => Temporal.PlainDate.compare(one.date, earlier) <= 0);
        const settled = calendar[place - 3]?.number ?? 0;
        const show = (mark: DayMark) => JSON.stringify([mark.allDay, mark.classes]);
        for (const { school, studentId, mark } of allMarks(before)) {
          const now = after.marks
            .get(school)!
            .get(studentId)!
            .find((one) => one.day === mark.day)!;
          if (mark.day.number < settled) expect(show(now)).toBe(show(mark));
          else if (!mark.day.date.equals(earlier) && show(now) !== show(mark)) {
            const was = mark.classes[0]?.code ?? mark.allDay;
            const unverified = before.absenceCodes.get(school)!.find((one) => one.kind === "unverified")!;
            expect(was).toBe(unverified.code);
          }
        }
      }),
      { numRuns: 5 },
    );
  });

  test("has taken only some registers today, and none on a Sunday", () => {
    const taken = (today: string) => {
      const district = on(day(today));
      const marks = allMarks(district).filter(({ mark }) => mark.day.date.equals(today));
      return [...new Set(marks.map((one) => one.school))].sort((one, other) => one - other);
    };
    expect(taken("2026-10-14")).toEqual([10, 30, 50, 60]);
    expect(taken("2026-10-18")).toEqual([]);
    const later = on(day("2026-10-18"));
    const wednesday = allMarks(later).filter(({ mark }) => mark.day.date.equals("2026-10-14"));
    expect(new Set(wednesday.map((one) => one.school)).size).toBe(6);
    const period4 = allMarks(on(day("2026-10-14"))).filter(
      ({ mark }) => mark.day.date.equals("2026-10-14") && mark.classes.some((one) => one.period > "3"),
    );
    expect(period4).toEqual([]);
  });

  test("is the whole year just ended in July, and starts new pupils' years where the old ones left off", () => {
    const july = generateDistrict({ seed: 7, today: day("2026-07-10") });
    const august = generateDistrict({ seed: 7, today: day("2026-08-20") });
    expect([july.schoolYear, august.schoolYear]).toEqual([2025, 2026]);
    const grades = new Map(july.students.map((one) => [one.child.studentId, one]));
    const back = august.students.filter((one) => grades.has(one.child.studentId));
    expect(back.length).toBeGreaterThan(3000);
    const promoted = back.filter((one) => one.inactiveStatusCode === "");
    for (const one of promoted) {
      const before = grades.get(one.child.studentId)!;
      expect(one.child.last).toBe(before.child.last);
      expect(one.grade - before.grade).toBeLessThanOrEqual(1);
    }
  });
});
