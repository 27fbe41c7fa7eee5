import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express from "express";

/** The floor of a page: Express, Remix and React, and nothing else. */
const file = resolve(join(process.env.FLOOR_FOLDER!, "server/index.js"));
const build = (await import(pathToFileURL(file).href)) as ServerBuild;
const app = express();
app.disable("x-powered-by");
app.disable("etag");
app.all(
  "*",
  createRequestHandler({
    build,
    mode: "production",
    getLoadContext: () => ({ mayAnswer: async () => {} }) as never,
  }),
);
const server = app.listen(Number(process.env.PORT), "127.0.0.1");
process.on("SIGTERM", () => {
  server.close();
  server.closeAllConnections();
});
