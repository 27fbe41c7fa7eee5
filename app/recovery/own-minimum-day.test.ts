import { expect, test } from "vitest";
import { minimumDayOn, ownMinutesOn } from "./own-minimum-day.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const days = [
  { from: day("2026-09-01"), minutes: 150 },
  { from: day("2026-10-05"), minutes: 180 },
  { from: day("2026-10-05"), minutes: 120 },
  { from: day("2026-12-01"), minutes: null },
];

test("what took effect last holds on a date, of one day what was written down last, and none after it was taken away", () => {
  const on = ["2026-08-31", "2026-09-01", "2026-10-04", "2026-10-05", "2026-11-30", "2026-12-01"];
  expect(on.map((date) => ownMinutesOn(days, day(date)))).toEqual([null, 150, 150, 120, 120, null]);
});

test("where a pupil has none of their own, program and grade decide", () => {
  const pupil = { grade: 4, program: "regular", ownMinimumDays: days } as const;
  const minutes = (date: string) => minimumDayOn(pupil, day(date)).minutes;
  expect(["2026-08-31", "2026-09-30", "2026-12-01"].map(minutes)).toEqual([240, 150, 240]);
});
