import { statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { DemoProblem } from "./sentence.ts";

const neededBytes = 400 * 1024 * 1024;

/** Is the port free on this machine? @throws DemoProblem when it is taken */
export async function claimPort(port: number, variable: string): Promise<void> {
  if (await canListen(port)) return;
  throw new DemoProblem(
    `Port ${port} is taken. Stop what uses it, or choose another: ${variable}=${port + 1} npm run demo`,
  );
}

/** The wanted port, or any free one. */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted && (await canListen(wanted))) return wanted;
  return new Promise((found, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => found(port));
    });
  });
}

function canListen(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once("error", () => answer(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => answer(true)));
  });
}

/** @throws DemoProblem when the disk that holds the folder is about full */
export async function claimDisk(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  enoughDisk(bavail * bsize);
}

/** @throws DemoProblem when these are too few bytes */
export function enoughDisk(freeBytes: number): void {
  if (freeBytes >= neededBytes) return;
  throw new DemoProblem(
    `The disk has ${Math.round(freeBytes / 1024 / 1024)} MB free and the demo needs 400 MB. Free some room and start again.`,
  );
}
