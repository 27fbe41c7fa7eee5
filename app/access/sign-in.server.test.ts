import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as home } from "#app/routes/_index/route.tsx";
import { loader as codesPage, action as makeCodes } from "#app/routes/account.recovery-codes/route.tsx";
import { action as postPassword, loader as signInPage } from "#app/routes/sign-in._index/route.tsx";
import { action as postCode } from "#app/routes/sign-in.code/route.tsx";
import { action as confirm, loader as enrolPage } from "#app/routes/sign-in.enrol/route.tsx";
import { openBrowser } from "../../tests/access/test-browser.ts";
import { contextOn, movingClock } from "../../tests/access/test-context.ts";
import { addPerson, nextCode, signIn, theirPassword } from "../../tests/access/test-people.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { statementsOf } from "../../tests/database/statements.ts";
import { createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";

const clock = movingClock("2026-10-14T17:00:00Z");
let database: TestDatabase;
let world: ReturnType<typeof contextOn>;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  world = contextOn(database, clock);
  const clerk = [{ schoolId: 10, role: "attendance clerk" as const }];
  for (const name of ["clerk", "twice", "gone"]) await addPerson(world.context, `${name}@example.org`, clerk);
  await addPerson(world.context, "new@example.org", clerk, { enrolled: false });
  await database.admin`update user_account set suspended_at = now() where email = 'gone@example.org'`;
});
afterAll(() => database.drop());

const withPassword = (browser: ReturnType<typeof openBrowser>, email: string, password = theirPassword) =>
  browser.post(postPassword, "/sign-in", { email, password });

test("password, then code, then the only school", async () => {
  const browser = openBrowser(world.context);
  expect((await browser.get(home, "/")).to).toBe("/sign-in");
  expect((await withPassword(browser, " Clerk@Example.org")).to).toBe("/sign-in/code");
  const afterPassword = browser.cookies.get("__Host-session");
  expect((await browser.get(home, "/")).to).toBe("/sign-in/code");
  const second = await browser.post(postCode, "/sign-in/code", { code: await nextCode() });
  expect(second.to).toBe("/");
  expect(browser.cookies.get("__Host-session")).not.toBe(afterPassword);
  expect((await browser.get(home, "/")).to).toBe("/schools/10");
  expect((await browser.get(signInPage, "/sign-in")).to).toBe("/");
});

test("the session of the password step is worth nothing after the code", async () => {
  const browser = openBrowser(world.context);
  await withPassword(browser, "clerk@example.org");
  const early = openBrowser(world.context);
  for (const [name, value] of browser.cookies) early.cookies.set(name, value);
  await browser.post(postCode, "/sign-in/code", { code: await nextCode() });
  expect((await browser.get(home, "/")).to).toBe("/schools/10");
  expect((await early.get(home, "/")).to).toBe("/sign-in");
});

/** What an answer says, and what it took: hashes, statements. */
async function workOf(email: string, password: string) {
  world.counted.hashes = 0;
  world.counted.failed.length = 0;
  let answer = { status: 0, body: {} as unknown };
  const statements = await statementsOf(database.admin, async () => {
    answer = await withPassword(openBrowser(world.context), email, password);
  });
  const { error } = answer.body as { error: string };
  return { status: answer.status, error, hashes: world.counted.hashes, statements };
}

const refusedTries: [email: string, password: string, reason: string][] = [
  ["clerk@example.org", "not this one", "password"],
  ["nobody@example.org", theirPassword, "unknown"],
  ["gone@example.org", theirPassword, "suspended"],
  ["gone@example.org", "not this one", "password"],
  ["new@example.org", "not this one", "password"],
];

test("a stranger, a wrong password and a suspended person get one answer for the same work", async () => {
  const works = [];
  for (const [email, password, reason] of refusedTries) {
    works.push(await workOf(email, password));
    expect(world.counted.failed).toEqual([reason]);
  }
  const [known, ...others] = works;
  expect(known).toMatchObject({
    status: 400,
    error: "The email or the password is not right. Check both and try again.",
    hashes: 1,
  });
  expect(Object.keys(known!.statements).length).toBeGreaterThan(5);
  expect(others).toEqual(others.map(() => known));
});

test("the first try that a pause refuses is the same work too, and no hash, for whomever it asks", async () => {
  const works = [];
  for (const [email, password] of refusedTries) {
    clock.move({ hours: 2 });
    for (let n = 0; n < 5; n++) await withPassword(openBrowser(world.context), email, "a guess");
    works.push(await workOf(email, password));
    expect(world.counted.failed).toEqual(["locked"]);
  }
  const [known, ...others] = works;
  expect(known).toMatchObject({
    status: 429,
    error: "Too many tries. Wait 2 seconds, then try again.",
    hashes: 0,
  });
  expect(others).toEqual(others.map(() => known));
  clock.move({ hours: 2 });
});

