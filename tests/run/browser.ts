import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const systemNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macChrome = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/**
 * The browser to test with: the one that CHROMIUM_PATH names, Playwright's own, or one of the system. Where there is
 * none, installs one by what works: Playwright's download, else the system's package manager as root.
 * @throws Error with one sentence that says what to do
 */
export function findBrowser(): string {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which does not exist. Correct it or unset it.`);
  }
  const found = present() ?? installed();
  if (found) return found;
  throw new Error(
    "No browser was found or could be installed. Install Chromium or Chrome, or set CHROMIUM_PATH to one.",
  );
}

function present(): string | null {
  const own = chromium.executablePath();
  if (own && existsSync(own)) return own;
  if (existsSync(macChrome)) return macChrome;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of systemNames) if (runnable(join(folder, name))) return join(folder, name);
  }
  return null;
}

function installed(): string | null {
  console.log("No browser found: installing one");
  const quiet = { stdio: "ignore", timeout: 180_000 } as const;
  spawnSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], quiet);
  if (present()) return present();
  if (process.platform === "linux" && process.getuid?.() === 0 && runnable("/usr/bin/apt-get")) {
    try {
      execFileSync("apt-get", ["update", "-qq"], { ...quiet });
      execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
        ...quiet,
        timeout: 300_000,
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      });
    } catch {
      return null;
    }
  }
  return present();
}

function runnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
