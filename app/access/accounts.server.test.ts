import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as account } from "#app/routes/account._index/route.tsx";
import { action as changePassword } from "#app/routes/account.password/route.tsx";
import { action as postPassword } from "#app/routes/sign-in._index/route.tsx";
import { loader as enrolPage } from "#app/routes/sign-in.enrol/route.tsx";
import { loader as userList } from "#app/routes/users._index/route.tsx";
import { loader as userPage } from "#app/routes/users.$userId._index/route.tsx";
import { action as newPassword } from "#app/routes/users.$userId.new-password/route.tsx";
import { action as readmit } from "#app/routes/users.$userId.return/route.tsx";
import { action as removeRole } from "#app/routes/users.$userId.role-removal/route.tsx";
import { action as giveRole } from "#app/routes/users.$userId.roles/route.tsx";
import { action as suspend } from "#app/routes/users.$userId.suspension/route.tsx";
import { action as addUser } from "#app/routes/users.new/route.tsx";
import { openBrowser, type TestBrowser } from "../../tests/access/test-browser.ts";
import { contextOn, movingClock } from "../../tests/access/test-context.ts";
import { addPerson, signIn, theirPassword } from "../../tests/access/test-people.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";

const clock = movingClock("2026-10-14T17:00:00Z");
let database: TestDatabase;
let world: ReturnType<typeof contextOn>;
let admin: TestBrowser;
let adminId: number;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  world = contextOn(database, clock);
  adminId = await addPerson(world.context, "head@example.org", [
    { schoolId: 0, role: "district administrator" },
  ]);
  admin = openBrowser(world.context);
  await signIn(admin, "head@example.org");
});
afterAll(() => database.drop());

const lastActions = async (n: number) =>
  (
    await database.admin`select action, by, school_id, after, before from audit_entry order by at desc, id desc`
  )
    .slice(0, n)
    .map(({ action, by }) => [action, by]);

test("an administrator adds a person, who signs in with the password shown once", async () => {
  const fields = { name: "Ann Abe", email: "Abe@Example.org", staffId: "501" };
  const added = await admin.post(addUser, "/users/new", fields);
  const [, userId = ""] = /^\/users\/(\d+)$/.exec(added.to ?? "") ?? [];
  const page = async () => (await admin.get(userPage, `/users/${userId}`, { userId })).body;
  const { oneTimePassword } = (await page()) as { oneTimePassword: string };
  expect(oneTimePassword).toMatch(/^(\w{4}-){3}\w{4}$/);
  expect(await page()).toMatchObject({
    oneTimePassword: null,
    user: { email: "abe@example.org", staffId: 501 },
  });
  const browser = openBrowser(world.context);
  const first = { email: "abe@example.org", password: oneTimePassword };
  expect((await browser.post(postPassword, "/sign-in", first)).to).toBe("/sign-in/code");
  expect((await browser.get(enrolPage, "/sign-in/enrol")).status).toBe(200);
  expect((await lastActions(1))[0]).toEqual(["account created", adminId]);

  const again = await admin.post(addUser, "/users/new", { ...fields, staffId: "none" });
  expect(again.status).toBe(400);
  expect(again.body).toMatchObject({ error: { staffId: [expect.stringContaining("Aeries")] } });
  const taken = await admin.post(addUser, "/users/new", fields);
  expect(taken.body).toMatchObject({ error: { email: [expect.stringContaining("already")] } });
});

test("roles are given and removed, on record, and hold from the next request on", async () => {
  const id = await addPerson(world.context, "roles@example.org", []);
  const params = { userId: String(id) };
  const give = (role: string, schoolId: string) =>
    admin.post(giveRole, `/users/${id}/roles`, { role, schoolId }, params);
  const theirs = openBrowser(world.context);
  await signIn(theirs, "roles@example.org");
  const places = async () => ((await theirs.get(account, "/account")).body as { places: string[] }).places;
  expect(await places()).toEqual([]);
  expect((await give("attendance clerk", "10")).to).toBe(`/users/${id}`);
  expect(await places()).toEqual(["Oak Elementary"]);
  for (const [role, place] of [
    ["attendance clerk", "0"],
    ["district administrator", "10"],
    ["king", "10"],
    ["teacher", "30"],
  ]) {
    expect((await give(role ?? "", place ?? "")).status, `${role} ${place}`).toBe(400);
  }
  await admin.post(removeRole, "/x", { role: "attendance clerk", schoolId: "10" }, params);
  expect(await places()).toEqual([]);
  const entries = await database.admin`select action, after, before from audit_entry where school_id = 10
    and subject = ${`person ${id}`} order by id`;
  expect(entries.map((entry) => ({ ...entry }))).toEqual([
    { action: "role given", after: { role: "attendance clerk" }, before: null },
    { action: "role removed", after: null, before: { role: "attendance clerk" } },
  ]);
});