test("a code works once, also when posted by four browsers at the same moment", async () => {
  const code = await nextCode();
  const browsers = await Promise.all(
    [1, 2, 3, 4].map(async () => {
      const browser = openBrowser(world.context);
      await withPassword(browser, "twice@example.org");
      return browser;
    }),
  );
  const answers = await Promise.all(
    browsers.map((browser) => browser.post(postCode, "/sign-in/code", { code })),
  );
  expect(answers.filter((answer) => answer.to === "/")).toHaveLength(1);
  const later = openBrowser(world.context);
  await withPassword(later, "twice@example.org");
  clock.move({ minutes: 2 });
  expect((await later.post(postCode, "/sign-in/code", { code })).status).toBe(400);
});

test("the first sign-in enrols an app and shows ten recovery codes once; each works once", async () => {
  const browser = openBrowser(world.context);
  await withPassword(browser, "new@example.org");
  const { body } = await browser.get(enrolPage, "/sign-in/enrol?next=%2Faccount");
  const { written, uri, picture } = body as Awaited<ReturnType<typeof enrolPage>>;
  expect(written).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  const secret = written.replaceAll(" ", "");
  expect(uri).toBe(
    `otpauth://totp/AP%20Tool:new%40example.org?secret=${secret}&issuer=AP+Tool&algorithm=SHA1&digits=6&period=30`,
  );
  expect(picture.path).toMatch(/^M0 0h1v1h-1z/);
  expect((await browser.get(enrolPage, "/sign-in/enrol")).body).toEqual(body);
  const code = await nextCode(secret);
  const wrong = code === "000000" ? "000001" : "000000";
  const own = "seven quiet herons";
  const refusal = async (typed: Record<string, string>) => {
    const fields = { code, password: own, again: own, ...typed };
    const answer = await browser.post(confirm, "/sign-in/enrol", fields);
    return answer.status === 400 ? (answer.body as { error: string }).error : answer.to;
  };
  expect(await refusal({ code: wrong })).toContain("That code did not work");
  expect(await refusal({ password: "short", again: "short" })).toContain("at least 12");
  expect(await refusal({ again: "seven quiet heron" })).toContain("not the same");
  expect(await refusal({ password: theirPassword, again: theirPassword })).toContain("other than");
  const fields = { code, password: own, again: own };
  const confirmed = await browser.post(confirm, "/sign-in/enrol?next=%2Faccount", fields);
  expect(confirmed.to).toBe("/account/recovery-codes?next=%2Faccount");

  const shown = (await browser.get(codesPage, "/account/recovery-codes")).body as { codes: string[] };
  expect(new Set(shown.codes).size).toBe(10);
  const again = (await browser.get(codesPage, "/account/recovery-codes")).body;
  expect(again).toMatchObject({ codes: null, left: 10 });
  const stored = await database.admin<{ hash: string }[]>`select hash from recovery_code`;
  expect(stored.some(({ hash }) => shown.codes.includes(hash))).toBe(false);

  const [first = ""] = shown.codes;
  const typed = first.replaceAll("-", " ").toUpperCase();
  const two = [openBrowser(world.context), openBrowser(world.context)];
  for (const each of two) await withPassword(each, "new@example.org", own);
  const answers = await Promise.all(two.map((each) => each.post(postCode, "/sign-in/code", { code: typed })));
  expect(answers.map((answer) => answer.status).sort()).toEqual([302, 400]);
});

test("new recovery codes need a code, and replace the old ones", async () => {
  const browser = openBrowser(world.context);
  await signIn(browser, "clerk@example.org");
  expect((await browser.post(makeCodes, "/account/recovery-codes", { code: "1" })).status).toBe(400);
  const made = await browser.post(makeCodes, "/account/recovery-codes", { code: await nextCode() });
  expect(made.to).toBe("/account/recovery-codes");
  const shown = (await browser.get(codesPage, "/account/recovery-codes")).body as { codes: string[] };
  expect(shown.codes).toHaveLength(10);
  const [entry] = await database.admin`select action, by from audit_entry order by at desc, id desc limit 1`;
  expect(entry?.action).toBe("recovery codes made");
});

test("what comes next is one of our own pages", async () => {
  const to = async (next: string) => {
    clock.move({ minutes: 2 });
    return signIn(openBrowser(world.context), "clerk@example.org", next);
  };
  expect(await to("/schools/10/registers?date=2026-10-14")).toBe("/schools/10/registers?date=2026-10-14");
  for (const elsewhere of [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
  ]) {
    expect(await to(elsewhere), elsewhere).toBe("/");
  }
  expect(await to("/sign-out")).toBe("/");
});
