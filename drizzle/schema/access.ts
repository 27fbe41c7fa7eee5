import { sql } from "drizzle-orm";
import { bigint, index, inet, integer, pgPolicy, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { checkedForSeals, clearedAway, everyone, forDistrict, inOwnName, ofMine, web } from "./policies.ts";

const mySelf = sql`id = (select scope_user()) or ${forDistrict}`;
const mineOrAdministered = sql`${ofMine} or ${forDistrict}`;

/** A person who signs in. Holds no pupil data; grants keep the worker out. */
export const userAccount = pgTable(
  "user_account",
  {
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
  },
  () => [
    // Found by the address before anyone is known, and named on every page where somebody wrote something.
    pgPolicy("user_account_read", { for: "select", to: web, using: everyone }),
    pgPolicy("user_account_make", { for: "insert", to: web, withCheck: forDistrict }),
    pgPolicy("user_account_change", { for: "update", to: web, using: mySelf, withCheck: mySelf }),
    checkedForSeals("user_account"),
  ],
);

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
    pgPolicy("user_role_read", { for: "select", to: web, using: everyone }),
    pgPolicy("user_role_give", {
      for: "insert",
      to: web,
      withCheck: sql`${forDistrict} and ${inOwnName("granted_by")}`,
    }),
    pgPolicy("user_role_take", { for: "delete", to: web, using: forDistrict }),
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
  (t) => [
    index("session_by_user").on(t.userId),
    // Found by the hash of its cookie before anyone is known; a cookie cannot be made from it.
    pgPolicy("session_read", { for: "select", to: web, using: everyone }),
    pgPolicy("session_begin", { for: "insert", to: web, withCheck: ofMine }),
    pgPolicy("session_change", {
      for: "update",
      to: web,
      using: mineOrAdministered,
      withCheck: mineOrAdministered,
    }),
    checkedForSeals("session"),
    ...clearedAway("session"),
  ],
);

export const recoveryCode = pgTable(
  "recovery_code",
  {
    userId: integer("user_id")
      .notNull()
      .references(() => userAccount.id),
    hash: text().notNull(),
    /** Of the key that made the hash; empty for one made before this was noted. */
    keyId: text("key_id").notNull().default(""),
    usedAt: instant("used_at"),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.hash] }),
    pgPolicy("recovery_code_read", { for: "select", to: web, using: mineOrAdministered }),
    pgPolicy("recovery_code_make", { for: "insert", to: web, withCheck: ofMine }),
    pgPolicy("recovery_code_use", { for: "update", to: web, using: ofMine, withCheck: ofMine }),
    pgPolicy("recovery_code_void", { for: "delete", to: web, using: mineOrAdministered }),
  ],
);

/**
 * Failures to sign in, by what was tried (a keyed hash of address or e-mail), for the growing pause between tries. No
 * policy could tell whose they are: they are counted before anyone is known, and belong to addresses as well.
 */
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
export const heldForm = pgTable(
  "held_form",
  {
    id: uuid().primaryKey().default(sql`gen_random_uuid()`),
    userId: integer("user_id")
      .notNull()
      .references(() => userAccount.id),
    path: text().notNull(),
    body: text().notNull(),
    heldAt: instant("held_at").notNull(),
  },
  () => [
    pgPolicy("held_form_own", { for: "all", to: web, using: ofMine, withCheck: ofMine }),
    checkedForSeals("held_form"),
    ...clearedAway("held_form"),
  ],
);
