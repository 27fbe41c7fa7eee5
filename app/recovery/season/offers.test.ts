import { expect, test } from "vitest";
import { saturdayOffers } from "../../../tests/recovery/season/saturday-offers.ts";
import { makeOffers } from "./offers.ts";
import { freeTeachers } from "./plan.ts";

const day = (text: string) => Temporal.PlainDate.from(text);

test("a second teacher joins a room where the ratio would leave seats empty, and none goes where no room gains", () => {
  expect(saturdayOffers(480, 720, 2, 30).map(({ teacherIds }) => teacherIds)).toEqual([[1, 2]]);
  const one = { times: [{ startsAt: 480, endsAt: 720 }], rooms: [{ room: "1", seats: 10 }] };
  const two = [1, 2].map((teacherId) => ({
    teacherId,
    startsAt: 0,
    endsAt: 1440,
    dates: [day("2026-10-17")],
  }));
  expect(makeOffers({ ...one, teachers: two }).idle).toEqual([2]);
});

test("a teacher leads on each date within the hours of its weekday", () => {
  const { offers } = makeOffers({
    times: [
      { startsAt: 480, endsAt: 720 },
      { startsAt: 930, endsAt: 1050 },
    ],
    rooms: [{ room: "1", seats: 10 }],
    teachers: freeTeachers({
      dates: ["2026-10-12", "2026-10-13", "2026-10-17"],
      teachers: [
        { teacherId: 1, startsAt: 420, endsAt: 780, weekday: 6 },
        { teacherId: 1, startsAt: 900, endsAt: 1080, weekday: 1 },
        { teacherId: 2, startsAt: 900, endsAt: 1080, weekday: null },
        { teacherId: 3, startsAt: 0, endsAt: 1440, weekday: null },
      ],
      leftOut: { sessions: [], teachers: [3], pupils: [] },
    }),
  });
  expect(offers.map(({ date, startsAt, teacherIds }) => [date.toString(), startsAt, teacherIds])).toEqual([
    ["2026-10-12", 930, [1]],
    ["2026-10-13", 930, [2]],
    ["2026-10-17", 480, [1]],
    ["2026-10-17", 930, [2]],
  ]);
});

test("a break belongs to the session it lies in", () => {
  const lunch = { startsAt: 690, endsAt: 720, what: "lunch" };
  const { offers } = makeOffers({
    times: [
      { startsAt: 480, endsAt: 750 },
      { startsAt: 780, endsAt: 900 },
    ],
    rooms: [{ room: "1", seats: 10 }],
    teachers: [{ teacherId: 1, startsAt: 0, endsAt: 1440, dates: [day("2026-10-17")] }],
    breaks: [lunch],
  });
  expect(offers.map(({ breaks }) => breaks)).toEqual([[lunch], []]);
});
