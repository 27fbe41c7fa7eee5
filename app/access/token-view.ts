import { writtenMoment } from "#app/ui/written-moment.ts";
import type { ListedToken } from "./token-list.server.ts";
import { type TokenState, tokenScopes, tokenState } from "./token-scope.ts";

/** A token in the words of its page. */
export type TokenView = {
  id: number;
  name: string;
  state: TokenState;
  scopes: string[];
  schools: string[];
  made: string;
  lastUsed: string;
  /** The moment from which it does not hold. */
  expires: string;
  revoked: { when: string; reason: string } | null;
};

export function tokenView(
  token: ListedToken,
  places: readonly { id: number; name: string }[],
  { now, timeZone }: { now: Temporal.Instant; timeZone: string },
): TokenView {
  const written = (at: Temporal.Instant) => writtenMoment(at, timeZone);
  const by = (name: string | null) => (name === null ? "" : `, by ${name}`);
  const { revoked } = token;
  return {
    id: token.id,
    name: token.name,
    state: tokenState({ expiresAt: token.expiresAt, revokedAt: revoked?.at ?? null }, now),
    scopes: token.scopes.map((scope) => tokenScopes[scope] ?? scope),
    schools: token.schools.map((id) => places.find((place) => place.id === id)?.name ?? `School ${id}`),
    made: written(token.madeAt) + by(token.madeBy),
    lastUsed: token.lastUsedAt === null ? "Never" : written(token.lastUsedAt),
    expires: written(token.expiresAt),
    revoked: revoked && { when: written(revoked.at) + by(revoked.by), reason: revoked.reason },
  };
}
