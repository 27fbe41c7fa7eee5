import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Grade, grades } from "#app/people/grade.ts";
import { mayEnter, type Room, ratioOf } from "./ratio.ts";

const room = (pupils: [Grade, number][], teachers: number, mixed: Room["mixed"] = "strict"): Room => ({
  pupils: pupils.map(([grade, count]) => ({ grade, count })),
  teachers,
  mixed,
});

describe("pupils to a teacher", () => {
  it.each<[string, Room, boolean, number]>([
    ["AR-28 grade 3, 20 to 1", room([[3, 20]], 1), true, 20],
    ["AR-28 grade 3, 21 to 1", room([[3, 21]], 1), false, 20],
    ["AR-28 grade 3, 40 to 2", room([[3, 40]], 2), true, 40],
    ["AR-29 K, 10 to 1", room([["K", 10]], 1), true, 10],
    ["AR-29 K, 11 to 1", room([["K", 11]], 1), false, 10],
    [
      "mixed, strict, 11",
      room(
        [
          ["TK", 1],
          [5, 10],
        ],
        1,
      ),
      false,
      10,
    ],
    [
      "mixed, weighted, 5 K and 10 others",
      room(
        [
          ["K", 5],
          [5, 10],
        ],
        1,
        "weighted",
      ),
      true,
      15,
    ],
    [
      "mixed, weighted, 5 K and 11 others",
      room(
        [
          ["K", 5],
          [5, 11],
        ],
        1,
        "weighted",
      ),
      false,
      15,
    ],
    ["nobody there", room([], 1), true, 20],
    ["no teacher", room([[5, 1]], 0), false, 0],
  ])("%s", (_, there, allowed, limit) => {
    expect(ratioOf(there)).toMatchObject({ allowed, limit });
  });

  it("are told in a sentence", () => {
    expect(ratioOf(room([[3, 1]], 1)).reason).toMatch(/^1 pupil with 1 teacher: within/);
    expect(ratioOf(room([[3, 21]], 1)).reason).toBe(
      "21 pupils with 1 teacher: over the limit of 20 (20 pupils to a teacher in grades 1 to 12).",
    );
    expect(
      ratioOf(
        room(
          [
            ["K", 1],
            [3, 1],
          ],
          2,
        ),
      ).reason,
    ).toContain("since TK or K pupils are in the room");
  });

  it.each<[string, Room, Grade, number]>([
    ["grade 4 into 18 of grade 3", room([[3, 18]], 1), 4, 2],
    ["K into 8 of grade 3", room([[3, 8]], 1), "K", 2],
    ["K into 15 of grade 3, strict", room([[3, 15]], 1), "K", 0],
    ["K into 15 of grade 3, weighted", room([[3, 15]], 1, "weighted"), "K", 2],
    ["grade 3 into 4 of K, strict", room([["K", 4]], 1), 3, 6],
    ["grade 3 into 4 of K, weighted", room([["K", 4]], 1, "weighted"), 3, 12],
  ])("let in %s", (_, there, grade, more) => {
    expect(mayEnter(there, grade)).toBe(more);
  });

  it("let in exactly as many as keep the ratio, in any room within it", () => {
    const anyGrade = fc.constantFrom(...grades);
    const anyRoom = fc.record({
      pupils: fc.array(fc.record({ grade: anyGrade, count: fc.integer({ min: 0, max: 12 }) }), {
        maxLength: 4,
      }),
      teachers: fc.integer({ min: 0, max: 3 }),
      mixed: fc.constantFrom("strict" as const, "weighted" as const),
    });
    fc.assert(
      fc.property(anyRoom, anyGrade, (there, grade) => {
        const more = mayEnter(there, grade);
        const having = (count: number) =>
          ratioOf({ ...there, pupils: [...there.pupils, { grade, count }] }).allowed;
        if (more > 0) expect(having(more)).toBe(true);
        expect(having(more + 1)).toBe(false);
      }),
    );
  });
});
