import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarOf, schoolYearOf } from "#sandbox/district/calendar.ts";
import { demoMoment } from "./moment.ts";

const zone = "America/Los_Angeles";
const dayAt = (text: string) => demoMoment(Temporal.Instant.from(text), zone);

test("on a school day it is now", () => {
  expect(dayAt("2026-10-14T17:00:00Z")).toEqual({ at: null, day: Temporal.PlainDate.from("2026-10-14") });
});

test("on a Sunday, in Thanksgiving week and in July it is the morning of the last school day", () => {
  expect(dayAt("2026-10-18T17:00:00Z").day.toString()).toBe("2026-10-16");
  expect(dayAt("2026-11-23T17:00:00Z").day.toString()).toBe("2026-11-20");
  expect(dayAt("2026-11-23T17:00:00Z").at?.toString()).toBe("2026-11-20T18:05:00Z");
  const july = dayAt("2027-07-04T17:00:00Z").day;
  expect(july.year).toBe(2027);
  expect(july.month).toBe(6);
});

test("on any date it is a school day of the year that is worked in, not after the date", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), (days) => {
      const date = Temporal.PlainDate.from("2020-01-01").add({ days });
      const { day } = demoMoment(
        date.toZonedDateTime({ timeZone: zone, plainTime: "12:00" }).toInstant(),
        zone,
      );
      expect(Temporal.PlainDate.compare(day, date)).toBeLessThanOrEqual(0);
      expect(
        calendarOf(schoolYearOf(date), "elementary").find((row) => row.date.equals(day))?.instructional,
      ).toBe(true);
    }),
    { numRuns: 60 },
  );
});
