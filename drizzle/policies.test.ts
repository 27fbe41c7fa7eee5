import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tx } from "#app/access/scope.server.ts";
import { layOutEveryTable } from "../tests/database/every-table.ts";
import { attempt, rolledBack } from "../tests/database/row-attempts.ts";
import { actorAs, layOutSmallDistrict } from "../tests/database/small-district.ts";
import { decisions, inOwnName, type Row, type RowScope } from "../tests/database/table-decisions.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../tests/database/test-database.ts";

const clock = clockAt("2026-10-14T17:00:00Z");
let database: TestDatabase;
const rowsOf = new Map<string, Row[]>();
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  await layOutEveryTable(database.admin);
  await database.admin`delete from calendar_day where date > '2026-08-14'`;
  for (const table of await tables()) {
    const rows = await database.admin<
      { row: Row }[]
    >`select to_jsonb(t) as row from ${database.admin(table)} t`;
    rowsOf.set(
      table,
      rows.map(({ row }) => row),
    );
  }
});
afterAll(() => database.drop());

/** Every table that people and jobs ask by its name; partitions have tests of their own. */
const tables = async () =>
  (
    await database.admin<{ name: string }[]>`select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') and not relispartition order by 1`
  ).map(({ name }) => name);

type Someone = {
  kind: "office" | "teacher" | "worker";
  scope: RowScope;
  within: (work: (tx: Tx) => Promise<void>) => Promise<void>;
};
const person = (kind: "office" | "teacher", actor: ReturnType<typeof actorAs>): Someone => ({
  kind,
  scope: { schools: actor.schools, district: actor.isDistrict, user: actor.userId },
  within: (work) => database.web.asActor(actor, work),
});
const everyone: Record<string, Someone> = {
  "district administrator": person("office", actorAs("district administrator", 0)),
  "school administrator": person("office", actorAs("school administrator", 10)),
  "attendance clerk": person("office", actorAs("attendance clerk", 10)),
  teacher: person("teacher", actorAs("teacher", 10, { staffId: 501 })),
  "recovery coordinator": person("office", actorAs("recovery coordinator", 10)),
  "compliance officer": person("office", actorAs("compliance officer", 10)),
  auditor: person("office", actorAs("auditor", 10)),
  "clerk who is somebody else": person("office", actorAs("attendance clerk", 10, { userId: 2 })),
  script: {
    kind: "office",
    scope: { schools: [10], district: true, user: null },
    within: (work) => database.web.asSystem("test", [10], work),
  },
  worker: {
    kind: "worker",
    scope: { schools: [10], district: true, user: null },
    within: (work) => database.worker.asSystem("test", [10], work),
  },
};

test("there is a decision on every table of the database, and a row of it to try", async () => {
  expect(await tables()).toEqual(Object.keys(decisions).toSorted());
  expect([...rowsOf].filter(([, rows]) => rows.length === 0).map(([table]) => table)).toEqual([]);
});

test("rows of both schools are laid out wherever a row belongs to a school", () => {
  const missing = [...rowsOf].filter(
    ([, rows]) =>
      rows.some((row) => "school_id" in row) &&
      ![10, 20].every((school) => rows.some((row) => row.school_id === school)),
  );
  expect(missing.map(([table]) => table)).toEqual([]);
});

for (const verb of ["see", "insert", "update", "delete"] as const) {
  test.for(Object.keys(everyone))(`what a %s may ${verb}, table by table`, async (name) => {
    const { kind, scope, within } = everyone[name]!;
    const done: Record<string, string[]> = {};
    const decided: Record<string, string[]> = {};
    for (const [table, rows] of rowsOf) {
      const reach = decisions[table]?.[verb]?.[kind];
      decided[table] = rows
        .filter((row) => reach?.(row, scope) && (kind === "worker" || inOwnName(verb, row, scope)))
        .map(keyOf)
        .toSorted();
      await rolledBack(within, async (tx) => {
        done[table] = (await attempt[verb](tx, table, rows)).map(keyOf).toSorted();
      });
    }
    expect(done).toEqual(decided);
  });
}

const keyOf = (row: Row) => JSON.stringify(row);

test("without a scope no row of any school is seen, but schools and roles, which sign-in needs", async () => {
  const open: string[] = [];
  for (const [table, rows] of rowsOf) {
    if (!("school_id" in rows[0]!)) continue;
    for (const door of [database.web, database.worker]) {
      const seen = await door
        .asVisitor((tx) => tx.execute(sql`select 1 from ${sql.identifier(table)} limit 1`))
        .catch(() => []);
      if (seen.length > 0) open.push(table);
    }
  }
  // The worker counts chains by their heads and clears their proofs away: a school, a number, a hash.
  expect(open).toEqual(["audit_head", "audit_proof", "user_role"]);
});
