import { expect, test } from "vitest";
import {
  inForceOf,
  type PostedMark,
  type StoredMark,
  weighRegister,
  withoutHiddenMinutes,
} from "./register.ts";

const [me, colleague, third] = [1, 2, 3];
const says = (code: string | null, more: Partial<PostedMark> = {}): PostedMark => ({
  code,
  minutesLate: null,
  note: null,
  resolve: null,
  ...more,
});
let at = Temporal.Instant.from("2026-10-14T15:30:00Z");
/** A mark a minute after the one before; of Aeries where nobody is named. */
const mark = (id: number, code: string | null, byUser: number | null, source?: "office"): StoredMark => {
  at = at.add({ minutes: 1 });
  return {
    id,
    code,
    byUser,
    source: byUser === null ? "aeries" : (source ?? "teacher"),
    minutesLate: null,
    note: null,
    at,
    by: byUser === null ? null : `Person ${byUser}`,
    reason: null,
  };
};
const weighed = (
  marks: StoredMark[],
  posted: PostedMark,
  seen: number,
  home: "here" | "aeries" = "here",
  voice: "teacher" | "office" = "teacher",
) => {
  const pupils = [{ pupilId: 7, lastName: "Adams", firstName: "Sam", grade: 4, marks }];
  const { changes, clashes } = weighRegister(
    { pupils, home, savedBefore: null },
    new Map([[7, posted]]),
    seen,
    {
      userId: me,
      voice,
    },
  );
  return {
    clash: clashes.map(({ theirs }) => [theirs.source, theirs.code])[0],
    change: changes.map(({ before, mark }) => [before?.code ?? null, mark.code])[0],
  };
};

test.each([
  "here",
  "aeries",
] as const)("registers taken %s: a code that came from Aeries after the page was drawn is shown, not overwritten", (home) => {
  const marks = [mark(10, "I", null)];
  expect(weighed(marks, says("A"), 9, home)).toEqual({ clash: ["aeries", "I"], change: undefined });
  expect(weighed(marks, says(null), 9, home)).toEqual({ clash: ["aeries", "I"], change: undefined });
  expect(weighed(marks, says("I"), 9, home)).toEqual({});
});

test("what the page has shown of Aeries may be overruled", () => {
  expect(weighed([mark(10, "I", null)], says("A"), 10)).toEqual({ change: ["I", "A"] });
  expect(weighed([mark(10, "I", null)], says("A", { resolve: "mine" }), 10)).toEqual({ change: ["I", "A"] });
});

test("Aeries repeating what stood on the page, or what one has said oneself since, is no news", () => {
  const mine = mark(5, "A", me);
  expect(weighed([mine, mark(10, "A", null)], says("T"), 5)).toEqual({ change: ["A", "T"] });
  expect(weighed([mine, mark(10, "A", null)], says("T"), 4)).toEqual({ change: ["A", "T"] });
  expect(weighed([mine, mark(10, "I", null)], says("T"), 5)).toEqual({ clash: ["aeries", "I"] });
});

test("keeping what Aeries says puts it in force over one's own earlier mark", () => {
  const marks = [mark(5, "A", me), mark(10, "I", null)];
  expect(weighed(marks, says("T", { resolve: "theirs" }), 10)).toEqual({ change: ["A", "I"] });
  expect(weighed([mark(10, "I", colleague)], says("T", { resolve: "theirs" }), 10)).toEqual({});
});

test.each([
  "mine",
  "theirs",
] as const)("settled as %s, a mark that a third person made meanwhile is shown too", (resolve) => {
  const marks = [mark(10, "I", colleague), mark(11, "U", third)];
  expect(weighed(marks, says("A", { resolve }), 10)).toEqual({ clash: ["teacher", "U"] });
  expect(weighed(marks, says("A", { resolve: "mine" }), 11)).toEqual({ change: ["U", "A"] });
  expect(weighed(marks, says("A", { resolve: "theirs" }), 11)).toEqual({});
});

const codes = [
  { code: "A", title: "Absent", category: "UNVERIFIED", quick: true },
  { code: "T", title: "Tardy", category: "TARDY_UNEXCUSED", quick: true },
] as const;
const onRegister = (...marks: StoredMark[][]) => ({
  home: "here" as const,
  codes: [...codes],
  pupils: marks.map((each, at) => ({
    pupilId: at + 1,
    lastName: "Adams",
    firstName: "Sam",
    grade: 4,
    marks: each,
  })),
});

test("minutes late stay only with a code that asks for them, and so do mistakes in them", () => {
  const marks = new Map([
    [1, says("A", { minutesLate: 12 })],
    [2, says("T", { minutesLate: 12 })],
    [3, says("A")],
    [4, says("T")],
  ]);
  const errors = new Map([
    [3, { field: "minutes" }],
    [4, { field: "minutes" }],
  ]);
  const read = withoutHiddenMinutes(onRegister([], [], [], []), marks, errors);
  expect([...read.marks.values()].map(({ minutesLate }) => minutesLate)).toEqual([null, 12, null, null]);
  expect([...read.errors.keys()]).toEqual([4]);
});

test("minutes that stand stay with their mark when the school's codes have changed since", () => {
  const stands = { ...mark(1, "L", colleague), minutesLate: 12 };
  const posted = (minutesLate: number) => new Map([[1, says("L", { minutesLate })]]);
  const minutes = (given: number) =>
    withoutHiddenMinutes(onRegister([stands]), posted(given), new Map()).marks.get(1)?.minutesLate;
  expect([minutes(12), minutes(20)]).toEqual([12, null]);
});

test("the office's correction stands in force beside a later word of the teacher's", () => {
  const marks = [mark(1, "I", colleague, "office"), mark(2, "A", me)];
  const pupil = { pupilId: 7, lastName: "Adams", firstName: "Sam", grade: 4, marks };
  expect(inForceOf(pupil, "here").inForce?.code).toBe("I");
});
