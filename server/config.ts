import packageFile from "../package.json" with { type: "json" };
import { type AeriesAddress, readAeriesAddress } from "./aeries-address.ts";
import { type Environment, type Reader, reader } from "./environment.ts";
import { type MailAddress, readMailAddress } from "./mail-address.ts";

const environments = ["development", "test", "production"] as const;
const logLevels = ["debug", "info", "warn", "error", "silent"] as const;

/** Connection strings, one a role. A command needs only its own: `web` runs without the administrator's. */
export type DatabaseUrls = Readonly<{ admin: string | null; web: string | null; worker: string | null }>;

export type Config = Readonly<{
  environment: (typeof environments)[number];
  version: string;
  host: string;
  port: number;
  /** Of the web process; the worker listens on `workerMetricsPort`, since both may run on one machine. */
  metricsPort: number;
  workerMetricsPort: number;
  metricsToken: string | null;
  /** Addresses or CIDR ranges that may read metrics on the public port without the token. */
  metricsAllowedNetworks: readonly string[];
  /** Null: the embedded Postgres in `dataFolder`. */
  database: DatabaseUrls | null;
  dataFolder: string;
  cacheUrl: string | null;
  publicUrl: string;
  secureCookies: boolean;
  districtName: string;
  timeZone: string;
  aeries: AeriesAddress | null;
  /** Null: families are written to on paper alone. */
  mail: MailAddress | null;
  /** How many proxies stand in front and may name the client's address; 0 believes none. */
  trustProxy: number;
  /** Of all kinds of requests; a whole school may share one address. */
  requestsPerAddressPerMinute: number;
  /** How long work that may run twice waits for a database that cannot be reached. */
  databasePatienceMs: number;
  /** Base64 of at least 32 bytes. */
  secretKey: string;
  /** Keys that were current before, the newest first: they open and recognize what they made. */
  previousSecretKeys: readonly string[];
  clockAt: Temporal.Instant | null;
  logLevel: (typeof logLevels)[number];
  shutdownGraceMs: number;
  /** How long readiness says "draining" before the port closes, so that the load balancer notices first. */
  drainDelayMs: number;
  /** Serve `app/` through Vite with hot reload instead of from `build/`. */
  vite: boolean;
}>;

/** The environment is not fit to start with; the message is one sentence a line, each naming its variable. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/**
 * Environment to one frozen object. Production is assumed unless APP_ENVIRONMENT (or NODE_ENV) says otherwise.
 * @throws ConfigError naming every problem at once
 */
export function readConfig(env: Environment): Config {
  const from = reader(env);
  const environment = from.oneOf(
    env.APP_ENVIRONMENT ? "APP_ENVIRONMENT" : "NODE_ENV",
    environments,
    "production",
  );
  const production = environment === "production";
  const port = from.whole("PORT", 3000, 1, 65_535);
  const publicUrl = readPublicUrl(from, production, port);
  const database = readDatabase(from);
  if (production && database === null) {
    from.refuse(
      "DATABASE_WEB_URL must be set in production for web and first-administrator, DATABASE_WORKER_URL for worker, and both beside DATABASE_URL for migrate.",
    );
  }
  if (production && !from.text("DISTRICT_NAME")) from.refuse("DISTRICT_NAME must be set in production.");
  if (production && from.text("VITE")) from.refuse("VITE must not be set in production.");
  const config: Config = {
    environment,
    version: packageFile.version,
    host: from.text("HOST") ?? (production ? "0.0.0.0" : "127.0.0.1"),
    port,
    metricsPort: from.whole("METRICS_PORT", 9464, 1, 65_535),
    workerMetricsPort: from.whole("WORKER_METRICS_PORT", 9465, 1, 65_535),
    metricsToken: readMetricsToken(from, production),
    metricsAllowedNetworks: Object.freeze(readNetworks(from, production ? [] : ["127.0.0.1", "::1"])),
    database,
    dataFolder: from.text("DATA_FOLDER") ?? ".data",
    cacheUrl: from.url("CACHE_URL", ["redis:", "rediss:"])?.href ?? null,
    publicUrl: publicUrl.origin,
    secureCookies: publicUrl.protocol === "https:",
    districtName: from.text("DISTRICT_NAME") ?? "Our school district",
    timeZone: readTimeZone(from),
    aeries: readAeriesAddress(from),
    mail: readMailAddress(from),
    trustProxy: from.whole("TRUST_PROXY", 0, 0, 5),
    requestsPerAddressPerMinute: from.whole("REQUESTS_PER_ADDRESS_PER_MINUTE", 6_000, 60, 10_000_000),
    databasePatienceMs: from.whole("DATABASE_PATIENCE_MS", 6_000, 0, 60_000),
    secretKey: readSecretKey(from),
    previousSecretKeys: Object.freeze(readPreviousKeys(from)),
    clockAt: readClock(from, production),
    logLevel: from.oneOf("LOG_LEVEL", logLevels, environment === "test" ? "silent" : "info"),
    shutdownGraceMs: from.whole("SHUTDOWN_GRACE_MS", 30_000, 100, 300_000),
    drainDelayMs: from.whole("DRAIN_DELAY_MS", production ? 5_000 : 0, 0, 60_000),
    vite: from.text("VITE") !== null,
  };
  if (config.drainDelayMs >= config.shutdownGraceMs) {
    from.refuse("DRAIN_DELAY_MS must be shorter than SHUTDOWN_GRACE_MS.");
  }
  if (from.problems.length > 0) throw new ConfigError(from.problems);
  return Object.freeze(config);
}

