import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{app,server,drizzle,sandbox,bench}/**/*.test.ts", "tests/**/*.test.ts"],
    globalSetup: ["tests/database/global-setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    env: { TZ: "UTC" },
  },
});
