import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as home } from "#app/routes/_index/route.tsx";
import { action as postPassword, loader as signInPage } from "#app/routes/sign-in._index/route.tsx";
import { action as postCode } from "#app/routes/sign-in.code/route.tsx";
import { openBrowser } from "../../tests/access/test-browser.ts";
import { contextOn, movingClock } from "../../tests/access/test-context.ts";
import { addPerson, nextCode, theirPassword } from "../../tests/access/test-people.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";

const clock = movingClock("2026-10-14T17:00:00Z");
let database: TestDatabase;
let world: ReturnType<typeof contextOn>;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  world = contextOn(database, clock);
  await addPerson(world.context, "clerk@example.org", [{ schoolId: 10, role: "attendance clerk" }]);
});
afterAll(() => database.drop());

test("password, then code, then the only school", async () => {
  const browser = openBrowser(world.context);
  expect((await browser.get(home, "/")).to).toBe("/sign-in");
  const first = await browser.post(postPassword, "/sign-in", {
    email: " Clerk@Example.org",
    password: theirPassword,
  });
  expect(first.to).toBe("/sign-in/code");
  const afterPassword = browser.cookies.get("__Host-session");
  expect((await browser.get(home, "/")).to).toBe("/sign-in/code");
  const second = await browser.post(postCode, "/sign-in/code", { code: await nextCode() });
  expect(second.to).toBe("/");
  expect(browser.cookies.get("__Host-session")).not.toBe(afterPassword);
  expect((await browser.get(home, "/")).to).toBe("/schools/10");
  expect((await browser.get(signInPage, "/sign-in")).to).toBe("/");
});
