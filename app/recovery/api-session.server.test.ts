import { afterAll, beforeAll, expect, test } from "vitest";
import { hashToken } from "#app/access/token.server.ts";
import { action } from "#app/routes/api.recovery-sessions/route.ts";
import { contextOn } from "../../tests/access/test-context.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";

const clock = clockAt("2026-10-14T17:00:00Z");
let database: TestDatabase;
let world: ReturnType<typeof contextOn>;
const tokens = {
  good: "good-token-0123456789abcdef",
  expired: "expired-token-0123456789abc",
  revoked: "revoked-token-0123456789abc",
  reader: "reader-token-0123456789abcd",
};
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  world = contextOn(database, clock);
  const add = (token: string, scope: string, expires: string) => database.admin`
    insert into api_token (name, hash, scopes, schools, created_at, expires_at)
    values ('test', ${hashToken(token)}, ${[scope]}, ${[10]}, '2026-08-01', ${expires})`;
  await add(tokens.good, "recovery:write", "2027-08-01");
  await add(tokens.expired, "recovery:write", "2026-10-14T17:00:00Z");
  await add(tokens.revoked, "recovery:write", "2027-08-01");
  await add(tokens.reader, "attendance:read", "2027-08-01");
  await database.admin`insert into api_token_revocation (token_id, reason, at)
    select id, 'Lost.', '2026-09-01' from api_token where hash = ${hashToken(tokens.revoked)}`;
  await database.admin`update school set recovery_defaults = ${database.admin.json({
    startsAt: 480,
    endsAt: 720,
    room: "Library",
    teacherId: 501,
    subject: "Reading",
    lowGrade: 1,
    highGrade: 6,
  })} where id = 10`;
});
afterAll(() => database.drop());

async function post(
  body: unknown,
  { token = tokens.good as string | null, key = null as string | null } = {},
) {
  const headers = new Headers({ "Content-Type": "application/json" });
  if (token !== null) headers.set("Authorization", `Bearer ${token}`);
  if (key !== null) headers.set("Idempotency-Key", key);
  const request = new Request("https://ap.example.org/api/recovery-sessions", {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const args = { request, context: world.context, params: {} } as unknown as Parameters<typeof action>[0];
  const answer = await action(args).catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  });
  return {
    status: answer.status,
    type: answer.headers.get("Content-Type"),
    location: answer.headers.get("Location"),
    body: (await answer.json()) as Record<string, unknown> & { errors?: { field: string }[] },
  };
}
const sessions = async () =>
  (await database.admin`select count(*)::int as n from recovery_session`)[0]?.n as number;

test("school, date and capacity are enough where the school has defaults", async () => {
  const answer = await post({ school_id: 10, date: "2026-10-17", capacity: 15 });
  expect(answer).toMatchObject({
    status: 201,
    type: "application/json",
    location: `/schools/10/recovery/sessions/${answer.body.id}`,
    body: {
      school_id: 10,
      date: "2026-10-17",
      capacity: 15,
      starts_at: "08:00",
      room: "Library",
      teacher_id: 501,
    },
  });
  const [entry] =
    await database.admin`select by, actor, action from audit_entry where subject = ${`recovery session ${answer.body.id}`}`;
  expect(entry).toMatchObject({ by: null, actor: "token 1", action: "recovery session created" });
});

test.each<[string, string | null, number, string]>([
  ["no token", null, 401, "Send the token as Authorization: Bearer."],
  ["an unknown token", "unknown-token-0123456789ab", 401, "This token is not known."],
  ["a token on the moment it expires", tokens.expired, 401, "This token has expired."],
  ["a revoked token", tokens.revoked, 401, "This token was revoked."],
  ["a token without the scope", tokens.reader, 403, "This token does not have the scope recovery:write."],
])("refuses %s, and counts it", async (_, token, status, detail) => {
  const before = world.counted.refused.length;
  const answer = await post({ school_id: 10, date: "2026-10-18", capacity: 15 }, { token });
  expect(answer).toMatchObject({ status, type: "application/problem+json", body: { status, detail } });
  expect(world.counted.refused.slice(before)).toEqual(["token"]);
});

