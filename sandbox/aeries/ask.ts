import type { District } from "#sandbox/district/model.ts";
import type { Feed } from "./feed.ts";
import type { Switches } from "./switches.ts";

/** What a route is asked: the path's parts, the query by lower-case name, and the district of the year wanted. */
export interface Ask {
  params: Record<string, string>;
  query: Map<string, string>;
  district: District;
  switches: Switches;
  now: Temporal.ZonedDateTime;
  availableYears: number[];
  feed: Feed;
}

export type Answer =
  | { kind: "list"; rows: unknown[] }
  /** One thing, or null where it does not exist and the answer is 404 with `message`. */
  | { kind: "one"; row: unknown; message: string };

export interface Route {
  /** Parts in lower case; a part with a colon is a parameter. */
  path: string;
  /** Aeries security area; null where a certificate is enough. */
  area: string | null;
  open?: true;
  answer(ask: Ask): Answer;
}

export const list = (rows: unknown[]): Answer => ({ kind: "list", rows });
export const one = (row: unknown, message: string): Answer => ({ kind: "one", row: row ?? null, message });

/** A number from the path; NaN matches no record. */
export const numberOf = (ask: Ask, name: string) => Number(ask.params[name] ?? Number.NaN);
