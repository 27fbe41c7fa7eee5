import type { AddressInfo } from "node:net";
import type { RequestHandler } from "express";
import { type AppParts, createApp } from "./app.ts";
import { type Config, readConfig } from "./config.ts";
import { readEnhancements } from "./enhance.ts";
import { createHealth, type Drain, type HealthParts } from "./health.ts";
import { createLog } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { createLimits, type HitCounter } from "./rate-limit.ts";
import { listen } from "./stop.ts";

export const testEnvironment = {
  NODE_ENV: "test",
  SECRET_KEY: Buffer.from(Array.from({ length: 32 }, (_, at) => at)).toString("base64"),
  METRICS_TOKEN: "a-token-of-more-than-thirty-two-characters",
  METRICS_ALLOWED_NETWORKS: "10.1.0.0/16",
  PUBLIC_URL: "https://attendance.example.org",
};

export const routes = {
  root: { id: "root", path: "" },
  "sign-in": { id: "sign-in", parentId: "root", path: "sign-in" },
  school: { id: "school", parentId: "root", path: "schools/:schoolId" },
  "school-home": { id: "school-home", parentId: "school", index: true },
  "school-new": { id: "school-new", parentId: "root", path: "schools/new" },
  register: { id: "register", parentId: "school", path: "registers/:date?" },
  api: { id: "api", parentId: "root", path: "api/attendance" },
};

type Changes = {
  config?: Partial<Config>;
  health?: Partial<HealthParts>;
  page?: RequestHandler;
  hits?: HitCounter;
  enhanceFolder?: string;
};

/** The whole pipeline on a real port, with a handler in the place of the Remix app. */
export async function startPipeline(changes: Changes = {}) {
  const config: Config = { ...readConfig(testEnvironment), ...changes.config };
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLog({ level: "info", service: "web", destination, syncFile: null });
  const metrics = createMetrics(log);
  const drain: Drain = { draining: false };
  const parts: HealthParts = {
    database: { ping: async () => 1.234, activeConnections: () => 1, migrationsPending: async () => 0 },
    cache: null,
    supabase: null,
    aeries: null,
    compliant: async () => true,
    ...changes.health,
  };
  const hitKeys: string[] = [];
  const hits: HitCounter = changes.hits ?? {
    hit: async (key) => hitKeys.push(key),
    takeBack: async () => void hitKeys.pop(),
  };
  const page: RequestHandler = (_request, response) => {
    response.type("html").send("<!doctype html><p>page");
  };
  const given: AppParts = {
    config,
    log,
    metrics,
    drain,
    health: createHealth(parts, config, drain),
    limits: createLimits({
      hits,
      log,
      requestsPerAddressPerMinute: config.requestsPerAddressPerMinute,
      browserOf: async (request) => /known=(\w+)/.exec(request.get("cookie") ?? "")?.[1] ?? null,
    }),
    enhancements: readEnhancements(changes.enhanceFolder ?? "app/enhance"),
    pages: { assets: [], handler: changes.page ?? page, routes: () => routes, close: async () => {} },
    signInRoutes: ["/sign-in"],
    sheetRoutes: ["/schools/:schoolId/registers/:date?"],
  };
  const server = await listen(createApp(given), "127.0.0.1", 0, "PORT");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const call = (path: string, options?: RequestInit) =>
    fetch(origin + path, { redirect: "manual", ...options });
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { call, close, drain, server, log, metrics, lines, hitKeys, origin };
}

export const form = (fields: Record<string, string>): RequestInit => ({
  method: "POST",
  body: new URLSearchParams(fields),
});
