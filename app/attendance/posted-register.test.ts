import { expect, test } from "vitest";
import { readPostedRegister } from "./posted-register.ts";

const form = (fields: Record<string, string>) => {
  const sent = new FormData();
  for (const [name, value] of Object.entries(fields)) sent.set(name, value);
  return readPostedRegister(sent);
};

test("a note is read of whoever has one, present or not; minutes only of who is not present", () => {
  const { marks, errors } = form({
    "mark.1": "",
    "note.1": " left at ten ",
    "minutes.1": "5",
    "mark.2": "T",
    "note.2": "bus",
    "minutes.2": "5",
    "mark.3": "",
    "note.3": "",
  });
  expect(errors.size).toBe(0);
  expect([...marks]).toEqual([
    [1, { code: null, minutesLate: null, note: "left at ten", resolve: null }],
    [2, { code: "T", minutesLate: 5, note: "bus", resolve: null }],
    [3, { code: null, minutesLate: null, note: null, resolve: null }],
  ]);
});

test("a note that is too long is said, of a present pupil too, and nothing typed is lost", () => {
  const long = "x".repeat(201);
  const { errors, asTyped } = form({ "mark.1": "", "note.1": long });
  expect(errors.get(1)).toEqual({ field: "note", text: "shorten the note to 200 letters" });
  expect(asTyped.get(1)?.note).toBe(long);
});
