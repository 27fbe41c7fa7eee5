import { freePort } from "#sandbox/demo/machine.ts";
import { spawnWeb } from "../../faults/spawn-web.ts";
import { folder } from "../story.ts";

/** The product on a machine from which no database can be reached. */
export async function withoutDatabase(): Promise<{ url: string; stop(): Promise<number | null> }> {
  const database = `postgres://web:web@127.0.0.1:${await freePort()}/ap_demo`;
  return spawnWeb({
    DATABASE_URL: database,
    DATABASE_WEB_URL: database,
    DATABASE_WORKER_URL: database,
    DATABASE_PATIENCE_MS: "0",
    DATA_FOLDER: `${folder}/out-of-reach`,
  });
}
