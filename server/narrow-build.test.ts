import { readdirSync } from "node:fs";
import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import { expect, test } from "vitest";
import { narrowBuild } from "./narrow-build.ts";
import { patternOfRoute, type RouteEntries, routePattern } from "./route-pattern.ts";

const routes: RouteEntries = {
  root: { id: "root", path: "" },
  school: { id: "school", parentId: "root", path: "schools/:schoolId" },
  "school-home": { id: "school-home", parentId: "school", index: true },
  register: { id: "register", parentId: "school", path: "registers/:date" },
  "sign-in": { id: "sign-in", parentId: "root", path: "sign-in" },
};
const build = { routes, assets: { routes } } as unknown as ServerBuild;
const kept = (pattern: string) => {
  const narrow = narrowBuild(build, pattern, (id) => patternOfRoute(routes, id), true);
  expect(Object.keys(narrow.assets.routes)).toEqual(Object.keys(narrow.routes));
  return Object.keys(narrow.routes);
};

test("only the routes of the pattern are left, and those above them", () => {
  expect(kept("/schools/:schoolId/registers/:date")).toEqual(["root", "school", "register"]);
  expect(kept("/sign-in")).toEqual(["root", "sign-in"]);
});

test.each([
  [true, "registers/:date/:period"],
  [false, "registers/:date"],
])("a part that may be left out stands or does not: %s", (isWhole, path) => {
  const optional: RouteEntries = { register: { id: "register", path: "registers/:date/:period?" } };
  const whole = { routes: optional, assets: { routes: optional } } as unknown as ServerBuild;
  const narrow = narrowBuild(
    whole,
    "/registers/:date/:period?",
    (id) => patternOfRoute(optional, id),
    isWhole,
  );
  expect(narrow.routes.register!.path).toBe(path);
  expect(narrow.assets.routes.register!.path).toBe(path);
});

test("an index stays with the layout whose address it shares", () => {
  expect(kept("/schools/:schoolId")).toEqual(["root", "school", "school-home"]);
});

/** The product's own routes, read from their folders' names. */
const paths = readdirSync("app/routes").map((folder) =>
  folder
    .replace(/\.tsx?$/, "")
    .replaceAll(".", "/")
    .replace(/\((.*?)\)/g, "$1?")
    .replace(/(^|\/)\$(?=\/|$)/g, "$1*")
    .replaceAll("$", ":")
    .replaceAll(/_(?=\/|$)/g, "")
    .replace(/(^|\/)_index$/, ""),
);
const product: RouteEntries = Object.fromEntries(
  paths.map((path) => [path, { id: path, path, ...(path === "" ? { index: true } : {}) }]),
);
const examples = paths.flatMap((path) => {
  const address = (text: string) =>
    `/${text.replace(/:\w+/g, "5").replaceAll("?", "").replace("*", "any/where")}`;
  return [address(path), address(path.replace(/\/:?\w+\?/g, ""))];
});

test.each([...new Set(examples)])("the router chooses for %s what we narrow the build to", (address) => {
  const flat = paths.map((path) => ({ path: `/${path}` }));
  const chosen = matchRoutes(flat, address)?.at(-1)?.route.path;
  expect(routePattern(product, address)).toBe(chosen);
});
