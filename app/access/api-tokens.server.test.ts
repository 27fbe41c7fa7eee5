import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { RequestContext } from "#app/context.ts";
import { loader as askSyncStatus } from "#app/routes/api.aeries.sync-status/route.ts";
import { loader as askAttendance } from "#app/routes/api.attendance._index/route.ts";
import { loader as openList } from "#app/routes/tokens._index/route.tsx";
import { loader as openToken } from "#app/routes/tokens.$tokenId._index/route.tsx";
import { loader as askRevocation, action as revoke } from "#app/routes/tokens.$tokenId.revocation/route.tsx";
import { action as make, loader as openForm } from "#app/routes/tokens.new/route.tsx";
import { openBrowser, type TestBrowser } from "../../tests/access/test-browser.ts";
import { type Counted, contextOn, movingClock } from "../../tests/access/test-context.ts";
import { addPerson, signIn } from "../../tests/access/test-people.ts";
import { callApi } from "../../tests/api/script.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";

const clock = movingClock("2026-10-14T17:00:00Z");
let database: TestDatabase;
let context: RequestContext;
let counted: Counted;
let dana: TestBrowser;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  ({ context, counted } = contextOn(database, clock));
  await addPerson(context, "dana@example.org", [{ schoolId: 0, role: "district administrator" }]);
  dana = openBrowser(context);
  expect(await signIn(dana, "dana@example.org")).toBe("/");
});
beforeEach(() => {
  counted.alerts.length = 0;
  counted.refused.length = 0;
});
afterAll(() => database.drop());

const good: [string, string][] = [
  ["name", "Nightly report"],
  ["scopes", "attendance:read"],
  ["schools", "10"],
  ["lastDay", "2026-10-31"],
];
const but = (name: string, ...values: string[]): [string, string][] => [
  ...good.filter(([each]) => each !== name),
  ...values.map((value): [string, string] => [name, value]),
];
type Page = { token: Record<string, unknown>; secret: string | null };
const opened = async (id: number) =>
  (await dana.get(openToken, `/tokens/${id}`, { tokenId: String(id) })).body as Page;
const made = async (fields = good) => {
  const { to } = await dana.post(make, "/tokens/new", fields);
  const id = Number(to?.split("/").at(-1));
  const page = await opened(id);
  return { id, page, secret: page.secret! };
};
const ask = (token: string, query = "aggregated=true") =>
  callApi(context, askAttendance, `/api/attendance?${query}`, { token });

test("a token is made, shown once, works at its schools, and is nowhere to be read", async () => {
  const { id, page, secret } = await made();
  expect(secret).toMatch(/^ap_[\w-]{43}$/);
  expect(page.token).toMatchObject({
    name: "Nightly report",
    state: "active",
    scopes: ["Read attendance figures"],
    schools: "Oak Elementary",
    made: "Oct 14, 2026, 10:00 am, by dana",
    lastUsed: "Never",
    lastDay: "Sat, Oct 31, 2026",
    revoked: null,
  });
  expect((await opened(id)).secret).toBeNull();

  clock.move({ minutes: 5 });
  expect((await ask(secret)).status).toBe(200);
  expect((await opened(id)).token.lastUsed).toBe("Oct 14, 2026, 10:05 am");
  clock.move({ seconds: 59 });
  await ask(secret);
  const [used] = await database.admin`select last_used_at from api_token where id = ${id}`;
  expect(used!.last_used_at).toEqual(new Date("2026-10-14T17:05:00Z"));
  clock.move({ seconds: 1 });
  await ask(secret);
  expect((await opened(id)).token.lastUsed).toBe("Oct 14, 2026, 10:06 am");

  const list = (await dana.get(openList, "/tokens")).body as { tokens: { id: number }[] };
  expect(list.tokens.map((token) => token.id)).toContain(id);
  const everything = await database.admin<{ row: string }[]>`
    select to_jsonb(t)::text as row from api_token t union all select to_jsonb(e)::text from audit_entry e`;
  expect(everything.some(({ row }) => row.includes(secret) || row.includes(secret.slice(3)))).toBe(false);
  const [entry] = await database.admin`select actor, action, subject, after from audit_entry
    where school_id = 0 and subject = ${`API token ${id}`}`;
  expect(entry).toMatchObject({
    actor: expect.stringMatching(/^district administrator \d+$/),
    action: "API token made",
    after: { scopes: ["attendance:read"], schools: [10], expiresAt: "2026-11-01T07:00:00Z" },
  });
  expect(counted).toMatchObject({ alerts: [], refused: [] });
});

