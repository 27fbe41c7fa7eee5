import { expect, test } from "vitest";
import { saturdayOffers } from "../../../tests/recovery/season/saturday-offers.ts";
import { makeOffers } from "./offers.ts";

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
