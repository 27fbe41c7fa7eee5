import { sql } from "drizzle-orm";
import { integer, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { checkedForSeals, clearedAway, everyone, forDistrict, inOwnName, web } from "./policies.ts";

/** A token acts for the product, in a transaction that is no person's. */
const byNoPerson = sql`${forDistrict} and (select scope_user()) is null`;

/** What a script of the district calls the API with. */
export const apiToken = pgTable(
  "api_token",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    name: text().notNull(),
    /** SHA-256 of the token. */
    hash: text().notNull().unique(),
    scopes: text().array().notNull(),
    schools: integer().array().notNull(),
    createdBy: integer("created_by"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    /** To the minute: a script that asks often does not write as often. */
    lastUsedAt: instant("last_used_at"),
  },
  () => [
    // Found by its hash before there is a scope: it is what the scope is made of.
    pgPolicy("api_token_read", { for: "select", to: web, using: everyone }),
    pgPolicy("api_token_make", {
      for: "insert",
      to: web,
      withCheck: sql`${forDistrict} and ${inOwnName("created_by")}`,
    }),
    // Noted before there is a scope; the grant leaves nothing else to change.
    pgPolicy("api_token_use", { for: "update", to: web, using: everyone, withCheck: everyone }),
    checkedForSeals("api_token"),
  ],
);

/** The end of a token before its time. */
export const apiTokenRevocation = pgTable(
  "api_token_revocation",
  {
    tokenId: integer("token_id")
      .primaryKey()
      .references(() => apiToken.id),
    reason: text().notNull(),
    by: integer(),
    at: instant().notNull(),
  },
  () => [
    pgPolicy("api_token_revocation_read", { for: "select", to: web, using: everyone }),
    pgPolicy("api_token_revocation_add", {
      for: "insert",
      to: web,
      withCheck: sql`${forDistrict} and ${inOwnName("by")}`,
    }),
  ],
);

/** An answer that was given under an Idempotency-Key, to give again. */
export const idempotentAnswer = pgTable(
  "idempotent_answer",
  {
    tokenId: integer("token_id").notNull(),
    key: text().notNull(),
    requestHash: text("request_hash").notNull(),
    status: integer().notNull(),
    body: text().notNull(),
    location: text(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tokenId, t.key] }),
    pgPolicy("idempotent_answer_read", { for: "select", to: web, using: byNoPerson }),
    pgPolicy("idempotent_answer_keep", { for: "insert", to: web, withCheck: byNoPerson }),
    ...clearedAway("idempotent_answer"),
  ],
);

/** Requests counted before anyone is known, by address or by a token's hash: no policy could tell whose they are. */
export const rateLimit = pgTable(
  "rate_limit",
  {
    key: text().notNull(),
    windowStartsAt: instant("window_starts_at").notNull(),
    hits: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.windowStartsAt] })],
);
