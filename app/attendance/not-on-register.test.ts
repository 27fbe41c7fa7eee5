import { describe, expect, it } from "vitest";
import { type RegisterFacts, whyNotOnRegister } from "./not-on-register.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const span = (from: string, through: string | null = null) => ({
  from: day(from),
  through: through === null ? null : day(through),
});
const algebra = { ...span("2026-08-17"), sectionId: 1118, name: "Period 1 Algebra" };
const art = { ...span("2026-08-17"), sectionId: 2166, name: "Period 1 Art" };

const onIt: RegisterFacts = {
  date: day("2026-09-03"),
  today: day("2026-09-03"),
  sectionId: 1118,
  enrollments: [span("2026-08-17")],
  inactiveCode: " ",
  rosters: [algebra],
  day: { date: day("2026-09-03"), dayNumber: 14, holidayCode: "", attendanceMonth: 1, monthLocked: false },
  noRegister: null,
};

describe("why a pupil is not on a register", () => {
  it("has no answer for one who is", () => {
    expect(whyNotOnRegister(onIt)).toBeNull();
  });

  it.each<[string, Partial<RegisterFacts>]>([
    [
      "Not enrolled at this school until September 8, 2026.",
      { enrollments: [span("2026-10-01"), span("2026-09-08")], rosters: [] },
    ],
    [
      "Left this school on September 2, 2026.",
      { enrollments: [span("2026-08-17", "2026-09-02")], inactiveCode: "T" },
    ],
    ["Has no enrollment at this school this year.", { enrollments: [], rosters: [] }],
    [
      "Pre-enrolled: the pupil is expected at this school but has not started.",
      { enrollments: [], inactiveCode: "*" },
    ],
    ["Inactive at this school (code N).", { inactiveCode: "N" }],
    ["Not in this section. In Period 1 Art on this day.", { rosters: [art] }],
    ["In no section on this day.", { rosters: [] }],
    [
      "Joins this section on September 4, 2026. In Period 1 Art on this day.",
      { rosters: [art, { ...algebra, from: day("2026-09-04") }] },
    ],
    ["Left this section on September 1, 2026.", { rosters: [{ ...algebra, through: day("2026-09-01") }] }],
    ["September 3, 2026 is not a school day.", { day: null }],
    ["September 3, 2026 is a school holiday.", { day: { ...onIt.day!, holidayCode: "#" } }],
    ["Period 1 does not meet on this day.", { noRegister: "Period 1 does not meet on this day." }],
  ])("%s", (sentence, change) => {
    expect(whyNotOnRegister({ ...onIt, ...change })).toBe(sentence);
  });

  it("is the first that is true", () => {
    expect(whyNotOnRegister({ ...onIt, enrollments: [], rosters: [], day: null })).toContain("no enrollment");
    expect(whyNotOnRegister({ ...onIt, rosters: [], day: null })).toContain("In no section");
  });

  it.each([
    ["a day that is over is decided by enrollment", "2026-11-02", "N", null],
    ["today is decided by the code", "2026-09-03", "N", "Inactive at this school (code N)."],
    ["a day to come is decided by the code", "2026-09-01", "N", "Inactive at this school (code N)."],
    ["an active pupil is on it though the enrollment came late", "2026-09-03", "", null],
  ])("%s", (_, today, inactiveCode, why) => {
    const enrollments = inactiveCode === "" ? [span("2026-09-04")] : [span("2026-08-17", "2026-10-30")];
    expect(whyNotOnRegister({ ...onIt, today: day(today), enrollments, inactiveCode })).toBe(why);
  });

  it("is for a day that is over the code, where no enrollment is known", () => {
    const past = { ...onIt, today: day("2026-11-02"), enrollments: [] };
    expect(whyNotOnRegister(past)).toBeNull();
    expect(whyNotOnRegister({ ...past, inactiveCode: "T" })).toContain("no enrollment");
  });
});
