import { linkSync, renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Writes a file for its owner alone, whole or not at all: beside its place first, so that a full disk or a stop half
 * way leaves what was there.
 * @param keep leaves a file that is there already as it is
 */
export function writeWhole(path: string, text: string, { keep = false } = {}): void {
  const beside = `${path}.${process.pid}`;
  try {
    writeFileSync(beside, text, { mode: 0o600 });
    if (keep) linkSync(beside, path);
    else renameSync(beside, path);
  } catch (failure) {
    if (!keep || (failure as NodeJS.ErrnoException).code !== "EEXIST") throw failure;
  } finally {
    rmSync(beside, { force: true });
  }
}
