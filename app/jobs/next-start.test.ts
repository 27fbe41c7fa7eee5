import { expect, test } from "vitest";
import { nextStart } from "./next-start.ts";

const zone = "America/Los_Angeles";
const after = (local: string) => {
  const now = Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant();
  return nextStart("sync-district", now, zone)?.toZonedDateTimeISO(zone).toPlainDateTime().toString();
};

test("in school hours Aeries is read each quarter of an hour", () => {
  expect(after("2026-10-14T10:07:30")).toBe("2026-10-14T10:15:00");
  expect(after("2026-10-14T10:15:00")).toBe("2026-10-14T10:30:00");
});

test("after them, and on weekends, at two in the morning", () => {
  expect(after("2026-10-14T19:00:00")).toBe("2026-10-15T02:00:00");
  expect(after("2026-10-16T19:00:00")).toBe("2026-10-17T02:00:00");
  expect(after("2026-10-17T12:00:00")).toBe("2026-10-18T02:00:00");
});

test("a job without a schedule does not start by itself", () => {
  expect(nextStart("fill-places", Temporal.Instant.from("2026-10-14T10:00:00Z"), zone)).toBeNull();
});
