import { sql } from "drizzle-orm";
import type { Tx } from "./scope.server.ts";
import type { TokenScope } from "./token-scope.ts";

/** A token as lists show it: never what it is. `madeBy` and `by` are names; null where nobody is on record. */
export type ListedToken = {
  id: number;
  name: string;
  scopes: TokenScope[];
  schools: number[];
  madeAt: Temporal.Instant;
  madeBy: string | null;
  lastUsedAt: Temporal.Instant | null;
  expiresAt: Temporal.Instant;
  revoked: { at: Temporal.Instant; by: string | null; reason: string } | null;
};

/** Every token that was ever made, or the one asked for; the newest first. */
export async function listTokens(tx: Tx, onlyId: number | null = null): Promise<ListedToken[]> {
  const rows = await tx.execute<{
    id: number;
    name: string;
    scopes: TokenScope[];
    schools: number[];
    created_at: string;
    made_by: string | null;
    last_used_at: string | null;
    expires_at: string;
    revoked_at: string | null;
    revoked_by: string | null;
    reason: string | null;
  }>(sql`select t.id, t.name, t.scopes, t.schools, t.created_at::text, m.name as made_by, t.last_used_at::text,
      t.expires_at::text, r.at::text as revoked_at, u.name as revoked_by, r.reason
    from api_token t left join user_account m on m.id = t.created_by
    left join api_token_revocation r on r.token_id = t.id left join user_account u on u.id = r.by
    where ${onlyId}::int is null or t.id = ${onlyId}::int order by t.id desc`);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    schools: row.schools,
    madeAt: Temporal.Instant.from(row.created_at),
    madeBy: row.made_by,
    lastUsedAt: row.last_used_at === null ? null : Temporal.Instant.from(row.last_used_at),
    expiresAt: Temporal.Instant.from(row.expires_at),
    revoked:
      row.revoked_at === null
        ? null
        : { at: Temporal.Instant.from(row.revoked_at), by: row.revoked_by, reason: row.reason ?? "" },
  }));
}