test.each<[string, unknown, number, string[] | undefined]>([
  ["what is no JSON", "{school_id: 10}", 400, undefined],
  ["another school than the token's", { school_id: 20, date: "2026-10-18", capacity: 5 }, 404, undefined],
  ["a school that does not exist", { school_id: 77, date: "2026-10-18", capacity: 5 }, 404, undefined],
  ["a date that does not exist", { school_id: 10, date: "2026-02-30", capacity: 5 }, 422, ["date"]],
  ["a year that no calendar has", { school_id: 10, date: "0000-01-01", capacity: 5 }, 422, ["date"]],
  ["no school", { date: "2026-10-18", capacity: 5 }, 422, ["school_id"]],
  ["no capacity anywhere", { school_id: 10, date: "2026-10-18" }, 422, ["capacity"]],
  ["no places and a past date", { school_id: 10, date: "2026-10-03", capacity: 0 }, 422, ["capacity"]],
  [
    "a lowest grade above the school's highest",
    { school_id: 10, date: "2026-10-18", capacity: 5, low_grade: 8 },
    422,
    ["high_grade"],
  ],
  [
    "a person without a credential",
    { school_id: 10, date: "2026-10-18", capacity: 5, teacher_id: 504 },
    422,
    ["teacher_id"],
  ],
])("answers %s with a problem", async (_, body, status, fields) => {
  const before = await sessions();
  const answer = await post(body);
  expect([answer.status, answer.type]).toEqual([status, "application/problem+json"]);
  expect(answer.body.errors?.map(({ field }) => field)).toEqual(fields);
  expect(await sessions()).toBe(before);
});

test("says in sentences what a field should be, as every address of the API does", async () => {
  const { status, body } = await post({ date: 20261018, capacity: 0, room: " ", starts_at: "8" });
  expect([status, body.detail]).toEqual([422, "school_id: A whole number from 1 to 999999999."]);
  expect(body.errors).toEqual([
    { field: "school_id", detail: "A whole number from 1 to 999999999." },
    { field: "date", detail: "Send the date as YYYY-MM-DD." },
    { field: "capacity", detail: "A whole number from 1 to 999." },
    { field: "starts_at", detail: "Write a time as HH:MM, such as 15:30." },
    { field: "room", detail: "Words of at most 40 letters." },
  ]);
});

test("a school without defaults is told what is missing", async () => {
  await database.admin`update api_token set schools = '{10,20}' where id = 1`;
  const answer = await post({ school_id: 20, date: "2026-10-18", capacity: 5 });
  expect(answer.status).toBe(422);
  expect(answer.body.errors?.map(({ field }) => field).toSorted()).toEqual([
    "ends_at",
    "room",
    "starts_at",
    "subject",
    "teacher_id",
  ]);
});

test("the same key gives the same answer, also at the same moment; another body under it is refused", async () => {
  const before = await sessions();
  const body = { school_id: 10, date: "2026-10-25", capacity: 12 };
  const answers = await Promise.all(Array.from({ length: 6 }, () => post(body, { key: "weekly-43" })));
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
  expect(new Set(answers.map((answer) => answer.location)).size).toBe(1);
  expect(await sessions()).toBe(before + 1);
  expect((await post({ ...body, capacity: 13 }, { key: "weekly-43" })).status).toBe(422);
  expect((await post(body)).status).toBe(422);
  expect(await sessions()).toBe(before + 1);
});

test("a refusal under a key may be mended and sent again", async () => {
  const body = { school_id: 10, date: "2026-11-01", capacity: 0 };
  expect((await post(body, { key: "november" })).status).toBe(422);
  await database.admin`update school set recovery_defaults = recovery_defaults || '{"room": "Gym"}' where id = 10`;
  expect((await post({ ...body, capacity: 20 }, { key: "november" })).status).toBe(201);
});
