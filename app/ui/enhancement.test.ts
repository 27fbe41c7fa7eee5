import { expect, test } from "vitest";
import { enhancementHref } from "./enhancement.ts";

const hrefs = { register: "/enhance/register.js?v=1", board: "/enhance/board.js?v=2" };

test("a page has the script its deepest route names", () => {
  expect(enhancementHref([{}, { handle: { enhance: "register" } }], hrefs)).toBe(hrefs.register);
  expect(
    enhancementHref([{ handle: { enhance: "board" } }, { handle: { enhance: "register" } }, {}], hrefs),
  ).toBe(hrefs.register);
});

test("a page that names none has none, and nobody has one who saves data", () => {
  expect(enhancementHref([{}, { handle: {} }], hrefs)).toBeNull();
  expect(enhancementHref([{ handle: { enhance: "register" } }], {})).toBeNull();
});
