import { eq } from "drizzle-orm";
import type { Context } from "#app/context.ts";
import { userAccount, userRole } from "#drizzle/schema/access.ts";
import type { Role } from "./permissions.ts";
import type { Tx } from "./scope.server.ts";
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
