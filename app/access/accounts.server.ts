import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Context } from "#app/context.ts";
import { recoveryCode, userAccount, userRole } from "#drizzle/schema/access.ts";
import type { Role } from "./permissions.ts";
import type { Tx } from "./scope.server.ts";
import { endSessions } from "./session-list.server.ts";
import { recordChange } from "./trace.server.ts";

export type NewAccount = {
  email: string;
  name: string;
  /** In Argon2id's PHC form, from `context.passwords.hash`: hashing takes too long for a transaction. */
  passwordHash: string;
  /** Aeries' StaffID, for someone who teaches. */
  staffId: number | null;
  /** School 0 is the district. */
  roles: readonly { schoolId: number; role: Role }[];
};

/** Who acts, for the record: `authorOf(actor)`, or a name for what acts without a person. */
export type Author = { by: number | null; actor: string };

/**
 * Someone who may sign in. Enrols an authenticator app at the first sign-in.
 * @returns the new person's id, or null where the address belongs to someone already
 */
export async function createAccount(
  tx: Tx,
  author: Author,
  at: Temporal.Instant,
  account: NewAccount,
): Promise<number | null> {
  const [made] = await tx
    .insert(userAccount)
    .values({
      email: account.email.trim().toLowerCase(),
      name: account.name.trim(),
      staffId: account.staffId,
      passwordHash: account.passwordHash,
    })
    .onConflictDoNothing({ target: userAccount.email })
    .returning({ id: userAccount.id });
  if (!made) return null;
  await recordChange(tx, author, at, {
    schoolId: 0,
    action: "account created",
    subject: `person ${made.id}`,
    after: { staffId: account.staffId },
  });
  for (const held of account.roles) await grantRole(tx, author, at, { userId: made.id, ...held });
  return made.id;
}

/** Gives a role at a school, or at the district (0). Giving it again changes nothing. */
export async function grantRole(
  tx: Tx,
  author: Author,
  at: Temporal.Instant,
  grant: { userId: number; schoolId: number; role: Role },
): Promise<void> {
  const made = await tx
    .insert(userRole)
    .values({ ...grant, grantedAt: at, grantedBy: author.by })
    .onConflictDoNothing()
    .returning({ userId: userRole.userId });
  if (made.length === 0) return;
  await recordChange(tx, author, at, {
    schoolId: grant.schoolId,
    action: "role given",
    subject: `person ${grant.userId}`,
    after: { role: grant.role },
  });
}

/**
 * Puts an authenticator secret in place of enrolment, for people of a demonstration whose codes are computed.
 * @param secret base32
 */
export async function enrolWithSecret(
  tx: Tx,
  context: Pick<Context, "secrets" | "clock">,
  userId: number,
  secret: string,
): Promise<void> {
  await tx
    .update(userAccount)
    .set({ totpSecret: context.secrets.seal(secret), totpConfirmedAt: context.clock.now() })
    .where(eq(userAccount.id, userId));
}

/** Takes a role away. False where the person did not hold it. Holds from the next request on. */
export async function removeRole(
  tx: Tx,
  author: Author,
  at: Temporal.Instant,
  held: { userId: number; schoolId: number; role: Role },
): Promise<boolean> {
  const gone = await tx
    .delete(userRole)
    .where(
      and(
        eq(userRole.userId, held.userId),
        eq(userRole.schoolId, held.schoolId),
        eq(userRole.role, held.role),
      ),
    )
    .returning({ role: userRole.role });
  if (gone.length === 0) return false;
  await recordChange(tx, author, at, {
    schoolId: held.schoolId,
    action: "role removed",
    subject: `person ${held.userId}`,
    before: { role: held.role },
  });
  return true;
}

/** Keeps someone out and ends their sessions at once. False where they were suspended already. */
export async function suspendUser(
  tx: Tx,
  author: Author,
  at: Temporal.Instant,
  userId: number,
): Promise<boolean> {
  const suspended = await tx
    .update(userAccount)
    .set({ suspendedAt: at })
    .where(and(eq(userAccount.id, userId), isNull(userAccount.suspendedAt)))
    .returning({ id: userAccount.id });
  if (suspended.length === 0) return false;
  const sessions = await endSessions(tx, userId, at);
  await recordChange(tx, author, at, {
    schoolId: 0,
    action: "account suspended",
    subject: `person ${userId}`,
    after: { sessionsEnded: sessions },
  });
  return true;
}

/** Lets a suspended person sign in again. False where they were not suspended. */
export async function readmitUser(
  tx: Tx,
  author: Author,
  at: Temporal.Instant,
  userId: number,
): Promise<boolean> {
  const back = await tx
    .update(userAccount)
    .set({ suspendedAt: null })
    .where(and(eq(userAccount.id, userId), isNotNull(userAccount.suspendedAt)))
    .returning({ id: userAccount.id });
  if (back.length === 0) return false;
  await recordChange(tx, author, at, {
    schoolId: 0,
    action: "account readmitted",
    subject: `person ${userId}`,
  });
  return true;
}

/**
 * For someone who lost their password or their phone: a one-time password, and a new enrolment at the next sign-in.
 * Ends their sessions and voids their recovery codes. False for an unknown person.
 */
export async function startOver(
  tx: Tx,
  author: Author,
  at: Temporal.Instant,
  userId: number,
  passwordHash: string,
): Promise<boolean> {
  const found = await tx
    .update(userAccount)
    .set({ passwordHash, totpSecret: null, totpConfirmedAt: null, totpLastStep: null })
    .where(eq(userAccount.id, userId))
    .returning({ id: userAccount.id });
  if (found.length === 0) return false;
  await tx.delete(recoveryCode).where(eq(recoveryCode.userId, userId));
  await endSessions(tx, userId, at);
  await recordChange(tx, author, at, {
    schoolId: 0,
    action: "sign-in started over",
    subject: `person ${userId}`,
  });
  return true;
}
