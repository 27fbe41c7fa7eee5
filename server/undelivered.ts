import type { ServerBuild } from "@remix-run/node";

type Module = ServerBuild["routes"][string]["module"];

/** The same build, no page of which sends what its loader found. */
export const undeliveredBuild = (build: ServerBuild): ServerBuild => ({
  ...build,
  routes: Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => [id, { ...route, module: undelivered(route.module) }]),
  ),
});

/**
 * The same route, whose loader's findings are for drawing alone. Remix encodes them for the browser with every page,
 * which takes as long as a statement, and no page is hydrated (docs/decisions/0001): they are made invisible to it.
 */
export function undelivered(module: Module): Module {
  const { default: page, loader } = module;
  if (page === undefined || typeof loader !== "function") return module;
  return {
    ...module,
    loader: async (args: Parameters<typeof loader>[0]) => hidden(await loader(args)),
  };
}

/** Only plain objects: a Response, or `data()` with its status, goes its own way. */
function hidden(found: unknown): unknown {
  if (found === null || typeof found !== "object" || Object.getPrototypeOf(found) !== Object.prototype)
    return found;
  const kept: object = {};
  for (const [name, value] of Object.entries(found)) Object.defineProperty(kept, name, { value });
  return kept;
}
