import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { basename, join } from "node:path";
import type { RequestHandler } from "express";

/** The small scripts that some pages opt into: TypeScript in `app/enhance/`, sent with its types taken out. */
export type Enhancements = {
  /** Name to address with its version, for the page that loads it. */
  hrefs: Readonly<Record<string, string>>;
  /** For `/enhance/:name.js`. */
  serve: RequestHandler;
};

/**
 * Reads the folder once. All files share one version, so that a changed neighbor is never taken from a cache.
 * @throws when a script imports anything but a neighbor: the browser could not load it
 */
export function readEnhancements(folder: string): Enhancements {
  const files = existsSync(folder)
    ? readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    : [];
  const scripts = new Map(
    files.map((file) => [
      basename(file, ".ts"),
      stripTypeScriptTypes(readFileSync(join(folder, file), "utf8")),
    ]),
  );
  const version = createHash("sha256")
    .update(JSON.stringify([...scripts].sort()))
    .digest("base64url")
    .slice(0, 12);
  const bodies = new Map([...scripts].map(([name, code]) => [name, linkNeighbors(name, code, version)]));
  const hrefs = Object.fromEntries(
    [...bodies.keys()].map((name) => [name, `/enhance/${name}.js?v=${version}`]),
  );

  return {
    hrefs: Object.freeze(hrefs),
    serve(request, response, next) {
      const body = bodies.get(request.params.name ?? "");
      if (body === undefined) return next();
      const current = request.query.v === version;
      response.set("Cache-Control", current ? "public, max-age=31536000, immutable" : "no-cache");
      response.type("text/javascript").send(body);
    },
  };
}

const imported = /((?:\bfrom|\bimport)\s*\(?\s*)(["'])([^"']+)\2/g;

function linkNeighbors(name: string, code: string, version: string): string {
  return code.replace(imported, (_all, keyword: string, quote: string, target: string) => {
    const neighbor = /^\.\/([\w-]+)\.ts$/.exec(target)?.[1];
    if (!neighbor) throw new Error(`app/enhance/${name}.ts imports ${target}, which a browser cannot load.`);
    return `${keyword}${quote}./${neighbor}.js?v=${version}${quote}`;
  });
}
