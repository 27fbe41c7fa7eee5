import { afterAll, beforeAll, expect, test } from "vitest";
import { action as postPassword } from "#app/routes/sign-in._index/route.tsx";
import { action as postCode } from "#app/routes/sign-in.code/route.tsx";
import { openBrowser } from "../../tests/access/test-browser.ts";
import { contextOn, movingClock } from "../../tests/access/test-context.ts";
import { nextCode } from "../../tests/access/test-people.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { choosePeople, createPeople } from "./people.ts";

const clock = movingClock("2026-10-14T17:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
});
afterAll(() => database.drop());

test("everyone in the demo can sign in with what the access file says", async () => {
  const { context } = contextOn(database, clock);
  const people = await choosePeople(database.admin);
  const given = { door: database.web, clock, secrets: context.secrets, admin: database.admin };
  const users = await createPeople(people, given);
  expect(users.map((user) => user.email)).toContain("district@sierravista.example");
  for (const { email, password, totp_secret } of users) {
    const browser = openBrowser(context);
    await browser.post(postPassword, "/sign-in", { email, password });
    const answer = await browser.post(postCode, "/sign-in/code", { code: await nextCode(totp_secret) });
    expect(answer.to, email).toBe("/");
  }
});
