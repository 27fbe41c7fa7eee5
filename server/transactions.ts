import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { Lanes } from "./lanes.ts";

/**
 * Runs the work in a transaction, which is committed unless the work or one of its statements fails.
 * `atOnce: true` says that no statement of the work waits for the answer to another: all leave together with the
 * commit, in one round trip.
 */
export type Transact = <T>(
  work: (tx: PostgresJsDatabase) => Promise<T>,
  options?: { atOnce?: boolean },
) => Promise<T>;

/**
 * Transactions over lanes. `begin` leaves together with the first statements of the work; the driver's own `begin`
 * is waited for, which costs each page a round trip.
 */
export const transactOn =
  (lanes: Lanes): Transact =>
  (work, { atOnce = false } = {}) =>
    lanes.use(async (client) => {
      const open = { isOpen: true };
      const immediate = atOnce ? new Promise((next) => setImmediate(next)) : null;
      const began = client.unsafe("begin").execute();
      const working = Promise.race([work(drizzle({ client: whileOpen(client, open) })), failureOf(began)]);
      working.catch(() => {});
      try {
        await (immediate ?? working);
        open.isOpen = false;
        const [result, { command }] = await Promise.all([working, client.unsafe("commit")]);
        // A transaction with a failed statement is rolled back by its commit, and the driver finds nothing wrong.
        if (command !== "COMMIT")
          throw new Error("A statement of the transaction failed, so nothing was kept.");
        return result;
      } catch (failure) {
        open.isOpen = false;
        await rollBack(client);
        throw failure;
      }
    });

async function rollBack(client: postgres.Sql): Promise<void> {
  try {
    await client.unsafe("rollback");
  } catch {
    // The connection is lost, and the transaction with it.
  }
}

/** The same client for as long as the transaction takes statements. */
function whileOpen(client: postgres.Sql, open: { isOpen: boolean }): postgres.Sql {
  const unsafe: postgres.Sql["unsafe"] = (...asked) => {
    if (!open.isOpen) throw new Error("A statement was asked after its transaction had been committed.");
    return client.unsafe(...asked);
  };
  return { options: client.options, unsafe } as postgres.Sql;
}

/** Never resolves: rejects when the statement fails. */
const failureOf = (statement: PromiseLike<unknown>) =>
  new Promise<never>((_, fail) => statement.then(undefined, fail));