test("a role at a school that Aeries has closed can be taken away, though not given", async () => {
  const id = await addPerson(world.context, "stays@example.org", [{ schoolId: 20, role: "teacher" }]);
  const params = { userId: String(id) };
  const held = { role: "teacher", schoolId: "20" };
  const roles = async () => (await database.admin`select role from user_role where user_id = ${id}`).length;
  await database.admin`update school set active = false where id = 20`;
  expect((await admin.post(giveRole, "/x", { ...held, role: "attendance clerk" }, params)).status).toBe(400);
  expect((await admin.post(removeRole, "/x", held, params)).status).toBe(302);
  expect(await roles()).toBe(0);
  await database.admin`update school set active = true where id = 20`;
});

test("suspending ends sessions at once and keeps someone out until they are let in again", async () => {
  const id = await addPerson(world.context, "out@example.org", [{ schoolId: 10, role: "teacher" }]);
  const params = { userId: String(id) };
  const theirs = openBrowser(world.context);
  await signIn(theirs, "out@example.org");
  await admin.post(suspend, "/x", {}, params);
  const [open] =
    await database.admin`select count(*)::int as n from session where user_id = ${id} and ended_at is null`;
  expect(open?.n).toBe(0);
  expect((await theirs.get(account, "/account")).status).toBe(302);
  expect(await signIn(theirs, "out@example.org")).toBe("/sign-in");
  await admin.post(readmit, "/x", {}, params);
  expect(await signIn(theirs, "out@example.org")).toBe("/");
  expect(await lastActions(2)).toContainEqual(["account readmitted", adminId]);
});

test("a new one-time password voids the old one, the app and the sessions", async () => {
  const id = await addPerson(world.context, "lost@example.org", [{ schoolId: 10, role: "teacher" }]);
  const theirs = openBrowser(world.context);
  await signIn(theirs, "lost@example.org");
  await admin.post(newPassword, "/x", {}, { userId: String(id) });
  expect((await theirs.get(account, "/account")).status).toBe(302);
  const old = { email: "lost@example.org", password: theirPassword };
  expect((await theirs.post(postPassword, "/sign-in", old)).status).toBe(400);
  const [row] = await database.admin`select totp_secret from user_account where id = ${id}`;
  expect(row?.totp_secret).toBeNull();
});

test("nobody suspends themselves, and only district administrators manage people", async () => {
  expect((await admin.post(suspend, "/x", {}, { userId: String(adminId) })).status).toBe(403);
  expect((await admin.post(suspend, "/x", {}, { userId: "999999" })).status).toBe(404);
  await addPerson(world.context, "principal@example.org", [{ schoolId: 10, role: "school administrator" }]);
  const principal = openBrowser(world.context);
  await signIn(principal, "principal@example.org");
  expect((await principal.get(userList, "/users")).status).toBe(403);
  const { users } = (await admin.get(userList, "/users")).body as Awaited<ReturnType<typeof userList>>;
  expect(users.find((user) => user.email === "principal@example.org")).toMatchObject({
    roles: "school administrator, Oak Elementary",
    state: "Active",
    seen: "Oct 14, 2026, 10:00 am",
  });
});

test("a changed password needs the current one and ends other sessions", async () => {
  await addPerson(world.context, "mine@example.org", [{ schoolId: 10, role: "teacher" }]);
  const [here, there] = [openBrowser(world.context), openBrowser(world.context)];
  await signIn(here, "mine@example.org");
  await signIn(there, "mine@example.org");
  const change = (current: string, password: string) =>
    here.post(changePassword, "/account/password", { current, password, again: password });
  expect((await change("wrong", "seven quiet herons")).status).toBe(400);
  expect((await change(theirPassword, "mine@example.org 1")).status).toBe(400);
  expect((await change(theirPassword, "seven quiet herons")).to).toBe("/account");
  expect((await here.get(account, "/account")).status).toBe(200);
  expect((await there.get(account, "/account")).status).toBe(302);
  const next = { email: "mine@example.org", password: "seven quiet herons" };
  expect((await there.post(postPassword, "/sign-in", next)).to).toBe("/sign-in/code");
});
