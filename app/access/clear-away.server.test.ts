import { afterAll, beforeAll, expect, test } from "vitest";
import { contextOn } from "../../tests/access/test-context.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { clearAway } from "./clear-away.server.ts";

const clock = clockAt("2026-10-14T10:30:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clock);
});
afterAll(() => database.drop());

const ago = (hours: number) => clock.now().subtract({ hours }).toString();

test("what has had its time goes, and what has not stays", async () => {
  const { admin } = database;
  await admin`insert into user_account (email, name, password_hash) values ('a@example.org', 'A', '')`;
  const sessions: [id: string, endsAt: string, endedAt: string | null][] = [
    ["live", ago(-2), null],
    ["signed out yesterday", ago(12), ago(20)],
    ["over six days ago", ago(6 * 24), null],
    ["over eight days ago", ago(8 * 24), null],
    ["signed out eight days ago", ago(7 * 24 - 1), ago(8 * 24)],
  ];
  for (const [id, endsAt, endedAt] of sessions) {
    await admin`insert into session (id, user_id, stage, created_at, last_seen_at, ends_at, ended_at)
      values (${id}, 1, 'full', ${ago(300)}, ${ago(300)}, ${endsAt}, ${endedAt})`;
  }
  await admin`insert into school (id, name, short_name, low_grade, high_grade, attendance_kind, register_home)
    values (10, 'Oak Elementary', 'Oak', -1, 6, 'daily', 'here')`;
  const days = 24;
  const quarantined: [key: string, settled: string | null, seen: string][] = [
    ["settled long ago", ago(91 * days), ago(120 * days)],
    ["settled long ago and still sent", ago(91 * days), ago(1)],
    ["settled lately", ago(89 * days), ago(120 * days)],
    ["waiting", null, ago(120 * days)],
  ];
  for (const [key, settled, seen] of quarantined)
    await admin`insert into quarantine (school_id, resource, key, reason, kind, raw, first_seen_at, last_seen_at, settled_at)
      values (10, 'students', ${key}, 'No grade.', 'invalid', '{}', ${seen}, ${seen}, ${settled})`;
  for (const hours of [23, 25]) {
    await admin`insert into held_form (user_id, path, body, held_at) values (1, '/', 'v1.x', ${ago(hours)})`;
    await admin`insert into sign_in_failure (subject, at) values ('x', ${ago(hours)})`;
    await admin`insert into rate_limit (key, window_starts_at, hits) values ('x', ${ago(hours)}, 1)`;
    await admin`insert into idempotent_answer (token_id, key, request_hash, status, body, at)
      values (1, ${hours}, 'h', 201, '{}', ${ago(hours + 24)})`;
    await admin`insert into audit_proof (school_id, at, through_id, hash, whole) values (0, ${ago(hours + 30 * 24)}, 0, '', true)`;
    await admin`insert into compliance_run ("check", at, passed, found, detail)
      values ('roles', ${ago(hours + 30 * 24)}, true, 0, '')`;
  }
  const { context } = contextOn(database, clock);
  expect(await clearAway({ ...context, door: database.worker })).toEqual({
    session: 2,
    held_form: 1,
    quarantine: 1,
    sign_in_failure: 1,
    rate_limit: 1,
    idempotent_answer: 1,
    audit_proof: 1,
    compliance_run: 1,
    sync_run: 0,
  });
  const left = await admin`select id from session order by id`;
  expect(left.map((row) => row.id)).toEqual(["live", "over six days ago", "signed out yesterday"]);
  expect((await admin`select key from quarantine order by key`).map(({ key }) => key)).toEqual([
    "settled lately",
    "settled long ago and still sent",
    "waiting",
  ]);
});

test("everything that the worker may clear away by its age is cleared away", async () => {
  const { context } = contextOn(database, clock);
  const cleared = await clearAway({ ...context, door: database.worker });
  // What the sync writes it also rewrites, staff and courses of the whole district too; the rest of what the worker may delete is kept for a while only.
  const kept = await database.admin<{ name: string }[]>`select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and has_table_privilege('worker', c.oid, 'delete')
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = c.relname || '_sync') order by 1`;
  const ofTheDistrict = ["staff", "course"];
  expect(
    kept.map(({ name }) => name).filter((name) => !(name in cleared) && !ofTheDistrict.includes(name)),
  ).toEqual([]);
});
