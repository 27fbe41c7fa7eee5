import { expect, test } from "vitest";
import { keptPlan } from "./plan.ts";
import { readPlan } from "./plan-form.ts";

const today = Temporal.PlainDate.from("2026-10-16");
const form = {
  name: ["Fall"],
  subject: ["Mathematics"],
  from: ["2026-10-17"],
  through: ["2026-10-26"],
  weekday: ["1", "6"],
  "startsAt.1": ["08:00"],
  "endsAt.1": ["12:30"],
  "room.1": ["1"],
  "seats.1": ["8"],
  "teacher.1": ["501"],
  bands: ["spans"],
  minimumFill: ["2"],
  siblings: ["when free"],
};
const read = (more: Record<string, string>) =>
  readPlan(
    { ...form, ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, [value]])) },
    today,
  );
const errorsOf = (more: Record<string, string>) => {
  const answer = read(more);
  return answer.ok ? {} : answer.errors;
};
const lunch = { "breakWhat.1": "lunch", "breakStarts.1": "11:00", "breakEnds.1": "11:30" };

test("hours of a weekday and breaks are read", () => {
  const answer = read({
    ...lunch,
    "on.1": "6",
    "to.1": "13:00",
    "teacher.2": "501",
    "on.2": "1",
    "from.2": "07:30",
  });
  expect(answer).toMatchObject({
    ok: true,
    plan: {
      breaks: [{ what: "lunch", startsAt: 660, endsAt: 690 }],
      teachers: [
        { teacherId: 501, startsAt: 0, endsAt: 780, weekday: 6 },
        { teacherId: 501, startsAt: 450, endsAt: 1440, weekday: 1 },
      ],
    },
  });
});

test("hours on a weekday without a date are refused at their field", () => {
  expect(errorsOf({ "on.1": "3" })).toEqual({
    "on.1": "No date of the season is on that weekday. Choose another, or leave it at every date.",
  });
});

test.each([
  [{ "breakStarts.1": "11:00" }, { "breakWhat.1": /Choose what/, "breakEnds.1": /when the break ends/ }],
  [{ ...lunch, "breakEnds.1": "10:30" }, { "breakEnds.1": /ends before it starts/ }],
  [{ ...lunch, "breakStarts.1": "13:00", "breakEnds.1": "13:30" }, { "breakStarts.1": /No session is held/ }],
  [{ ...lunch, "breakEnds.1": "12:45" }, { "breakStarts.1": /outside the session/ }],
  [
    { ...lunch, "breakWhat.2": "recess", "breakStarts.2": "11:15", "breakEnds.2": "11:45" },
    { "breakStarts.2": /Two breaks share time/ },
  ],
  [
    { ...lunch, "breakStarts.1": "08:00", "breakEnds.1": "12:30" },
    { "breakStarts.1": /no time of instruction/ },
  ],
])("breaks %j are refused with what to do", (more, errors) => {
  expect(errorsOf(more)).toEqual(
    Object.fromEntries(
      Object.entries(errors).map(([name, what]) => [name, expect.stringMatching(what as RegExp)]),
    ),
  );
});

test("a season kept before there were breaks and weekdays has neither", () => {
  const plan = keptPlan.parse({
    dates: ["2026-10-17"],
    times: [{ startsAt: 480, endsAt: 720 }],
    rooms: [{ room: "1", seats: 8 }],
    teachers: [{ teacherId: 501, startsAt: 0, endsAt: 1440 }],
    subject: "Mathematics",
    minimumFill: 2,
    siblings: "always",
    bands: [],
    leftOut: { sessions: [], teachers: [], pupils: [] },
    locked: {},
    seats: {},
    changes: null,
  });
  expect([plan.breaks, plan.teachers[0]!.weekday]).toEqual([[], null]);
});
