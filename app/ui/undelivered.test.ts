import { expect, test } from "vitest";
import { undelivered } from "./undelivered.ts";

test("what was found can be read, and nothing of it is encoded", () => {
  const found = undelivered({ frame: 1, view: { pupils: 2 } });
  expect([found.frame, found.view]).toEqual([1, { pupils: 2 }]);
  expect(JSON.stringify(found)).toBe("{}");
});
