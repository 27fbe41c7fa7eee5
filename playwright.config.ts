import { defineConfig } from "@playwright/test";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
];

export default defineConfig({
  testDir: "tests/journeys",
  globalSetup: "./tests/journeys/district.ts",
  workers: 2,
  fullyParallel: false,
  timeout: 60_000,
  // On a busy machine a story may wait in vain once; one that needs its second try is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  outputDir: "test-results",
  use: {
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: flags },
    viewport: { width: 1366, height: 768 },
    trace: "retain-on-failure",
  },
});