const loopback = ["localhost", "127.0.0.1", "[::1]"];

function readPublicUrl(from: Reader, production: boolean, port: number): URL {
  const url = from.url("PUBLIC_URL", ["https:", "http:"]);
  if (production && !from.text("PUBLIC_URL")) from.refuse("PUBLIC_URL must be set in production.");
  if (production && url?.protocol === "http:" && !loopback.includes(url.hostname)) {
    from.refuse("PUBLIC_URL must start with https:// in production.");
  }
  return url ?? new URL(`http://localhost:${port}`);
}

function isStrong(key: string): boolean {
  const bytes = Buffer.from(key, "base64");
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(key) && bytes.length >= 32 && new Set(bytes).size >= 16;
}

function readSecretKey(from: Reader): string {
  const given = from.text("SECRET_KEY");
  if (!isStrong(given ?? "")) {
    from.refuse(
      "SECRET_KEY must be 32 or more random bytes in base64 (make one with: openssl rand -base64 32).",
    );
  }
  return given ?? "";
}

function readPreviousKeys(from: Reader): string[] {
  const keys = from.text("SECRET_KEY_PREVIOUS")?.split(/[\s,]+/) ?? [];
  if (!keys.every(isStrong))
    from.refuse("SECRET_KEY_PREVIOUS must be keys that SECRET_KEY was before, with commas between.");
  if (keys.includes(from.text("SECRET_KEY") ?? ""))
    from.refuse("SECRET_KEY_PREVIOUS must not name the key that SECRET_KEY is now.");
  return keys;
}

function readMetricsToken(from: Reader, production: boolean): string | null {
  const token = from.text("METRICS_TOKEN");
  if (token === null && !production) return null;
  if ((token ?? "").length < 32) from.refuse("METRICS_TOKEN must be 32 or more characters.");
  return token;
}

function readNetworks(from: Reader, fallback: readonly string[]): string[] {
  const networks = from.text("METRICS_ALLOWED_NETWORKS")?.split(/[\s,]+/) ?? [...fallback];
  if (networks.some((each) => !/^[0-9a-f.:]+(\/\d{1,3})?$/i.test(each))) {
    from.refuse(
      "METRICS_ALLOWED_NETWORKS must be addresses or ranges such as 10.0.0.0/16, with commas between.",
    );
  }
  return networks;
}

function readDatabase(from: Reader): DatabaseUrls | null {
  const postgres = ["postgres:", "postgresql:"];
  const admin = from.url("DATABASE_URL", postgres);
  const role = (name: "web" | "worker") => {
    const variable = `DATABASE_${name.toUpperCase()}`;
    const own = from.url(`${variable}_URL`, postgres);
    const password = from.text(`${variable}_PASSWORD`);
    if (own || !admin || !password) return own?.href ?? null;
    const url = new URL(admin);
    url.username = name;
    url.password = encodeURIComponent(password);
    return url.href;
  };
  const urls = { admin: admin?.href ?? null, web: role("web"), worker: role("worker") };
  if (admin && !urls.web && !urls.worker) {
    from.refuse(
      "DATABASE_WEB_PASSWORD or DATABASE_WEB_URL must be set beside DATABASE_URL (and the same for DATABASE_WORKER).",
    );
  }
  return urls.admin || urls.web || urls.worker ? Object.freeze(urls) : null;
}

function readTimeZone(from: Reader): string {
  const zone = from.text("TIME_ZONE") ?? "America/Los_Angeles";
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: zone });
  } catch {
    from.refuse("TIME_ZONE must be a name such as America/Los_Angeles.");
  }
  return zone;
}

function readClock(from: Reader, production: boolean): Temporal.Instant | null {
  const given = from.text("CLOCK_AT");
  if (given === null) return null;
  if (production) from.refuse("CLOCK_AT must not be set in production.");
  try {
    return Temporal.Instant.from(given);
  } catch {
    from.refuse("CLOCK_AT must be an instant such as 2026-09-03T15:00:00Z.");
    return null;
  }
}
