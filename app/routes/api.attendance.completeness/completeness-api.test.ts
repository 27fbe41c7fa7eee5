import { afterAll, beforeAll, expect, test } from "vitest";
import { hashToken } from "#app/access/token.server.ts";
import { completenessAnswer } from "#app/attendance/api-completeness.ts";
import { layTaking, type Oak, openOak } from "../../../tests/page/oak.ts";
import { loader } from "./route.ts";

/** Half past nine: registers were due at half past eight. */
let school: Oak;
const secret = "a-token-long-enough-for-a-script";
beforeAll(async () => {
  school = await openOak("2026-10-14T16:30:00Z");
  for (const [token, scopes] of [
    [secret, "{attendance:read}"],
    [`${secret}-other`, "{recovery:write}"],
  ] as const)
    await school.admin`insert into api_token (name, hash, scopes, schools, created_at, expires_at)
      values ('check', ${hashToken(token)}, ${scopes}::text[], '{10}', '2026-10-01T00:00:00Z', '2027-10-01T00:00:00Z')`;
});
afterAll(() => school.close());

const ask = async (query: string, token: string | null = secret) => {
  const request = new Request(`https://ap.example.org/api/attendance/completeness${query}`, {
    headers: token === null ? {} : { Authorization: `Bearer ${token}` },
  });
  const answer = await Promise.resolve(loader({ request, context: school.context, params: {} })).catch(
    (thrown: Response) => thrown,
  );
  return { status: answer.status, type: answer.headers.get("Content-Type"), body: await answer.json() };
};

test("expected, submitted, missing with class and teacher, and late, of the token's schools alone", async () => {
  const cal = await school.clerk();
  await layTaking(school, { section: 101, by: cal.userId, at: "2026-10-14T15:45:00Z" });
  const { status, body } = await ask("?date=2026-10-14");
  expect(status).toBe(200);
  expect(body).toMatchObject({
    date: "2026-10-14",
    schools: [
      {
        school_id: 10,
        known: true,
        expected: 2,
        submitted: 1,
        open: 0,
        missing: [{ section: 102, teachers: ["Bo Bell"], due_at: "2026-10-14T15:30:00Z" }],
        late: [{ section: 101, submitted_at: "2026-10-14T15:45:00Z" }],
      },
    ],
  });
  expect(body.schools).toHaveLength(1);
  expect(completenessAnswer.parse(body)).toEqual(body);
  expect(JSON.stringify(body)).not.toMatch(/Adams|1001/);
});

test("a Sunday expects nothing; registers taken in Aeries are not known here", async () => {
  expect((await ask("?date=2026-11-01")).body.schools).toMatchObject([
    { school_day: false, expected: 0, missing: [] },
  ]);
  await school.admin`update school set register_home = 'aeries' where id = 10`;
  expect((await ask("?date=2026-10-14")).body.schools).toMatchObject([{ known: false, missing: null }]);
});

test("without a day 400, without a token 401, without the scope 403, as problems", async () => {
  for (const [answer, status] of [
    [await ask(""), 400],
    [await ask("?date=2026-02-30"), 400],
    [await ask("?date=0000-01-01"), 400],
    [await ask("?date=2026-10-14", null), 401],
    [await ask("?date=2026-10-14", `${secret}-other`), 403],
  ] as const)
    expect([answer.status, answer.type]).toEqual([status, "application/problem+json"]);
});
