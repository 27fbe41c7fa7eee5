import type { ActionFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { loader as home } from "#app/routes/_index/route.tsx";
import { loader as account } from "#app/routes/account._index/route.tsx";
import { action as endOne } from "#app/routes/account.sessions.$handle.end/route.tsx";
import { action as endOthers } from "#app/routes/account.sessions.others.end/route.tsx";
import { action as discard, loader as held } from "#app/routes/held.$id/route.tsx";
import { loader as schools } from "#app/routes/schools._index/route.tsx";
import { loader as signInPage } from "#app/routes/sign-in._index/route.tsx";
import { action as signOut } from "#app/routes/sign-out/route.tsx";
import { openBrowser, type TestBrowser } from "../../tests/access/test-browser.ts";
import { contextOn, movingClock } from "../../tests/access/test-context.ts";
import { addPerson, signIn } from "../../tests/access/test-people.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { requireActor } from "./require-actor.server.ts";

const clock = movingClock("2026-10-14T17:00:00Z");
let database: TestDatabase;
let world: ReturnType<typeof contextOn>;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  world = contextOn(database, clock);
  await addPerson(world.context, "clerk@example.org", [{ schoolId: 10, role: "attendance clerk" }]);
  await addPerson(world.context, "roving@example.org", [
    { schoolId: 10, role: "attendance clerk" },
    { schoolId: 20, role: "auditor" },
  ]);
});
beforeEach(() => {
  world.counted.refused.length = 0;
});
afterAll(() => database.drop());

const signedIn = async (email: string): Promise<TestBrowser> => {
  clock.move({ hours: 13 });
  const browser = openBrowser(world.context);
  expect(await signIn(browser, email)).toBe("/");
  return browser;
};
const isIn = async (browser: TestBrowser) => (await browser.get(account, "/account")).status === 200;

/** Stands for any page with a form. */
const saving = async ({ context, request, params }: ActionFunctionArgs) => {
  await requireActor(context, request, "attendance:record", params.schoolId);
  return null;
};

test("a session lives while it is used, and ends after 45 minutes without", async () => {
  const browser = await signedIn("clerk@example.org");
  for (let n = 0; n < 3; n++) {
    clock.move({ minutes: 44 });
    expect(await isIn(browser)).toBe(true);
  }
  clock.move({ minutes: 45 });
  const { to } = await browser.get(account, "/account");
  expect(to).toBe("/sign-in?next=%2Faccount&ended=1");
  expect((await browser.get(signInPage, to ?? "")).body).toEqual({ formKept: false, ended: true });
});

test("it ends after 12 hours whatever happens, and its pages say so a quarter of an hour before", async () => {
  const browser = await signedIn("clerk@example.org");
  const banner = async () => {
    const { body } = await browser.get(schools, "/schools");
    return (body as { frame: { banner: string | null } }).frame.banner;
  };
  for (let minutes = 0; minutes < 700; minutes += 35) {
    clock.move({ minutes: 35 });
    expect(await isIn(browser)).toBe(true);
  }
  clock.move({ minutes: 5 });
  expect(await banner()).toBeNull();
  clock.move({ minutes: 1 });
  const ends = clock.now().add({ minutes: 14 }).toZonedDateTimeISO("America/Los_Angeles");
  const at = `${ends.hour % 12 || 12}:${String(ends.minute).padStart(2, "0")}`;
  expect(await banner()).toMatch(new RegExp(`^You will be signed out at ${at}\\s[AP]M\\. Save your work`));
  clock.move({ minutes: 14 });
  expect(await isIn(browser)).toBe(false);
});

