import { and, desc, eq, gt, isNull, ne } from "drizzle-orm";
import type { Context } from "#app/context.ts";
import { session } from "#drizzle/schema/access.ts";
import type { Actor } from "./actor.ts";
import type { Tx } from "./scope.server.ts";
import { idleMinutes } from "./session.server.ts";

export type OpenSession = {
  handle: string;
  createdAt: Temporal.Instant;
  lastSeenAt: Temporal.Instant;
  address: string | null;
  agent: string | null;
  isThis: boolean;
};

const livesAt = (userId: number, now: Temporal.Instant) =>
  and(
    eq(session.userId, userId),
    isNull(session.endedAt),
    gt(session.endsAt, now),
    gt(session.lastSeenAt, now.subtract({ minutes: idleMinutes })),
  );

/** Where a person is signed in now, the newest first. */
export async function openSessions(context: Context, actor: Actor): Promise<OpenSession[]> {
  const rows = await context.door.asActor(actor, (tx) =>
    tx
      .select()
      .from(session)
      .where(and(livesAt(actor.userId, context.clock.now()), eq(session.stage, "full")))
      .orderBy(desc(session.lastSeenAt)),
  );
  return rows.map(({ handle, createdAt, lastSeenAt, address, agent }) => ({
    handle,
    createdAt,
    lastSeenAt,
    address,
    agent,
    isThis: handle === actor.sessionHandle,
  }));
}

/** Ends one of a person's sessions. False where there is none of theirs with that handle. */
export async function endSessionByHandle(
  tx: Tx,
  userId: number,
  handle: string,
  at: Temporal.Instant,
): Promise<boolean> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(handle)) return false;
  const ended = await tx
    .update(session)
    .set({ endedAt: at })
    .where(and(livesAt(userId, at), eq(session.handle, handle)))
    .returning({ handle: session.handle });
  return ended.length === 1;
}

/** Ends all of a person's sessions but the one to keep (null: all). @returns how many */
export async function endSessions(
  tx: Tx,
  userId: number,
  at: Temporal.Instant,
  keep: string | null = null,
): Promise<number> {
  const ended = await tx
    .update(session)
    .set({ endedAt: at })
    .where(and(livesAt(userId, at), keep === null ? undefined : ne(session.handle, keep)))
    .returning({ handle: session.handle });
  return ended.length;
}
