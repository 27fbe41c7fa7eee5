import postgres from "postgres";
import { inject } from "vitest";
import { buildPages } from "#sandbox/demo/build.ts";
import { spawnWeb, type WebProcess } from "./spawn-web.ts";

export type { WebProcess };

/** One test file at a time, since all of a run share the folder of the build. */
async function buildInTurn(): Promise<void> {
  const turn = postgres(inject("database").admin.replace(/\/template_ap$/, "/postgres"), { max: 1 });
  try {
    await turn`select pg_advisory_lock(1)`;
    await buildPages();
  } finally {
    await turn.end();
  }
}

/** The real web process, its pages built before. */
export async function startWebProcess(env: Record<string, string>): Promise<WebProcess> {
  await buildInTurn();
  return spawnWeb(env);
}
