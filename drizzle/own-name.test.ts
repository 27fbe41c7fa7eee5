import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tx } from "#app/access/scope.server.ts";
import { layOutEveryTable } from "../tests/database/every-table.ts";
import { actorAs, layOutSmallDistrict } from "../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../tests/database/test-database.ts";

const clock = clockAt("2026-10-14T17:00:00Z");
const clerk = actorAs("attendance clerk", 10);
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  await layOutEveryTable(database.admin);
});
afterAll(() => database.drop());

const causeOf = (failure: Error) => {
  throw failure.cause ?? failure;
};

test.for([
  ["a view", "pupil_view", { school_id: 10, at: "now", page: "pupil", pupil_ids: [1001] }, "by"],
  [
    "an entry of the record of changes",
    "audit_entry",
    { school_id: 10, at: "now", actor: "clerk 1", action: "x", subject: "y", pupil_ids: [], hash: "" },
    "by",
  ],
  [
    "an entry of the district's",
    "audit_entry",
    { school_id: 0, at: "now", actor: "clerk 1", action: "x", subject: "y", pupil_ids: [], hash: "" },
    "by",
  ],
  [
    "a mark",
    "mark",
    {
      school_id: 10,
      school_year: 2026,
      on_date: "2026-10-14",
      period: "1",
      pupil_id: 1001,
      source: "office",
      section_number: 101,
      code: "A",
      at: "now",
    },
    "by",
  ],
  [
    "a register",
    "register_taking",
    {
      school_id: 10,
      on_date: "2026-10-14",
      section_number: 101,
      period: "1",
      submission: crypto.randomUUID(),
      taken_as: "office",
      at: "now",
      pupil_count: 3,
      exception_count: 0,
    },
    "taken_by",
  ],
] as const)("%s is never written in someone else's name, nor by a person in nobody's", async ([
  ,
  table,
  facts,
  author,
]) => {
  const row = { ...facts, at: clock.now().toString() };
  const columns = sql.raw([...Object.keys(row), author].join(", "));
  const write = (by: number | null, within: (work: (tx: Tx) => Promise<unknown>) => Promise<unknown>) =>
    within((tx) =>
      tx.execute(sql`insert into ${sql.identifier(table)} (${columns})
        select ${columns} from jsonb_populate_record(null::${sql.identifier(table)}, ${JSON.stringify({ ...row, [author]: by })}::text::jsonb)`),
    ).catch(causeOf);
  const asClerk = (work: (tx: Tx) => Promise<unknown>) => database.web.asActor(clerk, work);
  const asSystem = (work: (tx: Tx) => Promise<unknown>) => database.web.asSystem("test", [10], work);
  for (const [by, within] of [
    [2, asClerk],
    [null, asClerk],
    [1, asSystem],
  ] as const)
    await expect(write(by, within)).rejects.toThrow(/row-level security/);
  await expect(write(clerk.userId, asClerk)).resolves.toBeDefined();
});

test("wherever the web role adds a row that names its author, a policy compares the name with who acts", async () => {
  const open = await database.admin`select distinct c.relname from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attname in ('by', 'taken_by', 'proposed_by', 'created_by', 'granted_by', 'chosen_by')
      and has_column_privilege('web', c.oid, a.attnum, 'insert')
      and (not c.relrowsecurity or exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polpermissive
        and p.polcmd in ('a', '*') and ('web'::regrole = any (p.polroles) or 0 = any (p.polroles))
        and pg_get_expr(p.polwithcheck, p.polrelid) !~ (a.attname || ' .*scope_user')))`;
  expect(open.map((row) => row.relname)).toEqual([]);
});

test("a kept form is read back and thrown away by its owner alone", async () => {
  const [form] = await database.admin`select id, user_id from held_form order by user_id limit 1`;
  const found = (door: (work: (tx: Tx) => Promise<readonly unknown[]>) => Promise<readonly unknown[]>) =>
    door((tx) => tx.execute(sql`select body from held_form where id = ${form?.id}`));
  expect(await found((work) => database.web.asPerson(form?.user_id, work))).toHaveLength(1);
  expect(await found((work) => database.web.asPerson(form?.user_id + 1, work))).toEqual([]);
  expect(await found((work) => database.web.asVisitor(work))).toEqual([]);
  expect(await found((work) => database.web.asSystem("test", [10, 20], work))).toEqual([]);
  expect(
    await found((work) => database.web.asActor(actorAs("district administrator", 0, { userId: 2 }), work)),
  ).toEqual([]);
});
