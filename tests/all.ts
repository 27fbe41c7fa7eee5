import { findBrowser } from "./run/browser.ts";
import { runStep, type Step, type StepResult } from "./run/step.ts";

/** `npm test`: every check there is, all of them even when one fails. */
const bin = (path: string) => `node_modules/${path}`;
const browser = (() => {
  try {
    return findBrowser();
  } catch (problem) {
    console.error((problem as Error).message);
    process.exit(1);
  }
})();

/** Each list one after the other, beside the others. */
const beforehand: Step[][] = [
  [{ name: "types", program: bin("typescript/bin/tsc"), args: ["--noEmit"] }],
  [
    {
      name: "format and lint",
      program: bin("@biomejs/biome/bin/biome"),
      args: ["check", "--error-on-warnings", "."],
    },
    {
      name: "laws",
      program: bin("dependency-cruiser/bin/dependency-cruise.mjs"),
      args: ["app", "server", "drizzle", "sandbox", "--config", ".dependency-cruiser.js"],
    },
    { name: "pages build", program: "tests/run/pages.ts", args: [] },
  ],
];
/** These take all processors that there are. */
const tests: Step[] = [
  {
    name: "unit and database",
    program: bin("vitest/vitest.mjs"),
    args: ["run"],
    env: { CHROMIUM_PATH: browser },
  },
  {
    name: "journeys",
    program: bin("@playwright/test/cli.js"),
    args: ["test"],
    env: { CHROMIUM_PATH: browser },
  },
];

async function inTurn(steps: readonly Step[]): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) results.push(await runStep(step));
  return results;
}

const results = [...(await Promise.all(beforehand.map(inTurn))).flat(), ...(await inTurn(tests))];
for (const { name, end } of results.filter((result) => !result.passed))
  console.log(`\n── how ${name} ended\n${end.join("\n")}`);
console.log("");
for (const { name, passed, seconds } of results)
  console.log(`${passed ? "passed" : "FAILED"}  ${seconds.toFixed(0).padStart(4)} s  ${name}`);
const failed = results.filter((result) => !result.passed).length;
console.log(`\nchecks: ${results.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
