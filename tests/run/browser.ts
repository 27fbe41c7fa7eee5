import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { whyNoBrowser } from "./browser-probe.ts";

const systemNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macChrome = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
const withinMs = 180_000;

/** Where browsers may be, and how one may get there. */
export type Machine = {
  /** What CHROMIUM_PATH says. */
  named: string | undefined;
  candidates: () => string[];
  /** Ways to install one, or what it lacks; each may fail. */
  installs: (() => void)[];
};

/**
 * The browser to test with: the first that runs of the one that CHROMIUM_PATH names, Playwright's own, and those of the
 * system. Where none does, installs one by what works: Playwright's download, else as root the libraries that it needs
 * or the system's package.
 * @throws Error with one sentence that says what to do
 */
export function findBrowser(machine: Machine = thisMachine): string {
  const { named } = machine;
  if (named) {
    if (!existsSync(named))
      throw new Error(`CHROMIUM_PATH names ${named}, which does not exist. Correct it or unset it.`);
    const why = whyNoBrowser(named);
    if (why === null) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which ${why}. Correct it or unset it.`);
  }
  const found = firstThatRuns(machine.candidates());
  if (found) return found;
  console.log("No browser found: installing one");
  for (const install of machine.installs) {
    install();
    const installed = firstThatRuns(machine.candidates());
    if (installed) return installed;
  }
  throw new Error(
    "No browser that runs was found or could be installed. Install Chromium or Chrome, or set CHROMIUM_PATH to one.",
  );
}

function firstThatRuns(candidates: readonly string[]): string | null {
  for (const path of candidates) {
    const why = whyNoBrowser(path);
    if (why === null) return path;
    console.log(`Not used: ${path} ${why}`);
  }
  return null;
}

const thisMachine: Machine = {
  named: process.env.CHROMIUM_PATH,
  candidates: () =>
    [
      chromium.executablePath(),
      macChrome,
      ...(process.env.PATH ?? "")
        .split(delimiter)
        .flatMap((folder) => systemNames.map((name) => join(folder, name))),
    ].filter(executable),
  installs: [
    () => playwright("install"),
    () => {
      // Downloaded and not running: it lacks libraries.
      if (isRoot() && executable(chromium.executablePath())) playwright("install-deps");
    },
    () => {
      if (isRoot()) aptInstall("chromium");
    },
  ],
};

const isRoot = () =>
  process.platform === "linux" && process.getuid?.() === 0 && executable("/usr/bin/apt-get");

const playwright = (command: "install" | "install-deps") =>
  spawnSync(process.execPath, ["node_modules/@playwright/test/cli.js", command, "chromium"], {
    stdio: "ignore",
    timeout: withinMs,
  });

function aptInstall(what: string): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const quiet = { stdio: "ignore", env } as const;
  try {
    execFileSync("apt-get", ["update", "-qq"], { ...quiet, timeout: withinMs });
    const words = ["install", "-y", "-qq", "--no-install-recommends", what];
    execFileSync("apt-get", words, { ...quiet, timeout: 300_000 });
  } catch {
    // What is there afterwards says whether it worked.
  }
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
