import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
];

/**
 * Starts it once with an empty page. A file may be there and be no browser: a download without the libraries of the
 * system, or a stub that tells people to install another package.
 * @param withinMs for the start, on a machine that may be busy
 * @returns what it does instead, as the end of a sentence; null for a browser
 */
export function whyNoBrowser(path: string, withinMs = 45_000): string | null {
  const profile = mkdtempSync(join(tmpdir(), "browser-"));
  try {
    const words = [...flags, `--user-data-dir=${profile}`, "--dump-dom", "about:blank"];
    const { error, status, signal, stdout, stderr } = spawnSync(path, words, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      timeout: withinMs,
      killSignal: "SIGKILL",
    });
    if (/<html/i.test(stdout ?? "")) return null;
    const code = (error as NodeJS.ErrnoException | undefined)?.code;
    if (code === "ETIMEDOUT") return `does not show a page within ${withinMs / 1000} s`;
    const said = (stderr ?? "").trim().split("\n").at(-1);
    return `does not start (${said || code || signal || `it ends with ${status} and no page`})`;
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}
