import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Lanes } from "./lanes.ts";

/** Runs the work in a transaction, which is committed unless the work or one of its statements fails. */
export type Transact = <T>(work: (tx: PostgresJsDatabase) => Promise<T>) => Promise<T>;

/**
 * Transactions over lanes. `begin` leaves together with the first statements of the work; the driver's own `begin`
 * is waited for, which costs each page a round trip.
 */
export const transactOn =
  (lanes: Lanes): Transact =>
  (work) =>
    lanes.use(async (client) => {
      const began = client.unsafe("begin").execute();
      try {
        const result = await Promise.race([work(drizzle({ client })), failureOf(began)]);
        const { command } = await client.unsafe("commit");
        // A transaction with a failed statement is rolled back by its commit, and the driver finds nothing wrong.
        if (command !== "COMMIT")
          throw new Error("A statement of the transaction failed, so nothing was kept.");
        return result;
      } catch (failure) {
        await rollBack();
        throw failure;
      }
      async function rollBack() {
        try {
          await client.unsafe("rollback");
        } catch {
          // The connection is lost, and the transaction with it.
        }
      }
    });

/** Never resolves: rejects when the statement fails. */
const failureOf = (statement: PromiseLike<unknown>) =>
  new Promise<never>((_, fail) => statement.then(undefined, fail));
