import type { ServerBuild } from "@remix-run/node";
import type { RouteEntries } from "./route-pattern.ts";

/**
 * The same build with only the routes of one pattern and those above them. The router sorts all routes it knows anew,
 * several times a request: with fifty of them that costs as much as drawing a page.
 * @param patternOf the full pattern of a route by its id
 */
export function narrowBuild(
  build: ServerBuild,
  pattern: string,
  patternOf: (id: string) => string,
): ServerBuild {
  const kept = new Set<string>();
  for (const id of Object.keys(build.routes)) {
    if (patternOf(id) !== pattern) continue;
    for (let at: string | undefined = id; at !== undefined; at = build.routes[at]?.parentId) kept.add(at);
  }
  const pick = <T>(all: Record<string, T>) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => kept.has(id)));
  return {
    ...build,
    routes: pick(build.routes as RouteEntries) as ServerBuild["routes"],
    assets: { ...build.assets, routes: pick(build.assets.routes) },
  };
}