test("a form sent after the end is kept for its owner, whole, and for nobody else", async () => {
  const browser = await signedIn("clerk@example.org");
  clock.move({ minutes: 46 });
  const fields: [string, string][] = [
    ["mark-1001", "A"],
    ["note", "Zoë & Ñandú = 50% + ½ 🚌"],
    ["chosen", "1"],
    ["chosen", "2"],
    ["empty", ""],
  ];
  const path = "/schools/10/registers/2026-10-14/section/101?again=1";
  const { to } = await browser.post(saving, path, fields, { schoolId: "10" });
  const [, id = ""] = /^\/sign-in\?next=%2Fheld%2F([0-9a-f-]{36})&ended=1$/.exec(to ?? "") ?? [];
  expect((await browser.get(signInPage, to ?? "")).body).toEqual({ formKept: true, ended: true });
  const [row] = await database.admin`select body from held_form where id = ${id}`;
  expect(row?.body).not.toContain("note");

  const other = openBrowser(world.context);
  await signIn(other, "roving@example.org");
  expect((await other.get(held, `/held/${id}`, { id })).status).toBe(404);
  expect((await other.post(discard, `/held/${id}`, {}, { id })).to).toBe("/");

  expect(await signIn(browser, "clerk@example.org", `/held/${id}`)).toBe(`/held/${id}`);
  const { body } = await browser.get(held, `/held/${id}`, { id });
  expect(body).toMatchObject({ path, fields, what: "The register of 2026-10-14" });
  expect((await browser.post(discard, `/held/${id}`, {}, { id })).to).toBe("/");
  expect((await browser.get(held, `/held/${id}`, { id })).status).toBe(404);
});

test("a form from someone never signed in is not kept", async () => {
  const answer = await openBrowser(world.context).post(
    saving,
    "/schools/10/x",
    { a: "1" },
    { schoolId: "10" },
  );
  expect(answer.to).toBe("/sign-in?ended=1");
});

test("a person sees their sessions and ends one from afar, or all others", async () => {
  const here = await signedIn("clerk@example.org");
  const [library, home2] = [openBrowser(world.context), openBrowser(world.context)];
  await signIn(library, "clerk@example.org");
  await signIn(home2, "clerk@example.org");
  const list = async (browser: TestBrowser) =>
    ((await browser.get(account, "/account")).body as Awaited<ReturnType<typeof account>>).sessions;
  const rows = await list(here);
  expect(rows).toHaveLength(3);
  expect(rows.filter((row) => row.isThis)).toHaveLength(1);
  expect(rows[0]).toMatchObject({ agent: "Test browser", address: "203.0.113.7" });
  const handle = (await list(library)).find((row) => row.isThis)?.handle ?? "";

  const stranger = openBrowser(world.context);
  await signIn(stranger, "roving@example.org");
  const end = (browser: TestBrowser) =>
    browser.post(endOne, `/account/sessions/${handle}/end`, {}, { handle });
  expect((await end(stranger)).status).toBe(404);
  expect(await isIn(library)).toBe(true);
  expect((await end(here)).to).toBe("/account");
  expect([await isIn(library), await isIn(home2), await isIn(here)]).toEqual([false, true, true]);
  await here.post(endOthers, "/account/sessions/others/end", {});
  expect([await isIn(home2), await isIn(here), await isIn(stranger)]).toEqual([false, true, true]);
});

test("signing out ends the session on the server too", async () => {
  const browser = await signedIn("clerk@example.org");
  const copy = openBrowser(world.context);
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
  expect((await browser.post(signOut, "/sign-out", {})).to).toBe("/sign-in");
  expect(browser.cookies.has("__Host-session")).toBe(false);
  expect(await isIn(copy)).toBe(false);
});

test("someone at two schools chooses; what they may do is what their role there allows", async () => {
  const browser = await signedIn("roving@example.org");
  expect((await browser.get(home, "/")).to).toBe("/schools");
  const { body } = await browser.get(schools, "/schools");
  expect((body as { places: { id: number }[] }).places.map((place) => place.id)).toEqual([20, 10]);
  const at = (schoolId: string) => browser.post(saving, `/schools/${schoolId}/x`, {}, { schoolId });
  expect([(await at("10")).status, (await at("20")).status, (await at("30")).status]).toEqual([
    200, 403, 404,
  ]);
  expect(world.counted.refused).toEqual(["permission", "scope"]);
});

test("a suspended person is out at once", async () => {
  const browser = await signedIn("clerk@example.org");
  await database.admin`update user_account set suspended_at = ${clock.now().toString()} where email = 'clerk@example.org'`;
  expect((await browser.get(account, "/account")).to).toBe("/sign-in?next=%2Faccount");
  await database.admin`update user_account set suspended_at = null`;
});
