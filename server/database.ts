import { parsePgArray } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { createLanes } from "./lanes.ts";
import { type Transact, transactOn } from "./transactions.ts";

export type Database = {
  /** Statements outside a transaction, each kept by itself. */
  single<T>(work: (db: PostgresJsDatabase) => Promise<T>, signal?: AbortSignal): Promise<T>;
  transact: Transact;
  close(): Promise<void>;
};

/** What lists in results become: of smallint, integer and text. */
const arrays = {
  numbers: {
    to: 1007,
    from: [1005, 1007],
    serialize: String,
    parse: (text: string): number[] => parsePgArray(text).map(Number),
  },
  texts: { to: 1009, from: [1009], serialize: String, parse: (text: string): string[] => parsePgArray(text) },
};

/**
 * The connections to one database as one role. Statements are prepared once a connection, and planned once: the row
 * policies make planning dearer than running.
 * @param options.max transactions at once; half as many connections again serve single statements, so that work in a
 *   transaction may ask one without waiting for itself
 */
export function connect(
  url: string,
  options: {
    max: number;
    name: string;
    /** A page gives up long before a job does. */
    statementTimeoutMs?: number;
  },
): Database {
  const open = (onclose: () => void) =>
    postgres(url, {
      max: 1,
      // Lanes decide when a connection ends: between two statements of a transaction it looks idle to the driver.
      idle_timeout: 0,
      max_lifetime: null,
      connect_timeout: 5,
      onnotice: () => {},
      onclose,
      // The driver would ask for all types of arrays at each connection, and the process ends when one is lost then.
      fetch_types: false,
      types: arrays,
      connection: {
        application_name: options.name,
        statement_timeout: options.statementTimeoutMs ?? 15_000,
        TimeZone: "UTC",
        plan_cache_mode: "force_generic_plan",
      },
    });
  const singles = createLanes(open, Math.ceil(options.max / 2));
  const transactions = createLanes(open, options.max);
  return {
    single: (work, signal) => singles.use((client) => work(drizzle({ client })), signal),
    transact: transactOn(transactions),
    async close() {
      await Promise.all([singles.close(), transactions.close()]);
    },
  };
}
