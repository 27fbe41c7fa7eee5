import { mkdirSync, rmSync } from "node:fs";
import { serverProcess } from "#server/embedded-postgres.ts";
import { holdFolder } from "./hold.ts";
import { claimDisk, claimPort } from "./machine.ts";
import { DemoProblem } from "./sentence.ts";
import type { Stops } from "./stops.ts";

/** Before anything is changed: is the folder free of other demos, the disk not full, the port not taken? */
export async function claimPlace(folder: string, port: number, stops: Stops): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await stops.opened(
    () => holdFolder(folder),
    (hold) => hold.letGo(),
  );
  await claimDisk(folder);
  await claimPort(port, "PORT");
}

/** Deletes what earlier starts left. @throws DemoProblem when a database runs on it */
export async function startOver(folder: string): Promise<void> {
  const pid = await serverProcess(folder);
  if (pid !== null)
    throw new DemoProblem(
      `A database runs in ${folder} (process ${pid}), and starting over would delete it. Stop it first: kill -INT ${pid}`,
    );
  for (const part of ["postgres", "postgres.json", "postgres.making", "secret-key", "demo"])
    rmSync(`${folder}/${part}`, { recursive: true, force: true });
}
