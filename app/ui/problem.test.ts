import { expect, test } from "vitest";
import { problemOf } from "./problem.ts";

test("each status a page can end with has words of its own", () => {
  const titles = [400, 403, 404, 409, 413, 429, 500, 503].map((status) => problemOf(status).title);
  expect(new Set(titles).size).toBe(titles.length);
});

test("a status without words of its own borrows the nearest", () => {
  expect(problemOf(410)).toBe(problemOf(404));
  expect(problemOf(502)).toBe(problemOf(500));
  expect(problemOf(200)).toBe(problemOf(500));
});
