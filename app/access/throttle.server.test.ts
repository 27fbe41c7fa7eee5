import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { action as postPassword } from "#app/routes/sign-in._index/route.tsx";
import { action as postCode } from "#app/routes/sign-in.code/route.tsx";
import { openBrowser, type TestBrowser } from "../../tests/access/test-browser.ts";
import { contextOn, movingClock } from "../../tests/access/test-context.ts";
import { addPerson, nextCode, signIn, theirPassword } from "../../tests/access/test-people.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";

const clock = movingClock("2026-10-14T17:00:00Z");
let database: TestDatabase;
let world: ReturnType<typeof contextOn>;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
});
beforeEach(async () => {
  clock.move({ hours: 13 });
  await database.admin`delete from sign_in_failure`;
  world = contextOn(database, clock);
});
afterAll(() => database.drop());

const email = "clerk@example.org";
const guess = (browser: TestBrowser, whose = email, password = "a guess") =>
  browser.post(postPassword, "/sign-in", { email: whose, password });
const anyone = () => openBrowser(world.context);

test("after four failures each try waits longer, for a stranger as for an account", async () => {
  await addPerson(world.context, email, [{ schoolId: 10, role: "attendance clerk" }]);
  for (const whose of [email, "nobody@example.org"]) {
    const statuses: number[] = [];
    for (let n = 0; n < 5; n++) statuses.push((await guess(anyone(), whose)).status);
    expect(statuses).toEqual([400, 400, 400, 400, 400]);
    const refused = await guess(anyone(), whose, theirPassword);
    expect(refused.status).toBe(429);
    expect((refused.body as { error: string }).error).toBe("Too many tries. Wait 2 seconds, then try again.");
    clock.move({ seconds: 2 });
    expect((await guess(anyone(), whose)).status).toBe(400);
    expect(((await guess(anyone(), whose)).body as { error: string }).error).toContain("Wait 4 seconds");
  }
});

test("the pause ends at a minute, hammering does not make it longer, and the alert sounds once", async () => {
  for (let n = 0; n < 14; n++) {
    await guess(anyone());
    clock.move({ seconds: 60 });
  }
  expect(world.counted.alerts).toEqual(["lockout"]);
  await guess(anyone());
  for (let n = 0; n < 3; n++) {
    clock.move({ seconds: 19 });
    expect((await guess(anyone())).status).toBe(429);
  }
  expect(world.counted.failed.filter((reason) => reason === "locked")).toHaveLength(3);
  clock.move({ seconds: 3 });
  expect((await guess(anyone(), email, theirPassword)).to).toBe("/sign-in/code");
});

test("a pause costs no hashing, and guesses at the same moment are counted one by one", async () => {
  // Connections are opened beforehand: while they open one by one, so do the guesses run.
  await Promise.all(
    Array.from({ length: 10 }, () => database.web.asVisitor((tx) => tx.execute(sql`select pg_sleep(0.3)`))),
  );
  const answers = await Promise.all(Array.from({ length: 12 }, () => guess(anyone())));
  expect(answers.filter((answer) => answer.status === 400)).toHaveLength(5);
  expect(world.counted.hashes).toBe(5);
});

test("nobody can lock out a browser that signed in before", async () => {
  const own = anyone();
  await signIn(own, email);
  own.cookies.delete("__Host-session");
  for (let n = 0; n < 12; n++) await guess(anyone());
  expect((await guess(anyone(), email, theirPassword)).status).toBe(429);
  expect((await guess(own, email, theirPassword)).to).toBe("/sign-in/code");
});

test("a browser that signed in before has a pause of its own", async () => {
  const own = anyone();
  await signIn(own, email);
  for (let n = 0; n < 5; n++) await guess(own);
  expect((await guess(own, email, theirPassword)).status).toBe(429);
  expect((await guess(anyone(), email, theirPassword)).to).toBe("/sign-in/code");
});

test("many failures from one address pause the strangers behind it, for ten seconds at most", async () => {
  for (let n = 0; n < 40; n++) {
    await guess(anyone(), `nobody${n}@example.org`);
    clock.move({ seconds: 10 });
  }
  await guess(anyone(), "nobody@example.org");
  const refused = await guess(anyone(), email, theirPassword);
  expect((refused.body as { error: string }).error).toContain("Wait 10 seconds");
  world.context.address = "203.0.113.8";
  expect((await guess(anyone(), email, theirPassword)).to).toBe("/sign-in/code");
});

test("codes are paused like passwords", async () => {
  const browser = anyone();
  await guess(browser, email, theirPassword);
  for (let n = 0; n < 5; n++) await browser.post(postCode, "/sign-in/code", { code: "not a code" });
  expect((await browser.post(postCode, "/sign-in/code", { code: await nextCode() })).status).toBe(429);
  clock.move({ seconds: 2 });
  expect((await browser.post(postCode, "/sign-in/code", { code: await nextCode() })).to).toBe("/");
});

test("whoever has the password and tries a code a minute does not hold its owner's known browser out", async () => {
  const own = anyone();
  await signIn(own, email);
  own.cookies.delete("__Host-session");
  const thief = anyone();
  await guess(thief, email, theirPassword);
  const code = (browser: TestBrowser, typed: string) =>
    browser.post(postCode, "/sign-in/code", { code: typed });
  for (let n = 0; n < 8; n++) {
    await code(thief, "not a code");
    clock.move({ seconds: 60 });
  }
  await guess(thief, email, theirPassword);
  await code(thief, "not a code");
  expect((await code(thief, await nextCode())).status).toBe(429);
  await guess(own, email, theirPassword);
  expect((await code(own, await nextCode())).to).toBe("/");
});

test("a known browser has a pause of its own on codes, and none on passwords by it", async () => {
  const own = anyone();
  await signIn(own, email);
  await guess(own, email, theirPassword);
  for (let n = 0; n < 5; n++) await own.post(postCode, "/sign-in/code", { code: "not a code" });
  expect((await own.post(postCode, "/sign-in/code", { code: await nextCode() })).status).toBe(429);
  expect((await guess(own, email, theirPassword)).to).toBe("/sign-in/code");
  const other = anyone();
  await guess(other, email, theirPassword);
  expect((await other.post(postCode, "/sign-in/code", { code: await nextCode() })).to).toBe("/");
});

test("no address or email is stored", async () => {
  await guess(anyone());
  const rows = await database.admin`select subject from sign_in_failure`;
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toMatch(/clerk|203\.0/);
});
