import type { RequestHandler } from "express";
import type { HealthAnswer } from "#app/access/api-health.ts";
import { bounded, shared } from "./bounded.ts";
import type { Config } from "./config.ts";

const partWithinMs = 2_000;
const slowDatabaseMs = 500;

export type DatabaseProbe = {
  /** Milliseconds that the smallest query took. */
  ping(signal: AbortSignal): Promise<number>;
  /** Connections of this process's pool now. @throws when the database does not answer */
  activeConnections(): number | Promise<number>;
  migrationsPending(): Promise<number>;
};

/** Resolves when the part answered, rejects when it did not. */
export type Reach = (signal: AbortSignal) => Promise<void>;

/** Null is a part that this installation does not have. */
export type HealthParts = {
  database: DatabaseProbe;
  cache: Reach | null;
  supabase: Reach | null;
  aeries: Reach | null;
  /** Whether the latest run of the compliance checks found nothing. */
  compliant: () => Promise<boolean>;
};

/** One flag of the process: it has been told to stop. */
export type Drain = { draining: boolean };

type State = "healthy" | "degraded" | "unhealthy" | "not_configured";

export type HealthReport = HealthAnswer;

/** The three health addresses. Each part is asked for at most 2 s, and Aeries at most twice a minute. */
export function createHealth(
  parts: HealthParts,
  config: Pick<Config, "version" | "environment">,
  drain: Drain,
) {
  const ping = shared(0, () => bounded(partWithinMs, (signal) => parts.database.ping(signal)));
  const reach = (part: Reach | null, keepMs: number): (() => Promise<State>) => {
    if (!part) return async () => "not_configured";
    return shared(keepMs, () =>
      bounded(partWithinMs, part).then(
        () => "healthy",
        () => "unhealthy",
      ),
    );
  };
  const cache = reach(parts.cache, 5_000);
  const supabase = reach(parts.supabase, 5_000);
  const aeries = reach(parts.aeries, 30_000);
  // Checks that cannot be asked vouch for nothing, and staff's scripts know no third answer.
  const compliance = shared(0, () =>
    bounded(partWithinMs, () => parts.compliant()).then(
      (passed) => (passed ? ("compliant" as const) : ("violations_found" as const)),
      () => "violations_found" as const,
    ),
  );

  async function report(): Promise<HealthReport> {
    const [milliseconds, cacheState, aeriesState, supabaseState, ferpa] = await Promise.all([
      ping().catch(() => null),
      cache(),
      aeries(),
      supabase(),
      compliance(),
    ]);
    const database =
      milliseconds === null ? "unhealthy" : milliseconds > slowDatabaseMs ? "degraded" : "healthy";
    const lowered = [database, cacheState, aeriesState, supabaseState].some(
      (state) => state === "degraded" || state === "unhealthy",
    );
    const overall =
      database === "unhealthy" ? "unhealthy" : lowered || ferpa !== "compliant" ? "degraded" : "healthy";
    return {
      status: overall,
      timestamp: Temporal.Now.instant().toString({ smallestUnit: "millisecond" }),
      version: config.version,
      environment: config.environment,
      database,
      cache: cacheState,
      aeries_api: aeriesState,
      supabase: supabaseState,
      ferpa_compliance: ferpa,
      overall_status: overall,
      database_response_time_ms: milliseconds === null ? null : Math.round(milliseconds * 100) / 100,
      uptime_seconds: Math.floor(process.uptime()),
    };
  }

  /** Why no request should be sent here, or null. */
  async function unready(): Promise<string | null> {
    if (drain.draining) return "draining";
    const answered = await ping().then(
      () => true,
      () => false,
    );
    if (!answered) return "the database does not answer";
    const pending = await bounded(partWithinMs, () => parts.database.migrationsPending()).catch(() => null);
    if (pending === null) return "the applied migrations cannot be read";
    return pending === 0 ? null : `${pending} migrations are not applied`;
  }

  const health: RequestHandler = (_request, response, next) => {
    report()
      .then((body) => response.status(body.overall_status === "unhealthy" ? 503 : 200).json(body))
      .catch(next);
  };
  const live: RequestHandler = (_request, response) => {
    response.json({ live: true });
  };
  const ready: RequestHandler = (_request, response, next) => {
    unready()
      .then((reason) =>
        response.status(reason ? 503 : 200).json(reason ? { ready: false, reason } : { ready: true }),
      )
      .catch(next);
  };
  return { health, live, ready, report, unready };
}

export type Health = ReturnType<typeof createHealth>;
