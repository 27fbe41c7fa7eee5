import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { displayTime, formatTime, overlaps, parseTime, scheduleOn, schoolDaySpan } from "./bell.ts";

const earlyRelease = Temporal.PlainDate.from("2026-09-09");
const bells = [
  { period: "2", startsAt: 540, endsAt: 590, date: null },
  { period: "1", startsAt: 480, endsAt: 530, date: null },
  { period: "1", startsAt: 480, endsAt: 510, date: earlyRelease },
];

describe("a bell schedule", () => {
  it("of the day itself beats the everyday one", () => {
    expect(scheduleOn(bells, earlyRelease).map((bell) => bell.endsAt)).toEqual([510]);
    expect(scheduleOn(bells, earlyRelease.add({ days: 1 })).map((bell) => bell.period)).toEqual(["1", "2"]);
  });

  it("spans from the first bell to the last", () => {
    expect(schoolDaySpan(bells)).toEqual({ startsAt: 480, endsAt: 590 });
    expect(schoolDaySpan([])).toBeNull();
  });

  it("is touched by what falls between its periods, not by what starts as it ends", () => {
    expect(overlaps({ startsAt: 530, endsAt: 540 }, bells)).toBe(true);
    expect(overlaps({ startsAt: 589, endsAt: 640 }, bells)).toBe(true);
    expect(overlaps({ startsAt: 590, endsAt: 640 }, bells)).toBe(false);
    expect(overlaps({ startsAt: 420, endsAt: 480 }, bells)).toBe(false);
    expect(overlaps({ startsAt: 0, endsAt: 1440 }, [])).toBe(false);
  });
});

describe("a time of day", () => {
  it.each([
    ["15:30", 930],
    ["8:05", 485],
    ["00:00", 0],
    ["23:59", 1439],
  ])("reads %s", (text, minute) => {
    expect(parseTime(text)).toEqual({ ok: true, value: minute });
  });

  it.each(["", "24:00", "12:60", "3:30 pm", "1530", "-1:00"])("refuses %j", (text) => {
    expect(parseTime(text).ok).toBe(false);
  });

  it.each([
    [0, "12:00 am"],
    [485, "8:05 am"],
    [720, "12:00 pm"],
    [930, "3:30 pm"],
  ])("shows %i as %s", (minute, text) => {
    expect(displayTime(minute)).toBe(text);
  });

  it("comes back from its own text", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => {
        expect(parseTime(formatTime(minute))).toEqual({ ok: true, value: minute });
      }),
    );
  });
});
