import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Counters, Log } from "#app/context.ts";
import { bounded } from "./bounded.ts";
import { createProcessorMeter } from "./processor-use.ts";
import { addTotals, type Totals } from "./totals.ts";

const durationBucketsMs = [5, 10, 25, 50, 100, 250, 500, 1000, 2000, 5000];
const totalsWithinMs = 5_000;
const requestLabels = ["method", "route", "status"] as const;

/** Where the numbers come from that are read at scrape time. One that is not supplied is absent from the answer. */
export type MetricSources = {
  totals?: () => Promise<Totals>;
  /** Connections in the pool now; 0 when the database does not answer. */
  databaseConnections?: () => Promise<number>;
  /** When the client certificate for Aeries ends. */
  aeriesCertificateEnds?: () => Temporal.Instant;
};

export type Metrics = {
  counters: Counters;
  /** @param route the pattern, never the URL  @param status the HTTP status, 499 when the client left first */
  request(method: string, route: string, status: number, milliseconds: number): void;
  feed(sources: MetricSources): void;
  /** Prometheus text of everything known now. A source that fails is left out and logged. */
  text(): Promise<string>;
  contentType: string;
};

/** The registry of one process. Names and types are the ones that dashboards and alerts already use. */
export function createMetrics(log: Log): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const sources: MetricSources = {};

  const requests = new Counter({
    name: "http_requests_total",
    help: "Requests answered.",
    labelNames: requestLabels,
    registers,
  });
  const durations = new Histogram({
    name: "http_request_duration_ms",
    help: "Milliseconds from the arrival of a request to the end of its answer.",
    labelNames: requestLabels,
    buckets: durationBucketsMs,
    registers,
  });
  const memory = new Gauge({
    name: "memory_usage_bytes",
    help: "Memory of the process.",
    labelNames: ["kind"],
    registers,
    collect() {
      const usage = process.memoryUsage();
      this.set({ kind: "resident" }, usage.rss);
      this.set({ kind: "heap" }, usage.heapUsed);
    },
  });
  const processor = createProcessorMeter();
  const cpu = new Gauge({
    name: "cpu_usage_percent",
    help: "Of one core, since the last scrape that is 10 seconds back or more.",
    registers,
    collect() {
      this.set(processor.scraped());
    },
  });
  void memory;
  void cpu;

  return {
    counters: createCounters(registry),
    contentType: registry.contentType,
    feed: (more) => {
      Object.assign(sources, more);
    },
    request(method, route, status, milliseconds) {
      const labels = { method: knownMethods.has(method) ? method : "OTHER", route, status };
      requests.inc(labels);
      durations.observe(labels, milliseconds);
    },
    async text() {
      const scraped = await readSources(sources, log);
      return (await registry.metrics()) + (await scraped.metrics());
    },
  };
}

const knownMethods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Every kind starts at nought, so that the first of its kind shows as an increase. */
function createCounters(registry: Registry): Counters {
  const counter = <Label extends string>(
    name: string,
    help: string,
    label: Label,
    known: readonly string[],
  ) => {
    const made = new Counter({ name, help, labelNames: [label], registers: [registry] });
    for (const each of known) made.labels(each).inc(0);
    return (value: string) => made.labels(value).inc();
  };
  const refused = counter(
    "unauthorized_access_attempts_total",
    "Refused by permission, scope, token or session.",
    "kind",
    ["permission", "scope", "token", "session"] satisfies Parameters<Counters["unauthorizedAccess"]>[0][],
  );
  const failed = counter("failed_login_attempts_total", "Sign-ins that failed.", "reason", [
    "unknown",
    "password",
    "code",
    "locked",
    "suspended",
  ] satisfies Parameters<Counters["failedLogin"]>[0][]);
  const alert = counter("security_alert_total", "Events that security staff look into.", "kind", [
    "lockout",
    "token_misuse",
    "audit_chain_break",
    "cross_site",
  ] satisfies Parameters<Counters["securityAlert"]>[0][]);
  return {
    unauthorizedAccess: refused,
    failedLogin: failed,
    securityAlert: alert,
  };
}

/** A registry that lives for one scrape: totals belong to the database, not to this process. */
async function readSources(sources: MetricSources, log: Log): Promise<Registry> {
  const registry = new Registry();
  const gauge = (name: string, help: string, value: number) =>
    new Gauge({ name, help, registers: [registry] }).set(value);
  const attempt = async (source: string, read: () => Promise<void>) => {
    await read().catch((error: unknown) => log.warn("metrics_source_failed", { source, error }));
  };
  const { totals, databaseConnections, aeriesCertificateEnds } = sources;
  await Promise.all([
    totals &&
      attempt("totals", async () => addTotals(registry, await bounded(totalsWithinMs, () => totals()))),
    databaseConnections &&
      attempt("database_connections", async () => {
        const open = await bounded(totalsWithinMs, () => databaseConnections()).catch(() => 0);
        gauge(
          "database_connections_active",
          "Connections in the pool; 0 means the database is unreachable.",
          open,
        );
      }),
    aeriesCertificateEnds &&
      attempt("aeries_certificate", async () => {
        const name = "aeries_client_certificate_expiry_timestamp_seconds";
        const seconds = aeriesCertificateEnds().epochMilliseconds / 1000;
        gauge(name, "When the client certificate for Aeries ends.", seconds);
      }),
  ]);
  return registry;
}
