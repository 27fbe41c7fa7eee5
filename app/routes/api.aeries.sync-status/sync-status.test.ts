import { afterAll, beforeAll, expect, test } from "vitest";
import { syncStatusAnswer } from "#app/aeries/api-sync-status.ts";
import { callApi, layToken } from "../../../tests/api/script.ts";
import { clockAt } from "../../../tests/database/test-database.ts";
import { type Oak, openOak } from "../../../tests/page/oak.ts";
import { contextOf } from "../../../tests/page/signed-in.ts";
import { action, loader } from "./route.ts";

const clock = clockAt("2026-10-14T17:13:00Z");
let school: Oak;
let context: ReturnType<typeof contextOf>["context"];
let token: string;
beforeAll(async () => {
  school = await openOak("2026-10-14T17:13:00Z");
  context = contextOf(school.database, clock).context;
  token = await layToken(school.database, ["aeries:read"], [10]);
  await school.admin`insert into sync_run (school_id, batch, resource, started_at, finished_at, outcome, counts, message) values
    (10, 'a', 'attendance', '2026-10-14T16:58:00Z', '2026-10-14T16:58:02Z', 'ok', '{"read": 40}', null),
    (10, 'b', 'attendance', '2026-10-14T17:12:00Z', '2026-10-14T17:12:02Z', 'error', '{}', 'Aeries refused access.'),
    (20, 'b', 'attendance', '2026-10-14T17:12:00Z', '2026-10-14T17:12:02Z', 'ok', '{}', null)`;
});
afterAll(() => school.close());

const ask = (as: { token?: string | undefined }) => callApi(context, loader, "/api/aeries/sync-status", as);

test("the last run of each resource, how far behind it is and when the next comes, of the token's schools", async () => {
  const { status, body } = await ask({ token });
  expect(status).toBe(200);
  expect(syncStatusAnswer.parse(body)).toEqual(body);
  expect(body).toMatchObject({
    checked_at: "2026-10-14T17:13:00Z",
    schools: [
      {
        school_id: 10,
        under_way: false,
        lag_seconds: 900,
        next_run: body.next_run,
        resources: [
          {
            resource: "attendance",
            started_at: "2026-10-14T17:12:00Z",
            finished_at: "2026-10-14T17:12:02Z",
            outcome: "error",
            counts: {},
            last_ok_at: "2026-10-14T16:58:00Z",
            lag_seconds: 900,
            message: "Aeries refused access.",
          },
        ],
      },
    ],
  });
  expect(Temporal.Instant.compare(body.next_run, clock.now())).toBe(1);
  expect(body.schools).toHaveLength(1);
});

test("asks for a token with the scope, and for GET", async () => {
  expect((await ask({})).status).toBe(401);
  const other = await layToken(school.database, ["attendance:read"], [10]);
  expect((await ask({ token: other })).status).toBe(403);
  expect(action().status).toBe(405);
});
