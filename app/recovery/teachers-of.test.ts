import { expect, test } from "vitest";
import { teachersAt } from "./supervision.ts";
import { type TeacherStep, teachingSpans } from "./teachers-of.ts";

const zone = "America/Los_Angeles";
const session = {
  date: Temporal.PlainDate.from("2026-10-17"),
  startsAt: 480,
  endsAt: 720,
  plannedLead: 501,
};
const step = (teacherId: number, what: TeacherStep["step"], local: string): TeacherStep => ({
  teacherId,
  step: what,
  at: Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant(),
});
const at = (steps: TeacherStep[], minute: number) =>
  teachersAt(
    teachingSpans(session, steps, zone).map((span) => ({ ...span, qualified: true })),
    minute,
  );

test("the one who was to lead is there all the time, unless they leave", () => {
  expect([at([], 480), at([], 719), at([], 720)]).toEqual([1, 1, 0]);
  expect(at([step(501, "left", "2026-10-16T09:00")], 480)).toBe(0);
  const half = [step(501, "left", "2026-10-17T09:00")];
  expect([at(half, 539), at(half, 540)]).toEqual([1, 0]);
});

test("who joined beforehand is there from the start, who left beforehand never", () => {
  const joined = step(502, "joined", "2026-10-01T09:00");
  expect(at([joined], 480)).toBe(2);
  expect(at([joined, step(502, "left", "2026-10-16T23:59")], 480)).toBe(1);
});

test("who leaves in the middle counts until that minute, and again when they are back", () => {
  const steps = [
    step(502, "joined", "2026-10-01T09:00"),
    step(502, "left", "2026-10-17T09:00"),
    step(502, "joined", "2026-10-17T10:00"),
  ];
  expect([539, 540, 599, 600].map((minute) => at(steps, minute))).toEqual([2, 1, 1, 2]);
});

test("what is put right afterwards speaks of the whole session", () => {
  const late = step(502, "joined", "2026-10-17T09:30");
  expect(at([late], 480)).toBe(1);
  expect(at([late, step(502, "left", "2026-10-19T08:00")], 700)).toBe(1);
  expect(at([step(502, "joined", "2026-10-19T08:00")], 480)).toBe(2);
});
