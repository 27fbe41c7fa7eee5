import { expect, test } from "vitest";
import { syncWindow } from "./window.ts";

/** Mondays to Fridays from 10 August 2026; school starts on 12 August, Labor Day is off; months of 20 weekdays. */
function calendar(lockedMonths: number[], weekdays = 180) {
  const days: Parameters<typeof syncWindow>[0]["calendar"][number][] = [];
  for (
    let date = Temporal.PlainDate.from("2026-08-10");
    days.length < weekdays;
    date = date.add({ days: 1 })
  ) {
    if (date.dayOfWeek > 5) continue;
    const attendanceMonth = Math.floor(days.length / 20) + 1;
    const written = date.toString();
    days.push({
      date: written,
      schoolDay: written >= "2026-08-12" && written !== "2026-09-07",
      attendanceMonth,
      attendanceMonthLocked: lockedMonths.includes(attendanceMonth),
    });
  }
  return days;
}

type Read = { lastRead?: string | null; days?: ReturnType<typeof calendar> };
const read = (today: string, locked: number[], { lastRead = today, days = calendar(locked) }: Read = {}) => {
  const window = syncWindow({
    today: Temporal.PlainDate.from(today),
    calendar: days,
    lastRead: lastRead === null ? null : Temporal.PlainDate.from(lastRead),
  });
  return window && `${window.from} ${window.to}`;
};

test("the first load starts at the first school day, not at the calendar's first row", () => {
  expect(read("2026-10-30", [1, 2], { lastRead: null })).toBe("2026-08-12 2026-10-30");
});

test("a month that is not locked is read from its first day", () => {
  expect(read("2026-10-30", [1])).toBe("2026-09-07 2026-10-30");
});

test("the oldest open month counts, even between locked ones", () => {
  expect(read("2026-11-27", [1, 3, 4])).toBe("2026-09-07 2026-11-27");
});

test("with everything locked, 14 school days back; a holiday is not one of them", () => {
  expect(read("2026-09-25", [1, 2, 3])).toBe("2026-09-04 2026-09-25");
  expect(read("2026-10-30", [1, 2, 3])).toBe("2026-10-12 2026-10-30");
});

test("nothing is left out after weeks without a reading: it goes back from the day of the last one", () => {
  expect(read("2026-12-11", [1, 2, 3, 4], { lastRead: "2026-10-30" })).toBe("2026-10-12 2026-12-11");
  expect(read("2026-12-11", [1, 2, 3, 4], { lastRead: "2026-06-04" })).toBe("2026-08-12 2026-12-11");
  expect(read("2026-10-30", [1, 2, 3], { lastRead: "2026-11-20" })).toBe("2026-10-12 2026-10-30");
});

test("never starts before the first school day", () => {
  expect(read("2026-08-14", [])).toBe("2026-08-12 2026-08-14");
  expect(read("2026-08-14", [1])).toBe("2026-08-12 2026-08-14");
});

test("on a weekend it ends that day; after the year it ends with the calendar", () => {
  expect(read("2026-10-31", [1, 2, 3])).toBe("2026-10-12 2026-10-31");
  expect(read("2027-08-01", [1, 2], { days: calendar([1, 2], 40) })).toBe("2026-09-14 2026-10-02");
});

test("there is nothing to read before the first school day, or without a calendar", () => {
  expect(read("2026-08-11", [])).toBeNull();
  expect(read("2026-08-11", [], { lastRead: null })).toBeNull();
  expect(read("2026-10-30", [], { days: [] })).toBeNull();
});

test("the order of the rows does not matter", () => {
  const days = calendar([1]).reverse();
  expect(read("2026-10-30", [1], { days })).toBe("2026-09-07 2026-10-30");
});
