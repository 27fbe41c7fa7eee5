import { type SQL, sql } from "drizzle-orm";

/** Whole numbers as one parameter, for `= any (…)`. */
export const ints = (numbers: readonly number[]): SQL => sql`${`{${numbers.join(",")}}`}::int[]`;

/** The same for numbers that the database gave out (`bigint` keys). */
export const bigints = (numbers: readonly number[]): SQL => sql`${`{${numbers.join(",")}}`}::bigint[]`;

/** Texts as one parameter. */
export const texts = (items: readonly string[]): SQL =>
  sql`${`{${items.map((item) => JSON.stringify(item)).join(",")}}`}::text[]`;
