import { sql } from "drizzle-orm";
import type { Tx } from "./scope.server.ts";

/** Every school of the district, in order, those that are closed among them. No pupil is in it, so a visitor may ask. */
export const allSchools = async (tx: Tx): Promise<number[]> =>
  (await tx.execute<{ id: number }>(sql`select id from school order by id`)).map(({ id }) => id);

/** Those that are open. */
export const openSchools = async (tx: Tx): Promise<number[]> =>
  (await tx.execute<{ id: number }>(sql`select id from school where active order by id`)).map(({ id }) => id);
