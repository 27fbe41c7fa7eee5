/** What a token may do, as noun:verb, and what that is in words. Every call of the API asks for one of these. */
export const tokenScopes = {
  "attendance:read": "Read attendance figures",
  "recovery:write": "Plan recovery sessions",
  "aeries:read": "See how reading from Aeries goes",
  "rules:ask": "Ask the rules of recovery",
} as const;

export type TokenScope = keyof typeof tokenScopes;

export const everyTokenScope = Object.keys(tokenScopes) as TokenScope[];

export type TokenState = "active" | "expired" | "revoked";

/** Whether a token holds at this moment. One that expires now does not. */
export const tokenState = (
  token: { expiresAt: Temporal.Instant; revokedAt: Temporal.Instant | null },
  now: Temporal.Instant,
): TokenState => {
  if (token.revokedAt !== null) return "revoked";
  return Temporal.Instant.compare(token.expiresAt, now) <= 0 ? "expired" : "active";
};
