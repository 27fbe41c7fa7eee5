import { describe, expect, it } from "vitest";
import { completenessOf } from "./completeness.ts";

const noon = Temporal.Instant.from("2026-09-03T19:00:00Z");
const school = {
  date: Temporal.PlainDate.from("2026-09-03"),
  dayNumber: 14,
  holidayCode: "" as const,
  attendanceMonth: 1,
  monthLocked: false,
};

function section(
  sectionId: number,
  change: { meets?: boolean; pupils?: number; due?: number; submitted?: number } = {},
) {
  return {
    sectionId,
    period: "1",
    meets: change.meets ?? true,
    pupils: change.pupils ?? 30,
    dueAt: noon.add({ minutes: change.due ?? -60 }),
    submittedAt: change.submitted === undefined ? null : noon.add({ minutes: change.submitted }),
  };
}

const ids = (sections: { sectionId: number }[]) => sections.map((found) => found.sectionId);

describe("the registers of a day", () => {
  it("are submitted, late among them, missing once due, or open", () => {
    const sections = [
      section(1, { submitted: -90 }),
      section(2, { submitted: -30 }),
      section(3),
      section(4, { due: 30 }),
      section(5, { due: 0 }),
      section(6, { submitted: -60 }),
    ];
    const day = completenessOf({ day: school, sections, now: noon });
    expect(ids(day.expected)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(ids(day.submitted)).toEqual([1, 2, 6]);
    expect(ids(day.late)).toEqual([2]);
    expect(ids(day.missing)).toEqual([3]);
    expect(ids(day.open)).toEqual([4, 5]);
  });

  it("are not expected of a section without pupils or that is not held", () => {
    const sections = [section(1), section(2, { pupils: 0 }), section(3, { meets: false })];
    const day = completenessOf({ day: school, sections, now: noon });
    expect([ids(day.expected), ids(day.missing)]).toEqual([[1], [1]]);
  });

  it("are none on a holiday or a day outside the calendar", () => {
    const sections = [section(1)];
    const holiday = { ...school, holidayCode: "#" as const };
    expect(completenessOf({ day: holiday, sections, now: noon }).expected).toEqual([]);
    expect(completenessOf({ day: null, sections, now: noon }).expected).toEqual([]);
  });
});
