import { randomBytes } from "node:crypto";
import { apiToken, apiTokenRevocation } from "#drizzle/schema/token.ts";
import type { Author } from "./accounts.server.ts";
import type { Tx } from "./scope.server.ts";
import { hashToken } from "./token.server.ts";
import type { TokenScope } from "./token-scope.ts";
import { recordChange } from "./trace.server.ts";

export type NewToken = {
  name: string;
  scopes: readonly TokenScope[];
  schools: readonly number[];
  expiresAt: Temporal.Instant;
};

/** A secret of 256 bits that says whose it is, should it turn up where it does not belong. */
export const newTokenSecret = (): string => `ap_${randomBytes(32).toString("base64url")}`;

/**
 * Lets a script in with this secret, of which a hash alone is stored. Needs the scope of the district.
 * @returns the token's number
 */
export async function makeToken(
  tx: Tx,
  author: Author,
  at: Temporal.Instant,
  token: NewToken,
  secret: string,
): Promise<number> {
  const { name, expiresAt } = token;
  const reach = { scopes: [...token.scopes], schools: [...token.schools] };
  const [made] = await tx
    .insert(apiToken)
    .values({ name, ...reach, hash: hashToken(secret), createdBy: author.by, createdAt: at, expiresAt })
    .returning({ id: apiToken.id });
  const id = made!.id;
  await recordChange(tx, author, at, {
    schoolId: 0,
    action: "API token made",
    subject: `API token ${id}`,
    after: { ...reach, expiresAt: expiresAt.toString() },
  });
  return id;
}

/** Ends a token from the next call on. False where it had been revoked already. */
export async function revokeToken(
  tx: Tx,
  author: Author,
  at: Temporal.Instant,
  tokenId: number,
  reason: string,
): Promise<boolean> {
  const ended = await tx
    .insert(apiTokenRevocation)
    .values({ tokenId, reason, by: author.by, at })
    .onConflictDoNothing()
    .returning({ tokenId: apiTokenRevocation.tokenId });
  if (ended.length === 0) return false;
  await recordChange(tx, author, at, {
    schoolId: 0,
    action: "API token revoked",
    subject: `API token ${tokenId}`,
    reason,
  });
  return true;
}
