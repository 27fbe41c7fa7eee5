import { writtenDay } from "#app/ui/written-day.ts";
import { writtenMoment } from "#app/ui/written-moment.ts";
import type { ListedToken } from "./token-list.server.ts";
import { type TokenState, tokenScopes, tokenState } from "./token-scope.ts";

/** A token in the words of its page. */
export type TokenView = {
  id: number;
  name: string;
  state: TokenState;
  scopes: string[];
  schools: string;
  made: string;
  lastUsed: string;
  /** The last day on which it holds. */
  lastDay: string;
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
    schools: places.every(({ id }) => token.schools.includes(id))
      ? `All ${places.length} schools`
      : token.schools.map((id) => places.find((place) => place.id === id)?.name ?? `School ${id}`).join(", "),
    made: written(token.madeAt) + by(token.madeBy),
    lastUsed: token.lastUsedAt === null ? "Never" : written(token.lastUsedAt),
    lastDay: writtenDay(token.expiresAt.subtract({ seconds: 1 }).toZonedDateTimeISO(timeZone).toPlainDate()),
    revoked: revoked && { when: written(revoked.at) + by(revoked.by), reason: revoked.reason },
  };
}
