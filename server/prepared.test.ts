import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clockAt, createTestDatabase, type TestDatabase } from "../tests/database/test-database.ts";
import { connect } from "./database.ts";

let place: TestDatabase;
let connection: ReturnType<typeof connect>;
beforeAll(async () => {
  place = await createTestDatabase(clockAt("2026-10-14T17:00:00Z"));
  connection = connect(place.urls.admin, { max: 1, name: "test" });
});
afterAll(async () => {
  await connection.close();
  await place.drop();
});

type Asks = Parameters<Parameters<typeof connection.single>[0]>[0];
const prepared = async (on: Asks) =>
  (await on.execute<{ statement: string }>(sql`select statement from pg_prepared_statements`)).map(
    (row) => row.statement,
  );

test("a statement is prepared once a connection, inside a transaction and outside", async () => {
  const { single, transact } = connection;
  for (let time = 0; time < 3; time++) {
    await single((db) => db.execute(sql`select ${time}::int as outside`));
    await transact((tx) => tx.execute(sql`select ${time}::int as inside`));
  }
  expect(await single(prepared)).toContain("select $1::int as outside");
  const inside = await transact(prepared);
  expect(inside).toContain("select $1::int as inside");
  expect(new Set(inside).size).toBe(inside.length);
});

test("a long list of values is not kept on the connection", async () => {
  const list = sql.join(
    Array.from({ length: 41 }, (_, at) => sql`${at}::int`),
    sql`, `,
  );
  await connection.single((db) => db.execute(sql`select 1 as many where 1 in (${list})`));
  expect((await connection.single(prepared)).filter((text) => text.includes("many"))).toEqual([]);
});
