/** The laws of the code that concern who may import whom. `npm run check:laws` proves them. */

import { existsSync, readdirSync } from "node:fs";

const routes = existsSync("app/routes") ? readdirSync("app/routes") : [];

/** One rule a route, because a folder's name holds `$`, `.` and brackets, which a group match would read as a pattern. */
const routesApart = routes.map((route) => {
  const own = `^app/routes/${RegExp.escape(route)}/`;
  return {
    name: "routes-never-import-routes",
    severity: "error",
    from: { path: own },
    to: { path: "^app/routes/", pathNot: own },
  };
});

/** A feature may import the features of its own rank's left, never of its right. */
const order = [
  ["calendar", "access"],
  ["people"],
  ["attendance"],
  ["recovery", "interventions"],
  ["aeries", "compliance", "reports"],
];

const oneDirection = order.flatMap((features, rank) =>
  features.map((feature) => ({
    name: `one-direction-${feature}`,
    comment:
      "calendar, access <- people <- attendance <- recovery, interventions <- aeries, compliance, reports",
    severity: "error",
    from: { path: `^app/${feature}/`, pathNot: "\\.test\\.ts$" },
    to: {
      path: `^app/(${order
        .slice(rank + 1)
        .flat()
        .join("|")})/`,
    },
  })),
);

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "pure-by-default",
      comment:
        "A file of app/ without .server in its name imports no .server file (types may), unless it is a route.",
      severity: "error",
      from: {
        path: "^app/",
        pathNot: ["\\.server\\.tsx?$", "\\.test\\.tsx?$", "^app/routes/", "^app/entry\\.", "^app/root"],
      },
      to: { path: "\\.server\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "pure-has-no-drizzle-value",
      comment: "Pure code knows the shapes of rows, not the tables.",
      severity: "error",
      from: { path: "^app/", pathNot: ["\\.server\\.ts$", "\\.test\\.ts$"] },
      to: { path: "^(drizzle/|node_modules/(drizzle-orm|postgres)/)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "features-never-import-routes",
      severity: "error",
      from: { path: "^app/", pathNot: ["^app/routes/", "\\.test\\.ts$"] },
      to: { path: "^app/routes/" },
    },
    ...routesApart,
    {
      name: "app-never-imports-server",
      comment: "What server/ holds reaches app/ through the load context or the job context.",
      severity: "error",
      from: { path: "^app/", pathNot: "\\.test\\.ts$" },
      to: { path: "^server/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "product-never-imports-sandbox",
      severity: "error",
      from: { path: "^(app|server|drizzle)/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(sandbox|tests|bench)/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    ...oneDirection.filter((rule) => rule.to.path !== "^app/()/"),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};
