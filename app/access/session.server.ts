import { hash, randomBytes } from "node:crypto";
import { isIP } from "node:net";
import { createCookie } from "@remix-run/node";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Context, RequestContext } from "#app/context.ts";
import { session } from "#drizzle/schema/access.ts";
import type { Role } from "./permissions.ts";

/** A session ends after this long without a page, and after this long whatever happens. */
export const idleMinutes = 45;
export const absoluteHours = 12;
/** Between the password and the code. */
const codeMinutes = 10;

const cookieOf = (secure: boolean) =>
  createCookie(secure ? "__Host-session" : "session", {
    httpOnly: true,
    secure,
    sameSite: "lax",
    path: "/",
    // The server ends sessions; the browser keeps the cookie longer, so that a late form still finds its owner.
    maxAge: 7 * 24 * 60 * 60,
  });

export const newToken = () => randomBytes(32).toString("base64url");
export const tokenHash = (token: string) => hash("sha256", token, "base64url");

export const sessionCookie = (context: Context, token: string) =>
  cookieOf(context.settings.secureCookies).serialize(token);
export const clearedCookie = (context: Context) =>
  cookieOf(context.settings.secureCookies).serialize("", { maxAge: 0 });

/** The session row's key from the request's cookie, or null. */
export async function sessionId(context: Context, request: Request): Promise<string | null> {
  const token = await cookieOf(context.settings.secureCookies).parse(request.headers.get("Cookie"));
  return typeof token === "string" && token.length > 0 ? tokenHash(token) : null;
}

export type SessionState = {
  id: string;
  handle: string;
  stage: "password" | "full";
  live: boolean;
  userId: number;
  name: string;
  email: string;
  staffId: number | null;
  roles: { schoolId: number; role: Role }[];
  /** The schools where the person holds a role; with a district role all that are active. */
  places: { id: number; name: string }[];
  /** When it ends whatever happens. */
  endsAt: Temporal.Instant;
  /** The district's notice, or none. */
  banner: string | null;
};

/**
 * The session behind the cookie with its person and roles, in one statement; also when it has ended, so that a late
 * form can be kept for its owner. Null without a cookie or when the person is suspended.
 */
export async function findSession(context: Context, request: Request): Promise<SessionState | null> {
  const id = await sessionId(context, request);
  if (id === null) return null;
  const now = context.clock.now();
  const rows = await context.door.asVisitor(
    (tx) =>
      tx.execute<{
        handle: string;
        stage: "password" | "full";
        last_seen_at: string;
        ends_at: string;
        ended_at: string | null;
        user_id: number;
        name: string;
        email: string;
        staff_id: number | null;
        roles: { schoolId: number; role: Role }[];
        places: { id: number; name: string }[];
        banner: string | null;
      }>(sql`select s.handle, (select banner from product_state) as banner, s.stage, s.last_seen_at, s.ends_at, s.ended_at, u.id as user_id, u.name, u.email, u.staff_id,
        (select coalesce(json_agg(json_build_object('schoolId', r.school_id, 'role', r.role) order by r.school_id, r.role), '[]')
          from user_role r where r.user_id = u.id) as roles,
        (select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name) order by c.name), '[]')
          from school c where c.active and exists (select 1 from user_role r where r.user_id = u.id
            and (r.school_id = c.id or r.school_id = 0))) as places
      from session s join user_account u on u.id = s.user_id
      where s.id = ${id} and u.suspended_at is null`),
    // A posted form waits out a restart of the database; a page says so at once.
    { again: request.method === "POST" },
  );
  const row = rows[0];
  if (!row) return null;
  const seen = Temporal.Instant.from(row.last_seen_at);
  const endsAt = Temporal.Instant.from(row.ends_at);
  const idleEnd = seen.add({ minutes: idleMinutes });
  const live =
    row.ended_at === null &&
    Temporal.Instant.compare(now, endsAt) < 0 &&
    Temporal.Instant.compare(now, idleEnd) < 0;
  if (live && now.since(seen).total("seconds") > 60) {
    await context.door.asPerson(row.user_id, (tx) =>
      tx.execute(sql`update session set last_seen_at = ${now.toString()} where id = ${id}`),
    );
  }
  return {
    id,
    handle: row.handle,
    stage: row.stage,
    live,
    userId: row.user_id,
    name: row.name,
    email: row.email,
    staffId: row.staff_id,
    roles: row.roles,
    places: row.places,
    endsAt,
    banner: row.banner,
  };
}

/**
 * Begins a session under a new name and ends the one the request came with, so that a cookie planted or seen
 * before a step is worth nothing after it.
 * @returns the Set-Cookie
 */
export async function startSession(
  context: RequestContext,
  request: Request,
  userId: number,
  stage: SessionState["stage"],
): Promise<string> {
  const token = newToken();
  const now = context.clock.now();
  await endSession(context, request);
  await context.door.asPerson(userId, (tx) =>
    tx.insert(session).values({
      id: tokenHash(token),
      userId,
      stage,
      createdAt: now,
      lastSeenAt: now,
      endsAt: now.add(stage === "full" ? { hours: absoluteHours } : { minutes: codeMinutes }),
      address: isIP(context.address) ? context.address : null,
      agent: request.headers.get("User-Agent")?.slice(0, 300) ?? null,
    }),
  );
  return sessionCookie(context, token);
}

/** Ends the request's session. @returns the Set-Cookie that removes it from the browser */
export async function endSession(context: Context, request: Request): Promise<string> {
  const id = await sessionId(context, request);
  if (id === null) return clearedCookie(context);
  const [open] = await context.door.asVisitor((tx) =>
    tx
      .select({ userId: session.userId })
      .from(session)
      .where(and(eq(session.id, id), isNull(session.endedAt))),
  );
  if (open)
    await context.door.asPerson(open.userId, (tx) =>
      tx.update(session).set({ endedAt: context.clock.now() }).where(eq(session.id, id)),
    );
  return clearedCookie(context);
}
