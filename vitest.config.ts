import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{app,server,drizzle,sandbox,bench}/**/*.test.ts", "tests/**/*.test.ts"],
    globalSetup: ["tests/database/global-setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    // Loading the product anew for each of some 240 files takes as long as the tests. What a file needs is its own: its
    // database, its servers, its clock.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    env: { TZ: "UTC" },
  },
});
