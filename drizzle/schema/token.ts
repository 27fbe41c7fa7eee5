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
    revokedAt: instant("revoked_at"),
  },
  () => [
    // Found by its hash before there is a scope: it is what the scope is made of.
    pgPolicy("api_token_read", { for: "select", to: web, using: everyone }),
    pgPolicy("api_token_make", {
      for: "insert",
      to: web,
      withCheck: sql`${forDistrict} and ${inOwnName("created_by")}`,
    }),
    pgPolicy("api_token_revoke", { for: "update", to: web, using: forDistrict, withCheck: forDistrict }),
    checkedForSeals("api_token"),
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
