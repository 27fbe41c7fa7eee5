import { rmSync } from "node:fs";
import { startTwice } from "./two-starts.ts";

/** Wednesday, October 14, 2026, a little after ten in the morning: stories never depend on the day they are told. */
const storyTime = "2026-10-14T17:05:00Z";
const firstStart = "2026-10-14T17:00:00Z";
const folder = ".data/journeys";

/** One district for all stories, ended with them; DISTRICT_STANDS=1 tells them in one that was started before. */
export default async function setup() {
  if (process.env.DISTRICT_STANDS) return;
  process.env.PORT ??= "3170";
  process.env.METRICS_PORT ??= "9470";
  process.env.LOG_LEVEL = "info";
  const demo = await startTwice(folder, [firstStart, storyTime]);
  return async () => {
    await demo.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
