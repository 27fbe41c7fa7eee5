import { expect, test } from "vitest";
import { sectionName } from "./section-name.ts";

test("a class is named with its room, where it has one", () => {
  const named = (room: string | null) => sectionName({ title: "HR3", room });
  expect(["12", "P-4", "B12", "Room 4", "Gym", " ", null].map(named)).toEqual([
    "HR3 · Room 12",
    "HR3 · Room P-4",
    "HR3 · Room B12",
    "HR3 · Room 4",
    "HR3 · Gym",
    "HR3",
    "HR3",
  ]);
});
