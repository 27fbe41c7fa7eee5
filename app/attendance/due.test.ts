import { expect, test } from "vitest";
import type { BellPeriod } from "#app/calendar/bell.ts";
import { registerDue } from "./due.ts";

const timeZone = "America/Los_Angeles";
const bells: BellPeriod[] = [
  { period: "1", date: null, startsAt: 480, endsAt: 530 },
  { period: "2", date: null, startsAt: 540, endsAt: 590 },
  { period: "1", date: Temporal.PlainDate.from("2026-11-25"), startsAt: 480, endsAt: 500 },
];
const due = (kind: "daily" | "period", period: string, date: string, schedule = bells) =>
  registerDue({ kind, period, date: Temporal.PlainDate.from(date), bells: schedule, timeZone })
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString();

test("a daily register is due half an hour after the first bell, or at the end of a shorter first period", () => {
  expect(due("daily", "1", "2026-10-14")).toBe("2026-10-14T08:30:00");
  expect(due("daily", "1", "2026-11-25")).toBe("2026-11-25T08:20:00");
});

test("a period's register is due at the end of its period, without bells for it at the last bell", () => {
  expect(due("period", "2", "2026-10-14")).toBe("2026-10-14T09:50:00");
  expect(due("period", "7", "2026-10-14")).toBe("2026-10-14T09:50:00");
});

test("without any schedule the day itself is the limit", () => {
  expect(due("daily", "1", "2026-10-14", [])).toBe("2026-10-15T00:00:00");
});

test("on the days when clocks change it is the time that the clocks show", () => {
  const at = (date: string) =>
    registerDue({
      kind: "daily",
      period: "1",
      date: Temporal.PlainDate.from(date),
      bells,
      timeZone,
    }).toString();
  expect(at("2026-10-30")).toBe("2026-10-30T15:30:00Z");
  expect(at("2026-11-01")).toBe("2026-11-01T16:30:00Z");
  expect(at("2026-11-02")).toBe("2026-11-02T16:30:00Z");
  expect(at("2027-03-12")).toBe("2027-03-12T16:30:00Z");
  expect(at("2027-03-14")).toBe("2027-03-14T15:30:00Z");
  expect(at("2027-03-15")).toBe("2027-03-15T15:30:00Z");
});
