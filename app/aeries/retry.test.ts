import { expect, test } from "vitest";
import { readRetryAfter } from "./answer.ts";
import { failed } from "./failure.ts";
import { waitMs } from "./retry.ts";

const { failure } = failed("server_error");

test("waits double up to 15 seconds, and chance adds up to as much again", () => {
  expect([1, 2, 3, 4].map((attempt) => waitMs(attempt, 0, failure))).toEqual([125, 250, 500, 1000]);
  expect(waitMs(1, 1, failure)).toBe(250);
  expect(waitMs(50, 1, failure)).toBe(15_000);
});

test("never comes back sooner than asked", () => {
  expect(waitMs(1, 1, { ...failure, retryAfterMs: 9000 })).toBe(9000);
  expect(waitMs(8, 1, { ...failure, retryAfterMs: 9000 })).toBe(15_000);
});

test("Retry-After is seconds or a date; anything else is not understood", () => {
  const now = Date.parse("2026-09-03T10:00:00Z");
  expect(readRetryAfter("30", now)).toBe(30_000);
  expect(readRetryAfter("Thu, 03 Sep 2026 10:00:05 GMT", now)).toBe(5000);
  expect(readRetryAfter("Thu, 03 Sep 2026 09:00:05 GMT", now)).toBe(0);
  expect(readRetryAfter("soon", now)).toBeUndefined();
  expect(readRetryAfter(null, now)).toBeUndefined();
});
