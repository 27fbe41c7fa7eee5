import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { DemoProblem } from "./sentence.ts";

const stamp = "build/source-hash";

/**
 * Builds the pages, unless the build there is of these very sources. Answers whether it built.
 * @param ending stops building; it has stopped when this rejects
 */
export async function buildPages(ending?: AbortSignal): Promise<boolean> {
  const hash = await sourceHash();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return false;
  // A build that is stopped half way is of no sources at all.
  rmSync(stamp, { force: true });
  const log: string[] = [];
  const code = await new Promise<number | null>((done) => {
    const child = spawn(process.execPath, ["node_modules/@remix-run/dev/dist/cli.js", "vite:build"], {
      env: { ...process.env, NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.on("data", (text) => log.push(String(text)));
    child.stderr.on("data", (text) => log.push(String(text)));
    const end = () => child.kill("SIGTERM");
    ending?.addEventListener("abort", end, { once: true });
    child.once("exit", (code) => {
      ending?.removeEventListener("abort", end);
      done(code);
    });
  });
  ending?.throwIfAborted();
  if (code !== 0) throw new DemoProblem(`The pages could not be built:\n${log.join("")}`);
  writeFileSync(stamp, hash);
  return true;
}

async function sourceHash(): Promise<string> {
  const hash = createHash("sha256");
  const files = await Array.fromAsync(
    glob(["app/**/*.{ts,tsx,css}", "drizzle/schema/*.ts", "*.config.{ts,js}", "package-lock.json"]),
  );
  for (const file of files.sort()) {
    if (!file.includes(".test.")) hash.update(file).update(readFileSync(file));
  }
  return hash.digest("hex");
}
