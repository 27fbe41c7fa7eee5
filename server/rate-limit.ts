import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Request, RequestHandler } from "express";
import {
  type ClientRateLimitInfo,
  ipKeyGenerator,
  type Options,
  rateLimit,
  type Store,
} from "express-rate-limit";
import type { Log } from "#app/context.ts";
import type { Database } from "./database.ts";
import { refuse, tooMany } from "./refusal.ts";

const minuteMs = 60_000;

/**
 * A whole school shares one address, so limits by address are set by what a school's busiest minute needs. Guessing
 * is slowed by the pauses of `app/access/throttle.server.ts`; what is limited here is the work that it makes.
 */
export const limits = {
  /** Counted by the browser where it signed in before, else by the address: see docs/decisions/0018. */
  failedSignInsPer10Seconds: 60,
  apiPerTokenPerMinute: 120,
  /** Looks for a family's letter that found none: nobody guesses a key in so many. */
  unknownAnswersPerAddressPer15Minutes: 60,
};

/** Counts shared by all web processes. `hit` answers how many there were in the window that now falls into. */
export type HitCounter = {
  hit(key: string, windowMs: number): Promise<number>;
  takeBack(key: string, windowMs: number): Promise<void>;
};

/** Counts in the table `rate_limit`, one row a key and window, one statement a hit. */
export function postgresHits(database: Pick<Database, "single">): HitCounter {
  const windowOf = (windowMs: number) =>
    sql`to_timestamp(floor(extract(epoch from now()) * 1000 / ${windowMs}::float8) * ${windowMs}::float8 / 1000)`;
  const ask = <Row extends Record<string, unknown>>(statement: SQL) =>
    database.single((db) => db.execute<Row>(statement));
  return {
    async hit(key, windowMs) {
      const [row] = await ask<{ hits: number }>(sql`
        insert into rate_limit (key, window_starts_at, hits) values (${key}, ${windowOf(windowMs)}, 1)
        on conflict (key, window_starts_at) do update set hits = rate_limit.hits + 1
        returning hits`);
      return row!.hits;
    },
    async takeBack(key, windowMs) {
      await ask(sql`update rate_limit set hits = hits - 1
        where key = ${key} and window_starts_at = ${windowOf(windowMs)} and hits > 0`);
    },
  };
}

export type LimitParts = {
  hits: HitCounter;
  log: Log;
  requestsPerAddressPerMinute: number;
  /** The number of a browser that signed in before, from its sealed cookie; else null. */
  browserOf(request: Request): Promise<string | null>;
};

/**
 * The limits; the general one is the configuration's. Only /api and families' answers count in Postgres: an ordinary
 * page costs no statement, and a flood of sign-ins none either.
 * When Postgres does not answer nothing is refused here; what follows cannot be done without it anyway.
 */
export function createLimits({
  hits,
  log,
  requestsPerAddressPerMinute,
  browserOf,
}: LimitParts): Record<"general" | "signIn" | "api" | "answers", RequestHandler> {
  const common = {
    standardHeaders: "draft-8",
    legacyHeaders: false,
    validate: { xForwardedForHeader: false },
    handler: (request: Request, response: Parameters<RequestHandler>[1]) => {
      log.warn("rate_limited", { limit: response.locals.limit });
      refuse(request, response, tooMany(Number(response.getHeader("Retry-After"))));
    },
  } satisfies Partial<Options>;
  const byAddress = (request: Request) => ipKeyGenerator(request.ip ?? "unknown");
  return {
    general: rateLimit({
      ...common,
      windowMs: minuteMs,
      limit: requestsPerAddressPerMinute,
      keyGenerator: byAddress,
      standardHeaders: false,
    }),
    signIn: rateLimit({
      ...common,
      windowMs: 10_000,
      limit: limits.failedSignInsPer10Seconds,
      keyGenerator: async (request) => {
        const browser = await browserOf(request);
        return browser === null ? byAddress(request) : `browser:${browser}`;
      },
      skip: (request) => request.method === "GET" || request.method === "HEAD",
      skipSuccessfulRequests: true,
      requestWasSuccessful: (_request, response) => response.statusCode < 400,
    }),
    answers: rateLimit({
      ...common,
      windowMs: 15 * minuteMs,
      limit: limits.unknownAnswersPerAddressPer15Minutes,
      keyGenerator: byAddress,
      skipSuccessfulRequests: true,
      requestWasSuccessful: (_request, response) => response.statusCode !== 404,
      store: storeOf(hits, "answers", log),
    }),
    api: rateLimit({
      ...common,
      windowMs: minuteMs,
      limit: limits.apiPerTokenPerMinute,
      keyGenerator: (request) => tokenKey(request) ?? byAddress(request),
      store: storeOf(hits, "api", log),
    }),
  };
}

/** A token is never written down, not even as a key of a counter. */
function tokenKey(request: Request): string | null {
  const token = /^Bearer (.+)$/i.exec(request.get("authorization") ?? "")?.[1];
  return token ? `token:${createHash("sha256").update(token).digest("base64url")}` : null;
}

/** Postgres as a store of express-rate-limit; keys start with the limit's name. */
function storeOf(hits: HitCounter, name: string, log: Log): Store {
  let windowMs = minuteMs;
  const unanswered = (error: unknown) => log.warn("rate_limit_unanswered", { limit: name, error });
  return {
    localKeys: false,
    prefix: `${name}:`,
    init: (options) => {
      windowMs = options.windowMs;
    },
    async increment(key): Promise<ClientRateLimitInfo> {
      const totalHits = await hits.hit(`${name}:${key}`, windowMs).catch((error: unknown) => {
        unanswered(error);
        return 1;
      });
      return { totalHits, resetTime: new Date((Math.floor(Date.now() / windowMs) + 1) * windowMs) };
    },
    async decrement(key) {
      await hits.takeBack(`${name}:${key}`, windowMs).catch(unanswered);
    },
    async resetKey() {},
  };
}
