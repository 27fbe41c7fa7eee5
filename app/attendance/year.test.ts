import { expect, test } from "vitest";
import type { Category } from "./category.ts";
import type { MarkRow } from "./mark.ts";
import { pupilYear, type SaidInPeriod, type YearFacts } from "./year.ts";

const day = (number: number) => Temporal.PlainDate.from({ year: 2026, month: 10, day: number });
const says = (source: MarkRow["source"], code: string | null, hour = 9): MarkRow => ({
  source,
  code,
  minutesLate: null,
  note: null,
  at: Temporal.Instant.from(`2026-10-01T${String(hour).padStart(2, "0")}:00:00Z`),
  by: null,
  reason: null,
});
const meaning: Record<string, Category> = {
  A: "UNVERIFIED",
  I: "EXCUSED",
  T: "TARDY_UNEXCUSED",
  N: "NOT_ENROLLED",
};
const on = (number: number, period: string, ...marks: MarkRow[]): SaidInPeriod => ({
  date: day(number),
  period,
  marks,
});
const onDay = (number: number, periods = "") => ({
  date: day(number),
  pattern: { weekday: day(number).dayOfWeek, periods, abDay: "", offTracks: "" },
});
const year = (said: SaidInPeriod[], more: Partial<YearFacts> = {}) =>
  pupilYear({
    home: "here",
    kind: "daily",
    schoolDays: [5, 6, 7, 8, 9].map((number) => onDay(number)),
    enrolments: [{ from: day(1), through: null }],
    classes: [],
    said,
    categoryOf: (code) => meaning[code] ?? null,
    ...more,
  });
const periodSchool: Partial<YearFacts> = {
  kind: "period",
  classes: ["1", "2"].map((period) => ({
    section: Number(period),
    period,
    classCalendar: "",
    track: "",
    title: period,
    from: day(1),
    through: null,
  })),
};

test("days without a mark are attended, a tardy is attended too, and the newest day comes first", () => {
  const found = year([on(5, "", says("teacher", "T")), on(6, "", says("teacher", "A"))]);
  expect(found).toMatchObject({ expected: 5, absent: 1, noAda: 1, undecided: 0 });
  expect([...found.counts]).toEqual([
    ["TARDY_UNEXCUSED", 1],
    ["UNVERIFIED", 1],
    ["PRESENT", 3],
  ]);
  expect(found.days.map((marked) => marked.date.day)).toEqual([6, 5]);
});

test("the office's correction counts, not what it corrected; a mark taken back is none", () => {
  const found = year([
    on(5, "", says("teacher", "A"), says("office", "I", 10)),
    on(6, "", says("teacher", "A"), says("teacher", null, 10)),
  ]);
  expect(found.counts.get("EXCUSED")).toBe(1);
  expect(found.days).toHaveLength(1);
});

test("days before enrolment and days not enrolled for a while are not expected", () => {
  const found = year([on(5, "", says("teacher", "A")), on(8, "", says("aeries", "N"))], {
    enrolments: [{ from: day(6), through: day(8) }],
  });
  expect(found).toMatchObject({ expected: 2, absent: 0, noAda: 0 });
});

test("in a period school a day is missed only when every period that meets is", () => {
  const missed = [on(5, "1", says("teacher", "A")), on(5, "2", says("teacher", "I"))];
  expect(year(missed, periodSchool)).toMatchObject({ absent: 1 });
  expect(year(missed.slice(0, 1), periodSchool)).toMatchObject({
    absent: 0,
    days: [{ category: "PRESENT" }],
  });
  const onlyFirst = [onDay(5, "1")];
  expect(year(missed.slice(0, 1), { ...periodSchool, schoolDays: onlyFirst })).toMatchObject({ absent: 1 });
});

test("an all-day mark speaks for the periods that have none of their own", () => {
  expect(year([on(5, "", says("aeries", "I"))], periodSchool)).toMatchObject({ absent: 1 });
  const came = [on(5, "", says("aeries", "I")), on(5, "2", says("teacher", null))];
  expect(year(came, periodSchool)).toMatchObject({ absent: 0 });
});

test("a code without a category is told apart", () => {
  expect(year([on(5, "", says("teacher", "Z"))])).toMatchObject({ undecided: 1, absent: 0, expected: 5 });
});
