import { expect, test } from "vitest";
import { z } from "zod";
import { bodyFrom } from "./api-request.ts";

test("the letter NUL, which the database does not take, is left out of a body's texts", () => {
  const schema = z.object({ rooms: z.array(z.string()) });
  expect(bodyFrom(String.raw`{"rooms": ["A\u0000 1", "back\\u0000slash"]}`, schema)).toEqual({
    rooms: ["A 1", String.raw`back\u0000slash`],
  });
});
