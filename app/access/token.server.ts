import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Context } from "#app/context.ts";
import { apiToken } from "#drizzle/schema/token.ts";
import { apiProblem } from "./api-problem.ts";

/** What a token may do: noun:verb, as its maker wrote it. */
export type TokenScope = "recovery:write" | "attendance:read" | "aeries:read" | "rules:ask";

/** A script that calls the API. `schools`: those it may reach. */
export type Token = { id: number; name: string; schools: readonly number[] };

/** As tokens are stored: who reads the table cannot use them. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/**
 * The guard of API routes. Whose token is it, and may it do this?
 * @throws Response 401 without a token that is known, not expired and not revoked; 403 without the scope; both
 *   `application/problem+json`, and counted
 */
export async function requireToken(context: Context, request: Request, scope: TokenScope): Promise<Token> {
  const [, sent] = /^Bearer ([\w.~+/=-]{16,512})$/i.exec(request.headers.get("Authorization") ?? "") ?? [];
  if (sent === undefined) throw refused(context, "Send the token as Authorization: Bearer.");
  const [row] = await context.door.asVisitor((tx) =>
    tx
      .select()
      .from(apiToken)
      .where(eq(apiToken.hash, hashToken(sent))),
  );
  if (row === undefined) throw refused(context, "This token is not known.");
  if (row.revokedAt !== null) throw refused(context, "This token was revoked.");
  if (Temporal.Instant.compare(row.expiresAt, context.clock.now()) <= 0)
    throw refused(context, "This token has expired.");
  if (!row.scopes.includes(scope)) {
    context.counters.unauthorizedAccess("token");
    throw apiProblem(403, "Not allowed", `This token does not have the scope ${scope}.`);
  }
  return { id: row.id, name: row.name, schools: row.schools };
}

function refused(context: Context, detail: string): Response {
  context.counters.unauthorizedAccess("token");
  return apiProblem(401, "Not signed in", detail, { headers: { "WWW-Authenticate": "Bearer" } });
}
