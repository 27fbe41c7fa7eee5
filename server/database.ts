import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "#drizzle/schema/index.ts";
import { preparing } from "./prepared.ts";

export type Sql = postgres.Sql;
export type Database = ReturnType<typeof connect>["db"];

/**
 * A pool of connections to one database as one role, and drizzle over it.
 * Statements are prepared once a connection, and planned once: the row policies make planning dearer than running.
 */
export function connect(
  url: string,
  options: {
    max: number;
    name: string;
    /** A page gives up long before a job does. */
    statementTimeoutMs?: number;
    onStatement?: (text: string) => void;
  },
) {
  const sql = postgres(url, {
    max: options.max,
    idle_timeout: 300,
    connect_timeout: 5,
    max_lifetime: 1800,
    onnotice: () => {},
    connection: {
      application_name: options.name,
      statement_timeout: options.statementTimeoutMs ?? 15_000,
      TimeZone: "UTC",
      plan_cache_mode: "force_generic_plan",
    },
    ...(options.onStatement ? { debug: (_id: number, text: string) => options.onStatement?.(text) } : {}),
  });
  const db = drizzle(preparing(sql), { schema });
  return { sql, db };
}
