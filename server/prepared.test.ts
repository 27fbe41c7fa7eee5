import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { connect } from "./database.ts";

let connection: ReturnType<typeof connect>;
beforeAll(() => {
  connection = connect(inject("database").admin, { max: 1, name: "test" });
});
afterAll(() => connection.sql.end());

const prepared = async () =>
  (await connection.sql.unsafe("select statement from pg_prepared_statements")).map((row) => row.statement);

test("a statement is prepared once, inside a transaction and outside", async () => {
  const { db } = connection;
  for (let time = 0; time < 3; time++) {
    await db.execute(sql`select ${time}::int as outside`);
    await db.transaction(async (tx) => {
      await tx.execute(sql`select ${time}::int as inside`);
      await tx.transaction((inner) => inner.execute(sql`select ${time}::int as deeper`));
    });
  }
  expect(await prepared()).toEqual(
    expect.arrayContaining([
      "select $1::int as outside",
      "select $1::int as inside",
      "select $1::int as deeper",
    ]),
  );
  expect(new Set(await prepared()).size).toBe((await prepared()).length);
});

test("a long list of values is not kept on the connection", async () => {
  const list = sql.join(
    Array.from({ length: 41 }, (_, at) => sql`${at}::int`),
    sql`, `,
  );
  await connection.db.execute(sql`select 1 as many where 1 in (${list})`);
  expect((await prepared()).filter((text) => text.includes("many"))).toEqual([]);
});
