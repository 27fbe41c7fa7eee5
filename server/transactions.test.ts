import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { isUnavailable } from "#app/access/unavailable.server.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../tests/database/test-database.ts";
import { connect, type Database } from "./database.ts";

let place: TestDatabase;
let database: Database;
let other: Database;
beforeAll(async () => {
  place = await createTestDatabase(clockAt("2026-10-14T17:00:00Z"));
  database = connect(place.urls.admin, { max: 2, name: "transactions" });
  other = connect(place.urls.admin, { max: 1, name: "other" });
  await asked(sql`create table transacted (n int)`);
});
beforeEach(() => asked(sql`truncate transacted`));
afterAll(async () => {
  await Promise.all([database.close(), other.close()]);
  await place.drop();
});

const asked = <Row extends Record<string, unknown>>(statement: SQL) =>
  other.single((db) => db.execute<Row>(statement));
type Tx = Parameters<Parameters<Database["transact"]>[0]>[0];
const add = (tx: Tx, n: number) => tx.execute(sql`insert into transacted values (${n}::int)`);
const kept = async () =>
  (await asked<{ n: number }>(sql`select n from transacted order by n`)).map((row) => row.n);
const pid = async (tx: Tx) =>
  (await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`))[0]!.pid;
const end = (backend: number) => asked(sql`select pg_terminate_backend(${backend}::int)`);
const untilGone = (backend: number) =>
  expect
    .poll(async () => [...(await asked(sql`select 1 from pg_stat_activity where pid = ${backend}::int`))])
    .toEqual([]);

test("what the work did is kept, and what failed work did is not", async () => {
  await database.transact((tx) => add(tx, 1));
  const failing = database.transact(async (tx) => {
    await add(tx, 2);
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  expect(await kept()).toEqual([1]);
});

test("work that swallows a failed statement does not pass for saved", async () => {
  const swallowing = database.transact(async (tx) => {
    await add(tx, 1);
    await tx.execute(sql`select 1 / 0`).catch(() => {});
    return "saved";
  });
  await expect(swallowing).rejects.toThrow(/nothing was kept/);
  expect(await kept()).toEqual([]);
});

test("no more run at once than there are connections, and those that waited come in turn", async () => {
  const running = new Set<number>();
  let most = 0;
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      database.transact(async (tx) => {
        running.add(n);
        most = Math.max(most, running.size);
        order.push(n);
        await tx.execute(sql`select pg_sleep(0.01)`);
        running.delete(n);
      }),
    ),
  );
  expect(most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test("a statement asked after the end is refused and does not reach somebody else's transaction", async () => {
  let late: Tx | undefined;
  await database.transact(async (tx) => {
    late = tx;
  });
  await database.transact(async () => {
    await expect(add(late!, 1)).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/had been committed/) },
    });
  });
  expect(await kept()).toEqual([]);
});

test("a connection lost between two statements takes the transaction with it and leaves the process unharmed", async () => {
  const losing = database.transact(async (tx) => {
    const backend = await pid(tx);
    await add(tx, 1);
    await end(backend);
    await untilGone(backend);
    await add(tx, 2);
  });
  await expect(losing).rejects.toSatisfy(isUnavailable);
  expect(await kept()).toEqual([]);
  await database.transact((tx) => add(tx, 3));
  expect(await kept()).toEqual([3]);
});

test("statements that had not left when the connection was lost are not asked on the next one", async () => {
  const losing = database.transact(async (tx) => {
    const backend = await pid(tx);
    // New to this connection, so the driver holds what follows back until it is described.
    const sleeping = tx.execute(sql`select pg_sleep(${0.2}::float8), ${"first time"}::text`).then(() => {});
    const held = [4, 5].map((n) => add(tx, n).then(() => {}));
    await Promise.all([sleeping, ...held, end(backend)]);
  });
  await expect(losing).rejects.toSatisfy(isUnavailable);
  await database.transact((tx) => add(tx, 6));
  expect(await kept()).toEqual([6]);
});

test("a database that cannot be reached is known as such", async () => {
  const nowhere = connect("postgres://web:x@127.0.0.1:9/none", { max: 1, name: "nowhere" });
  await expect(nowhere.transact((tx) => add(tx, 1))).rejects.toSatisfy(isUnavailable);
  await nowhere.close();
});
