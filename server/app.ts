import { constants } from "node:zlib";
import compression from "compression";
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from "express";
import type { Log } from "#app/context.ts";
import { failuresAsProblems } from "./api-failure.ts";
import type { Config } from "./config.ts";
import type { Enhancements } from "./enhance.ts";
import type { Drain, Health } from "./health.ts";
import type { Metrics } from "./metrics.ts";
import { guardedMetrics } from "./metrics-access.ts";
import { closeWhileDraining, identify, measure, named } from "./observe.ts";
import type { Pages } from "./pages.ts";
import type { createLimits } from "./rate-limit.ts";
import { refusals, refuse } from "./refusal.ts";
import { type RouteEntries, routePattern } from "./route-pattern.ts";
import { ownAddressOnly, plainAddress, sameSiteOnly, securityHeaders, smallBodiesOnly } from "./security.ts";

export type AppParts = {
  config: Config;
  log: Log;
  metrics: Metrics;
  health: Health;
  drain: Drain;
  limits: ReturnType<typeof createLimits>;
  enhancements: Enhancements;
  pages: Pages;
  /** Patterns of the routes whose failed posts are limited by the sender's address. */
  signInRoutes: readonly string[];
  /** Patterns of the routes whose forms take a sheet, and so a larger body. */
  sheetRoutes: readonly string[];
};

/** A page of a class is 30 kB; the default window of 4 MB would be laid out anew for each (docs/decisions/0029). */
const brotliOfPages = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 18 };

/** The way of a request before it reaches a route, one line a layer. */
export function createApp(parts: AppParts): Express {
  const { config, log, metrics, health, limits, pages } = parts;
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", config.trustProxy);
  app.set("query parser", "simple");

  app.use(plainAddress());
  app.use(identify());
  app.use(measure(metrics, log, pages.routes));
  app.use(closeWhileDraining(parts.drain));
  app.use(securityHeaders(config));
  app.get("/api/health/live", named("/api/health/live"), health.live);
  app.get("/api/health/ready", named("/api/health/ready"), health.ready);
  app.use(limits.general);
  app.use(ownAddressOnly(config));
  app.use(sameSiteOnly(config, metrics.counters));
  app.use(smallBodiesOnly(isOn(parts.sheetRoutes, pages.routes)));
  app.use(compression({ threshold: 1024, level: 6, brotli: { params: brotliOfPages } }));
  app.use(staticFiles(pages.assets));
  app.get("/enhance/:name.js", named("/enhance/:name.js"), parts.enhancements.serve);
  app.get("/api/health", named("/api/health"), health.health);
  app.get("/api/metrics", named("/api/metrics"), guardedMetrics(metrics, config));
  app.use("/api", limits.api);
  app.use("/answers", limits.answers);
  app.use(onRoutes(parts.signInRoutes, pages.routes, limits.signIn));
  app.use(failuresAsProblems());
  app.all("*", pages.handler);
  app.use(failure(log));
  return app;
}

/** By pattern and not by address, since one route answers to several spellings of its address. */
const isOn = (patterns: readonly string[], routes: () => RouteEntries) => (request: Request) =>
  patterns.includes(routePattern(routes(), request.path));

function onRoutes(
  patterns: readonly string[],
  routes: () => RouteEntries,
  layer: RequestHandler,
): RequestHandler {
  const isThere = isOn(patterns, routes);
  return (request, response, next) => {
    if (request.method === "GET" || !isThere(request)) return next();
    layer(request, response, next);
  };
}

/** Files are counted together; a request that no file answers goes on under its own pattern. */
function staticFiles(assets: RequestHandler[]): RequestHandler[] {
  const leave: RequestHandler = (_request, response, next) => {
    response.locals.route = undefined;
    next();
  };
  return [named("static"), ...assets, leave];
}

const failure =
  (log: Log): ErrorRequestHandler =>
  (error, request, response, next) => {
    log.error("request_failed", { error });
    if (response.headersSent) return next(error);
    refuse(request, response, refusals.broken);
  };
