import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  inet,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { owner, web } from "./policies.ts";

/** A person who signs in. Holds no pupil data; grants keep the worker out. */
export const userAccount = pgTable("user_account", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  /** Lower case. */
  email: text().notNull().unique(),
  name: text().notNull(),
  /** Aeries' StaffID: makes a teacher's sections theirs. */
  staffId: integer("staff_id"),
  /** Argon2id in PHC form. */
  passwordHash: text("password_hash").notNull(),
  /** Sealed with the product's key. */
  totpSecret: text("totp_secret"),
  totpConfirmedAt: instant("totp_confirmed_at"),
  /** The time step of the last code that was accepted: a code works once. */
  totpLastStep: bigint("totp_last_step", { mode: "number" }),
  suspendedAt: instant("suspended_at"),
});

/** A role at a school. School 0 is the district: every school. */
export const userRole = pgTable(
  "user_role",
  {
    userId: integer("user_id")
      .notNull()
      .references(() => userAccount.id),
    schoolId: integer("school_id").notNull(),
    role: text().notNull(),
    grantedAt: instant("granted_at").notNull(),
    grantedBy: integer("granted_by"),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.schoolId, t.role] }),
    // Read before there is a scope: it is what the scope is made of. Given and taken by the district alone.
    pgPolicy("user_role_read", { for: "select", to: web, using: sql`true` }),
    pgPolicy("user_role_give", { for: "insert", to: web, withCheck: sql`(select scope_district())` }),
    pgPolicy("user_role_take", { for: "delete", to: web, using: sql`(select scope_district())` }),
  ],
);

/** A signed-in browser. Kept a week past its end, so that a form sent too late finds its owner. */
export const session = pgTable(
  "session",
  {
    /** SHA-256 of the cookie's token. */
    id: text().primaryKey(),
    userId: integer("user_id")
      .notNull()
      .references(() => userAccount.id),
    /** "password": waits for the code. "full": signed in. */
    stage: text().$type<"password" | "full">().notNull(),
    /** A name for lists that is not the cookie. */
    handle: uuid().notNull().default(sql`gen_random_uuid()`),
    createdAt: instant("created_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    endedAt: instant("ended_at"),
    address: inet(),
    agent: text(),
  },
  (t) => [index("session_by_user").on(t.userId)],
);

export const recoveryCode = pgTable(
  "recovery_code",
  {
    userId: integer("user_id")
      .notNull()
      .references(() => userAccount.id),
    hash: text().notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [primaryKey({ columns: [t.userId, t.hash] })],
);

/** Failures to sign in, by what was tried (a keyed hash of address or e-mail), for the growing pause between tries. */
export const signInFailure = pgTable(
  "sign_in_failure",
  {
    subject: text().notNull(),
    at: instant().notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
  },
  (t) => [primaryKey({ columns: [t.subject, t.at, t.id] })],
);

/** A form that arrived after its session had ended: kept for its owner to send again. Sealed. */
export const heldForm = pgTable("held_form", {
  id: uuid().primaryKey().default(sql`gen_random_uuid()`),
  userId: integer("user_id")
    .notNull()
    .references(() => userAccount.id),
  path: text().notNull(),
  body: text().notNull(),
  heldAt: instant("held_at").notNull(),
});

/** What a script signs in with. Read before there is a scope; made by the district alone. */
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
    // The owner sees them too: its function finds tokens that were stored as they are.
    pgPolicy("api_token_read", { for: "select", to: [web, owner], using: sql`true` }),
    pgPolicy("api_token_make", { for: "insert", to: web, withCheck: sql`(select scope_district())` }),
    pgPolicy("api_token_use", { for: "update", to: web, using: sql`true`, withCheck: sql`true` }),
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
    pgPolicy("api_token_revocation_read", { for: "select", to: web, using: sql`true` }),
    pgPolicy("api_token_revocation_add", {
      for: "insert",
      to: web,
      withCheck: sql`(select scope_district())`,
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
  (t) => [primaryKey({ columns: [t.tokenId, t.key] })],
);

export const rateLimit = pgTable(
  "rate_limit",
  {
    key: text().notNull(),
    windowStartsAt: instant("window_starts_at").notNull(),
    hits: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.windowStartsAt] })],
);

/** One notice at the top of every page, or none. */
export const productState = pgTable("product_state", {
  id: boolean().primaryKey().default(true),
  banner: text(),
  readOnly: boolean("read_only").notNull().default(false),
});
