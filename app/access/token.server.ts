import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Context } from "#app/context.ts";
import { apiToken, apiTokenRevocation } from "#drizzle/schema/token.ts";
import { apiProblem } from "./api-problem.ts";
import { type TokenScope, tokenState } from "./token-scope.ts";

/** A script that calls the API. `schools`: those it may reach. */
export type Token = { id: number; name: string; schools: readonly number[] };

/** As tokens are stored: who reads the table cannot use them. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** A use is noted once in this long: what a script asks for must not cost a write each time. */
const noteUseEverySeconds = 60;

/**
 * The guard of API routes. Whose token is it, and may it do this?
 * @throws Response 401 without a token that is known, not expired and not revoked; 403 without the scope; both
 *   `application/problem+json`, and counted; what was tried with a token of ours also raises an alert
 */
export async function requireToken(context: Context, request: Request, scope: TokenScope): Promise<Token> {
  const [, sent] = /^Bearer ([\w.~+/=-]{16,512})$/i.exec(request.headers.get("Authorization") ?? "") ?? [];
  if (sent === undefined) throw refused(context, "Send the token as Authorization: Bearer.");
  const [row] = await context.door.asVisitor((tx) =>
    tx
      .select({
        id: apiToken.id,
        name: apiToken.name,
        scopes: apiToken.scopes,
        schools: apiToken.schools,
        expiresAt: apiToken.expiresAt,
        lastUsedAt: apiToken.lastUsedAt,
        revokedAt: apiTokenRevocation.at,
      })
      .from(apiToken)
      .leftJoin(apiTokenRevocation, eq(apiTokenRevocation.tokenId, apiToken.id))
      .where(eq(apiToken.hash, hashToken(sent))),
  );
  if (row === undefined) throw refused(context, "This token is not known.");
  const now = context.clock.now();
  const state = tokenState(row, now);
  if (state !== "active") {
    noteMisuse(context, row.id, state);
    throw refused(context, state === "revoked" ? "This token was revoked." : "This token has expired.");
  }
  if (!row.scopes.includes(scope)) {
    noteMisuse(context, row.id, "scope");
    context.counters.unauthorizedAccess("token");
    throw apiProblem(403, "Not allowed", `This token does not have the scope ${scope}.`);
  }
  if (row.lastUsedAt === null || row.lastUsedAt.until(now).total("seconds") >= noteUseEverySeconds) {
    await context.door.asVisitor((tx) =>
      tx.update(apiToken).set({ lastUsedAt: now }).where(eq(apiToken.id, row.id)),
    );
  }
  return { id: row.id, name: row.name, schools: row.schools };
}

/** The answer to a token that asks for a school which it does not reach, there or not. Counted, with an alert. */
export function beyondToken(context: Context, token: Token, schoolId: number): Response {
  noteMisuse(context, token.id, "school");
  context.counters.unauthorizedAccess("token");
  return apiProblem(404, "No such school", `This token reaches no school ${schoolId}.`);
}

function refused(context: Context, detail: string): Response {
  context.counters.unauthorizedAccess("token");
  return apiProblem(401, "Not signed in", detail, { headers: { "WWW-Authenticate": "Bearer" } });
}

function noteMisuse(context: Context, token: number, what: "revoked" | "expired" | "scope" | "school"): void {
  context.counters.securityAlert("token_misuse");
  context.log.warn("token_misuse", { token_id: token, what });
}
