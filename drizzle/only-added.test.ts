import { afterAll, beforeAll, expect, test } from "vitest";
import { appendOnlyTables } from "#app/compliance/guarded-tables.ts";
import { layOutEveryTable } from "../tests/database/every-table.ts";
import { layOutSmallDistrict } from "../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../tests/database/test-database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clockAt("2026-10-14T17:00:00Z"));
  await layOutSmallDistrict(database.admin);
  await layOutEveryTable(database.admin);
});
afterAll(() => database.drop());

/** What is rewritten or cleared away: the sync's picture of Aeries and its notes, sessions, roles, heads of chains. */
const rewrittenTables = [
  ...["absence_code", "bell_period", "calendar_day", "term", "section", "section_staff", "staff_school"],
  ...["pupil", "enrolment", "roster", "program", "contact", "quarantine", "sync_run", "sync_total"],
  ...["recovery_session", "user_role", "audit_head", "audit_proof"],
];

test("the tables that compliance watches are those that both guards keep growing only", async () => {
  const guarded = (guard: string) => database.admin<
    { name: string }[]
  >`select c.relname as name from pg_trigger t
    join pg_class c on c.oid = t.tgrelid where t.tgname = ${guard} and not c.relispartition order by 1`;
  for (const guard of ["only_added", "never_emptied"])
    expect((await guarded(guard)).map(({ name }) => name)).toEqual([...appendOnlyTables].toSorted());
});

test("every table with a school or a pupil in it only grows, but for what Aeries rewrites and a few more", async () => {
  const all = await database.admin<{ name: string }[]>`select distinct c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not c.relispartition and a.attname in ('school_id', 'pupil_id', 'pupil_ids', 'student_number') order by 1`;
  const rewritten = all
    .map(({ name }) => name)
    .filter((name) => !(appendOnlyTables as readonly string[]).includes(name));
  expect(rewritten).toEqual(rewrittenTables.toSorted());
});

test.for([
  ...appendOnlyTables,
])("%s only grows, whoever asks: administrator of the server or owner", async (table) => {
  const { admin } = database;
  const [column] = await admin<{ name: string }[]>`select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attidentity = '' order by attnum limit 1`;
  // A finding may be mended once, so that one alone is changed to be refused.
  const value =
    table === "compliance_finding"
      ? admin`detail = 'changed'`
      : admin`${admin(column!.name)} = ${admin(column!.name)}`;
  for (const role of ["postgres", "owner"]) {
    const as = (statement: (tx: typeof admin) => Promise<unknown>) =>
      admin.begin(async (tx) => {
        await tx`alter table ${tx(table)} no force row level security`;
        await tx`set local role ${tx(role)}`;
        await statement(tx as unknown as typeof admin);
      });
    const refused = /only ever added/;
    await expect(
      as((tx) => tx`update ${tx(table)} set ${value}`),
      `${role} update`,
    ).rejects.toThrow(refused);
    await expect(
      as((tx) => tx`delete from ${tx(table)}`),
      `${role} delete`,
    ).rejects.toThrow(refused);
    await expect(
      as((tx) => tx`truncate ${tx(table)} cascade`),
      `${role} truncate`,
    ).rejects.toThrow(refused);
  }
});

test("a partition of marks is not emptied by its own name", async () => {
  await expect(database.admin`truncate mark_2026`).rejects.toThrow(/only ever added/);
});
