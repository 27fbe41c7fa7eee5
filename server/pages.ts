import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express, { type Request, type RequestHandler, type Response } from "express";
import type { RequestContext } from "#app/context.ts";
import { narrowBuild } from "./narrow-build.ts";
import { patternOfRoute, type RouteEntries, routePattern } from "./route-pattern.ts";

const yearMs = 31_536_000_000;

/** Where pages come from: the built Remix app, Vite in development, or a handler of a test. */
export type Pages = {
  assets: RequestHandler[];
  handler: RequestHandler;
  /** The routes of the build now, for the pattern that a request falls under. */
  routes(): RouteEntries;
  close(): Promise<void>;
};

type LoadContextOf = (request: Request, response: Response) => RequestContext;

/** Pages of `build/`, with its hashed files sent as never changing. */
export async function builtPages(loadContext: LoadContextOf): Promise<Pages> {
  const file = resolve("build/server/index.js");
  const build = (await import(pathToFileURL(file).href)) as ServerBuild;
  return {
    assets: [
      under(
        "/assets",
        express.static("build/client/assets", {
          immutable: true,
          maxAge: yearMs,
          index: false,
          redirect: false,
        }),
      ),
      onlyFiles(
        "build/client",
        express.static("build/client", { maxAge: 3_600_000, index: false, redirect: false }),
      ),
    ],
    handler: byPattern(build, loadContext),
    routes: () => build.routes,
    close: async () => {},
  };
}

/** One Remix handler a pattern, made when it is first asked for; what no pattern fits is left to the whole build. */
function byPattern(build: ServerBuild, loadContext: LoadContextOf): RequestHandler {
  const handlers = new Map<string, RequestHandler>();
  const patternOf = (id: string) => patternOfRoute(build.routes, id);
  return (request, response, next) => {
    const pattern = routePattern(build.routes, request.path);
    // What counts and logs the request need not look for it again.
    response.locals.route = pattern;
    const isWhole = partsOf(request.path) === partsOf(pattern);
    const key = isWhole ? pattern : `${pattern} in part`;
    let handler = handlers.get(key);
    if (!handler) {
      const narrow = pattern === "unmatched" ? build : narrowBuild(build, pattern, patternOf, isWhole);
      handler = createRequestHandler({ build: narrow, getLoadContext: loadContext, mode: "production" });
      handlers.set(key, handler);
    }
    return handler(request, response, next);
  };
}

const partsOf = (path: string) => path.split("/").filter(Boolean).length;

/** Pages compiled by Vite on demand, reloaded when a file changes. */
export async function vitePages(loadContext: LoadContextOf): Promise<Pages> {
  const { createServer } = await import("vite");
  const vite = await createServer({ server: { middlewareMode: true } });
  let routes: RouteEntries = {};
  const build = async () => {
    const loaded = (await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild;
    routes = loaded.routes;
    return loaded;
  };
  return {
    assets: [vite.middlewares],
    handler: createRequestHandler({ build, getLoadContext: loadContext, mode: "development" }),
    routes: () => routes,
    close: () => vite.close(),
  };
}

/** The handler for the files that lie in a folder now: asking the disk for each page's address costs more than routing it. */
function onlyFiles(folder: string, serve: RequestHandler): RequestHandler {
  const known = new Set(readdirSync(folder).map((name) => `/${name}`));
  return (request, response, next) => (known.has(request.path) ? serve(request, response, next) : next());
}

/** The handler for one folder of addresses, without Express's sub-app copy of the request. */
function under(folder: string, serve: RequestHandler): RequestHandler {
  const router = express.Router();
  router.use(folder, serve);
  return router;
}
