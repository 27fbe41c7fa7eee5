import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import onHeaders from "on-headers";
import type { Log } from "#app/context.ts";
import type { Drain } from "./health.ts";
import { withRequestId } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { type RouteEntries, routePattern } from "./route-pattern.ts";

const clientLeft = 499;
const quietRoutes = new Set(["/api/health/live", "/api/health/ready", "/api/metrics", "static"]);

/** Gives the request an id that every line logged on its behalf carries, and that the answer names. */
export function identify(): RequestHandler {
  return (_request, response, next) => {
    const id = randomUUID();
    response.locals.requestId = id;
    response.setHeader("X-Request-Id", id);
    withRequestId(id, next);
  };
}

/** Counts, times and logs each request by its route's pattern: addresses hold ids, and some hold secrets. */
export function measure(metrics: Metrics, log: Log, routes: () => RouteEntries): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    const path = request.path;
    const { requestId } = response.locals;
    response.once("close", () => {
      const milliseconds = performance.now() - started;
      const route = response.locals.route ?? routePattern(routes(), path);
      const status = response.writableFinished ? response.statusCode : clientLeft;
      metrics.request(request.method, route, status, milliseconds);
      if (quietRoutes.has(route) && status < 400) return;
      const facts = {
        method: request.method,
        route,
        status,
        milliseconds: Math.round(milliseconds * 10) / 10,
      };
      log.info("request", { ...facts, request_id: requestId });
    });
    next();
  };
}

/** Names the pattern for the addresses that Remix does not know. */
export const named =
  (route: string): RequestHandler =>
  (_request, response, next) => {
    response.locals.route = route;
    next();
  };

/** While the process is being told to stop, every answer asks its connection to go elsewhere next time. */
export function closeWhileDraining(drain: Drain): RequestHandler {
  return (_request, response, next) => {
    onHeaders(response, () => {
      if (drain.draining) response.setHeader("Connection", "close");
    });
    next();
  };
}