test.for<[string, string[], string]>([
  ["name", ["  "], "Enter what the token is for, in 3 letters or more."],
  ["name", ["x".repeat(81)], "Keep this within 80 letters."],
  ["scopes", [], "Choose at least one thing that it may do."],
  ["scopes", ["pupils:read"], "Choose from the list what it may do."],
  ["schools", [], "Choose at least one school."],
  ["schools", ["10", "99"], "Choose schools from the list."],
  ["schools", ["10 or 1=1"], "Choose schools from the list."],
  ["lastDay", [], "Enter the last day on which it holds."],
  ["lastDay", ["2026-02-30"], "There is no 2026-02-30 in the calendar. Check the month and the day."],
  ["lastDay", ["2026-10-13"], "This day has passed. Enter today or a later day."],
  ["lastDay", ["2027-10-15"], "A token holds for a year at most. Enter an earlier day."],
])("a form with %s %j is told what to do, and keeps the rest", async ([field, values, sentence]) => {
  const before = await database.admin`select count(*)::int as n from api_token`;
  const { status, body } = await dana.post(make, "/tokens/new", but(field, ...values));
  expect(status).toBe(400);
  const reply = body as { error: Record<string, string[]>; initialValue: Record<string, unknown> };
  expect(
    Object.entries(reply.error).map(([name, errors]) => [name.replace(/\[\d\]$/, ""), errors[0]]),
  ).toEqual([[field, sentence]]);
  for (const [name, value] of good.filter(([each]) => each !== field))
    expect([reply.initialValue[name]].flat()).toEqual([value]);
  expect(await database.admin`select count(*)::int as n from api_token`).toEqual(before);
});

test("revoked with a reason it is refused from the next call on, and every call with it raises an alert", async () => {
  const { id, secret } = await made();
  const at = `/tokens/${id}/revocation`;
  const params = { tokenId: String(id) };
  expect(await dana.get(askRevocation, at, params)).toMatchObject({ status: 200, body: { id } });
  for (const [reason, sentence] of [
    [" ", "Write in a few words why."],
    ["x".repeat(201), "Shorten the reason to 200 letters."],
  ]) {
    const { status, body } = await dana.post(revoke, at, { reason: reason! }, params);
    expect({ status, body }).toMatchObject({ status: 400, body: { error: { reason: [sentence] } } });
  }
  expect((await ask(secret)).status).toBe(200);
  expect(counted.alerts).toEqual([]);

  expect((await dana.post(revoke, at, { reason: "Left on a laptop." }, params)).to).toBe(`/tokens/${id}`);
  expect((await ask(secret)).body.detail).toBe("This token was revoked.");
  expect(counted).toMatchObject({ alerts: ["token_misuse"], refused: ["token"] });
  // A second one changes nothing: the first reason stays.
  expect((await dana.post(revoke, at, { reason: "Another." }, params)).to).toBe(`/tokens/${id}`);
  expect((await opened(id)).token).toMatchObject({
    state: "revoked",
    revoked: { when: expect.stringMatching(/, by dana$/), reason: "Left on a laptop." },
  });
  const entries = await database.admin`select action, reason from audit_entry
    where subject = ${`API token ${id}`} order by id`;
  expect([...entries]).toEqual([
    { action: "API token made", reason: null },
    { action: "API token revoked", reason: "Left on a laptop." },
  ]);
});

test("what is tried with a token of ours raises an alert; a token that nobody knows is only counted", async () => {
  const { id, secret } = await made();
  expect((await ask(`${secret}x`)).status).toBe(401);
  expect(counted).toMatchObject({ alerts: [], refused: ["token"] });
  expect((await callApi(context, askSyncStatus, "/api/aeries/sync-status", { token: secret })).status).toBe(
    403,
  );
  expect((await ask(secret, "aggregated=true&school_id=20")).status).toBe(404);
  expect(counted).toMatchObject({
    alerts: ["token_misuse", "token_misuse"],
    refused: ["token", "token", "token"],
  });
  const [row] = await database.admin`select expires_at from api_token where id = ${id}`;
  const left = clock.now().until(Temporal.Instant.from((row!.expires_at as Date).toISOString()));
  clock.move(left.subtract({ nanoseconds: 1 }));
  expect((await ask(secret)).status).toBe(200);
  clock.move({ nanoseconds: 1 });
  expect((await ask(secret)).body.detail).toBe("This token has expired.");
  expect(counted.alerts).toHaveLength(3);
  clock.move({ nanoseconds: -left.total("nanoseconds") });
});

test("no one but the district's administrator opens these pages, and what is no token is not found", async () => {
  const { id } = await made();
  const params = { tokenId: String(id) };
  const others: [string, Parameters<typeof addPerson>[2]][] = [
    ["pat", [{ schoolId: 10, role: "school administrator" }]],
    ["helen", [{ schoolId: 0, role: "compliance officer" }]],
  ];
  for (const [name, roles] of others) {
    await addPerson(context, `${name}@example.org`, roles);
    const browser = openBrowser(context);
    await signIn(browser, `${name}@example.org`);
    for (const loader of [openList, openForm, openToken, askRevocation])
      expect((await browser.get(loader, "/tokens", params)).status, name).toBe(403);
    expect((await browser.post(make, "/tokens/new", good)).status, name).toBe(403);
    expect((await browser.post(revoke, "/tokens", { reason: "Because." }, params)).status, name).toBe(403);
  }
  for (const tokenId of ["999999", "0", "1e3", "x"]) {
    expect((await dana.get(openToken, "/tokens", { tokenId })).status).toBe(404);
    expect((await dana.get(askRevocation, "/tokens", { tokenId })).status).toBe(404);
    expect((await dana.post(revoke, "/tokens", { reason: "Because." }, { tokenId })).status).toBe(404);
  }
});
