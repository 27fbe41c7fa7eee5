/** What is needed of a Remix build's route. */
export type RouteEntry = { id: string; parentId?: string; path?: string; index?: boolean };
export type RouteEntries = Readonly<Record<string, RouteEntry | undefined>>;

type Matcher = { pattern: string; test: RegExp; score: number };

const compiled = new WeakMap<RouteEntries, (path: string) => string>();

/**
 * The pattern of the route that answers `path`, such as `/schools/:schoolId`, or `unmatched`.
 * Compiled once for a build; data requests (`….data`) count as their page.
 */
export function routePattern(routes: RouteEntries, path: string): string {
  let match = compiled.get(routes);
  if (!match) {
    match = compile(routes);
    compiled.set(routes, match);
  }
  return match(path);
}

/** The full pattern of one route of a build, as `routePattern` answers it. */
export const patternOfRoute = (routes: RouteEntries, id: string): string =>
  `/${fullPath(routes, routes[id]!)}`;

function compile(routes: RouteEntries): (path: string) => string {
  const matchers = Object.values(routes)
    .filter((route) => route !== undefined)
    .filter((route) => route.index || route.path !== undefined)
    .map((route) => toMatcher(fullPath(routes, route)))
    .sort((a, b) => b.score - a.score);
  return (path) => {
    const page = path === "/_root.data" ? "/" : path.replace(/\.data$/, "");
    return matchers.find((each) => each.test.test(page))?.pattern ?? "unmatched";
  };
}

function fullPath(routes: RouteEntries, route: RouteEntry): string {
  const parent = route.parentId ? routes[route.parentId] : undefined;
  const above = parent ? fullPath(routes, parent) : "";
  return [above, route.path ?? ""].filter((part) => part !== "" && part !== "/").join("/");
}

/** More literal segments win, then fewer of the optional and open kinds: the order in which the router chooses. */
function toMatcher(path: string): Matcher {
  const segments = path.split("/").filter(Boolean);
  let score = segments.length;
  const parts = segments.map((segment) => {
    const optional = segment.endsWith("?");
    const name = optional ? segment.slice(0, -1) : segment;
    if (name === "*") {
      score -= 3;
      return "(?:/.*)?";
    }
    score += name.startsWith(":") ? 3 : 10;
    const part = name.startsWith(":") ? "/[^/]+" : `/${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`;
    return optional ? `(?:${part})?` : part;
  });
  return { pattern: `/${segments.join("/")}`, test: new RegExp(`^${parts.join("")}/?$`, "i"), score };
}
