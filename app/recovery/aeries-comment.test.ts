import fc from "fast-check";
import { expect, test } from "vitest";
import { longestComment, makeupComment } from "./aeries-comment.ts";

const saturday = Temporal.PlainDate.from("2026-10-17");

test("the comment says what, when and on which day, as short as Aeries wants it", () => {
  expect(makeupComment(saturday, ["Math"])).toBe("AR Sat Math 10/17/2026");
  expect(makeupComment(saturday, ["Math", "Math", "Science"])).toBe("AR Sat Math +1 10/17/2026");
  expect(makeupComment(saturday, [])).toBe("AR Sat 10/17/2026");
  expect(makeupComment(saturday, ['Español "II" <b>'])).toBe("AR Sat Espanol II b 10/17/2026");
  expect(makeupComment(saturday, ["x".repeat(80), "Science"])).toHaveLength(longestComment);
});

test("whatever the subjects are, it fits and holds nothing that Aeries drops", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary", maxLength: 90 })), (subjects) => {
      const comment = makeupComment(saturday, subjects);
      expect(comment.length).toBeLessThanOrEqual(longestComment);
      expect(comment).toMatch(/^AR Sat [ -~]*10\/17\/2026$/);
      expect(comment).not.toMatch(/["<>]| {2}/);
    }),
  );
});
