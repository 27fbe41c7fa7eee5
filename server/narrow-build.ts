import type { ServerBuild } from "@remix-run/node";
import type { RouteEntry } from "./route-pattern.ts";

/**
 * The same build with only the routes of one pattern and those above them. The router sorts all routes it knows anew,
 * several times a request: with fifty of them that costs as much as drawing a page. So does a part of the address that
 * may be left out, which the router takes for two routes: here it stands or it does not.
 * @param patternOf the full pattern of a route by its id
 * @param isWhole whether the address has every part of the pattern
 */
export function narrowBuild(
  build: ServerBuild,
  pattern: string,
  patternOf: (id: string) => string,
  isWhole: boolean,
): ServerBuild {
  const kept = new Set<string>();
  for (const id of Object.keys(build.routes)) {
    if (patternOf(id) !== pattern) continue;
    for (let at: string | undefined = id; at !== undefined; at = build.routes[at]?.parentId) kept.add(at);
  }
  const pick = <T extends { path?: string }>(all: Record<string, T>) =>
    Object.fromEntries(
      Object.entries(all)
        .filter(([id]) => kept.has(id))
        .map(([id, route]) => [id, { ...route, path: decided(route.path, isWhole) }]),
    );
  return {
    ...build,
    routes: pick(build.routes as Record<string, RouteEntry>) as ServerBuild["routes"],
    assets: { ...build.assets, routes: pick(build.assets.routes) },
  };
}

/** The path without the parts that may be left out, or with them as parts that may not. */
const decided = (path: string | undefined, isWhole: boolean): string | undefined =>
  path
    ?.split("/")
    .filter((part) => isWhole || !part.endsWith("?"))
    .map((part) => part.replace(/\?$/, ""))
    .join("/");
