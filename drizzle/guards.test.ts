import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mark } from "#drizzle/schema/attendance.ts";
import { recoveryPlace } from "#drizzle/schema/recovery.ts";
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

test("every table with a school or a pupil in it has row security, forced on its owner too; partitions as well", async () => {
  const open =
    await database.admin`select distinct c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname in ('school_id', 'pupil_id', 'pupil_ids')
      and not (c.relrowsecurity and c.relforcerowsecurity)`;
  expect(open.map((row) => row.relname)).toEqual([]);
});

test("no table is half guarded: row security is forced wherever it is on", async () => {
  const half = await database.admin`select relname from pg_class where relnamespace = 'public'::regnamespace
    and relrowsecurity <> relforcerowsecurity`;
  expect(half.map((row) => row.relname)).toEqual([]);
});

test("the queue and the list of migrations hold no pupil and no school", async () => {
  const columns = await database.admin`select table_name, column_name from information_schema.columns
    where table_schema in ('pgboss', 'migrations') and column_name ~ 'pupil|student|school'`;
  expect([...columns]).toEqual([]);
  const schemas = await database.admin`select distinct relnamespace::regnamespace::text as name from pg_class
    where relkind in ('r', 'p') and relnamespace::regnamespace::text !~ '^pg_(toast|catalog|temp)|^information_schema$'`;
  expect(schemas.map((row) => row.name).toSorted()).toEqual(["migrations", "pgboss", "public"]);
});

test("nobody reaches a mark by the name of its partition", async () => {
  for (const door of [database.web, database.worker]) {
    await expect(
      door.asSystem("test", [10], (tx) => tx.execute(sql`select 1 from mark_2026`)).catch(causeOf),
    ).rejects.toThrow(/permission denied/);
  }
});

test("the roles bypass nothing, own nothing and are members of nothing", async () => {
  const roles =
    await database.admin`select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles
    where rolname in ('owner', 'web', 'worker') order by 1`;
  const weak = {
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolcreatedb: false,
    rolreplication: false,
  };
  expect([...roles]).toEqual(["owner", "web", "worker"].map((rolname) => ({ rolname, ...weak })));
  const owned =
    await database.admin`select relname from pg_class where relowner in ('web'::regrole, 'worker'::regrole)`;
  expect([...owned]).toEqual([]);
  const member =
    await database.admin`select roleid from pg_auth_members where member in ('web'::regrole, 'worker'::regrole)`;
  expect([...member]).toEqual([]);
  const login = await database.admin`select rolcanlogin from pg_roles where rolname = 'owner'`;
  expect(login[0]?.rolcanlogin).toBe(false);
});

test("the owner of the tables sees no row with a pupil in it", async () => {
  const seen = await database.admin.begin(async (tx) => {
    await tx`set local role owner`;
    return Promise.all(
      ["pupil", "mark", "mark_2026", "contact", "recovery_place", "audit_entry", "pupil_view"].map(
        async (table) => (await tx`select 1 from ${tx(table)}`).length,
      ),
    );
  });
  expect(seen).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

test.for([
  ["user_account", "password_hash"],
  ["user_account", "totp_secret"],
  ["session", "id"],
  ["session", "user_id"],
  ["recovery_code", "hash"],
  ["api_token", "hash"],
  ["held_form", "body"],
  ["idempotent_answer", "body"],
])("the worker cannot read %s.%s", async ([table, column]) => {
  const reading = database.worker
    .asSystem("test", [10], (tx) =>
      tx.execute(sql`select ${sql.identifier(column!)} from ${sql.identifier(table!)}`),
    )
    .catch(causeOf);
  await expect(reading).rejects.toThrow(/permission denied/);
});

test("only the worker may ask where secrets lie open", async () => {
  const ask = sql`select * from unsealed_values()`;
  await expect(database.web.asVisitor((tx) => tx.execute(ask)).catch(causeOf)).rejects.toThrow(
    /permission denied/,
  );
  expect(await database.worker.asVisitor((tx) => tx.execute(ask))).toEqual([]);
});

test("people cannot speak with the voice of Aeries", async () => {
  const writing = database.web
    .asActor(clerk, (tx) =>
      tx.insert(mark).values({
        schoolId: 10,
        schoolYear: 2026,
        onDate: clock.today(),
        period: "1",
        pupilId: 1001,
        source: "aeries",
        sectionNumber: 101,
        code: "A",
        by: 1,
        at: clock.now(),
      }),
    )
    .catch(causeOf);
  await expect(writing).rejects.toThrow(/row-level security/);
});

test("a place in a recovery session is refused for a pupil of another school", async () => {
  const book = (pupilId: number) =>
    database.web
      .asActor(clerk, (tx) =>
        tx.insert(recoveryPlace).values({
          schoolId: 10,
          sessionId: 1,
          pupilId,
          step: "booked",
          recoverableDays: 1,
          by: clerk.userId,
          at: clock.now(),
        }),
      )
      .catch(causeOf);
  await expect(book(2001)).rejects.toThrow(/recovery_place_pupil/);
  await expect(book(1004)).resolves.toBeDefined();
});
