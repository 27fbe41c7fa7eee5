import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as codesPage, action as makeCodes } from "#app/routes/account.recovery-codes/route.tsx";
import { loader as held } from "#app/routes/held.$id/route.tsx";
import { action as postPassword } from "#app/routes/sign-in._index/route.tsx";
import { action as postCode } from "#app/routes/sign-in.code/route.tsx";
import { createSecretBox } from "#server/secret-box.ts";
import { openBrowser, type TestBrowser } from "../../tests/access/test-browser.ts";
import { contextOn, movingClock } from "../../tests/access/test-context.ts";
import { addPerson, nextCode, signIn, theirPassword, theirSecret } from "../../tests/access/test-people.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { holdForm } from "./held-form.server.ts";
import { sealAnew } from "./seal-anew.server.ts";

const keyOf = (first: number) =>
  Buffer.from(Array.from({ length: 32 }, (_, at) => first + at)).toString("base64");
const [old, current] = [keyOf(1), keyOf(100)];
const boxes = {
  before: createSecretBox(old),
  between: createSecretBox(current, [old]),
  after: createSecretBox(current),
};
const clock = movingClock("2026-10-14T17:00:00Z");
let database: TestDatabase;
const world = (when: keyof typeof boxes) => ({ ...contextOn(database, clock).context, secrets: boxes[when] });
const email = "clerk@example.org";
let userId: number;
let browser: TestBrowser;
let recoveryCodes: string[];
let heldId: string;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  const context = world("before");
  userId = await addPerson(context, email, [{ schoolId: 10, role: "attendance clerk" }]);
  await addPerson(context, "away@example.org", [{ schoolId: 10, role: "auditor" }]);
  browser = openBrowser(context);
  await signIn(browser, email);
  await browser.post(makeCodes, "/account/recovery-codes", { code: await nextCode() });
  const { body } = await browser.get(codesPage, "/account/recovery-codes");
  recoveryCodes = (body as { codes: string[] }).codes;
  const form = new Request("https://ap.example.org/schools/10/x", {
    method: "POST",
    body: new URLSearchParams({ note: "kept" }),
  });
  heldId = (await holdForm(context, form, userId)) ?? "";
});
afterAll(() => database.drop());

/** The same browser, with its cookies, on the product as it is configured now. */
function carriedTo(when: keyof typeof boxes): TestBrowser {
  clock.move({ hours: 2 });
  const now = openBrowser(world(when));
  for (const [name, value] of browser.cookies) if (name !== "__Host-session") now.cookies.set(name, value);
  return now;
}
const sealedOf = async (whose: string) => {
  const [row] = await database.admin`select totp_secret from user_account where email = ${whose}`;
  return String(row?.totp_secret);
};
const sealedWith = async (when: keyof typeof boxes, whose: string) => boxes[when].open(await sealedOf(whose));

test("with the earlier key named, a code signs in, and its secret is sealed with the current one", async () => {
  const now = carriedTo("between");
  await expect(sealedWith("after", email)).rejects.toThrow();
  expect(await signIn(now, email)).toBe("/");
  expect(await sealedWith("after", email)).toBe(theirSecret);
});

test("a recovery code, a kept form and a known browser outlive the change", async () => {
  const now = carriedTo("between");
  await now.post(postPassword, "/sign-in", { email, password: theirPassword });
  expect((await now.post(postCode, "/sign-in/code", { code: recoveryCodes[0]! })).to).toBe("/");
  const { body } = await now.get(held, `/held/${heldId}`, { id: heldId });
  expect(body).toMatchObject({ fields: [["note", "kept"]] });
  const known = carriedTo("between");
  const stranger = openBrowser(world("between"));
  for (let n = 0; n < 6; n++) await stranger.post(postPassword, "/sign-in", { email, password: "a guess" });
  const right = { email, password: theirPassword };
  expect((await stranger.post(postPassword, "/sign-in", right)).status).toBe(429);
  expect((await known.post(postPassword, "/sign-in", right)).to).toBe("/sign-in/code");
});

test("what is left is sealed anew at once, and what that cannot change is counted", async () => {
  await expect(sealedWith("after", "away@example.org")).rejects.toThrow();
  expect(await sealAnew(world("between"))).toEqual({ renewed: 1, unopened: 0, earlierCodes: 1 });
  expect(await sealedWith("after", "away@example.org")).toBe(theirSecret);
  expect(await sealAnew(world("between"))).toEqual({ renewed: 0, unopened: 0, earlierCodes: 1 });
});

test("then the earlier key may go: codes sign in, recovery codes of before do not, new ones do", async () => {
  const now = carriedTo("after");
  await now.post(postPassword, "/sign-in", { email, password: theirPassword });
  expect((await now.post(postCode, "/sign-in/code", { code: recoveryCodes[1]! })).status).toBe(400);
  expect(await signIn(now, email)).toBe("/");
  await now.post(makeCodes, "/account/recovery-codes", { code: await nextCode() });
  expect(await sealAnew(world("after"))).toEqual({ renewed: 0, unopened: 0, earlierCodes: 0 });
});

test("a secret that no key opens is counted and left alone", async () => {
  const stray = createSecretBox(keyOf(50)).seal("x");
  await database.admin`update user_account set totp_secret = ${stray} where email = 'away@example.org'`;
  expect(await sealAnew(world("after"))).toMatchObject({ renewed: 0, unopened: 1 });
  expect(await sealedOf("away@example.org")).toBe(stray);
});
