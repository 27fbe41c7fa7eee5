import { rmSync } from "node:fs";
import { startDemo } from "#sandbox/demo/start.ts";

/** Wednesday, October 14, 2026, a little after ten in the morning: stories never depend on the day they are told. */
const storyTime = "2026-10-14T17:05:00Z";
const folder = ".data/journeys";

/** One district for all stories, ended with them; DISTRICT_STANDS=1 tells them in one that was started before. */
export default async function setup() {
  if (process.env.DISTRICT_STANDS) return;
  process.env.CLOCK_AT = storyTime;
  process.env.PORT ??= "3170";
  process.env.METRICS_PORT ??= "9470";
  process.env.LOG_LEVEL = "info";
  const demo = await startDemo({
    folder,
    fresh: true,
    hotReload: false,
    say: (line) => console.log(line),
    onEnd: (problem) => console.error(problem.message),
  });
  return async () => {
    await demo.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
