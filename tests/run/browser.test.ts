import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { findBrowser, type Machine } from "./browser.ts";
import { whyNoBrowser } from "./browser-probe.ts";

const folder = mkdtempSync(join(tmpdir(), "browsers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program of these lines of shell. */
function program(name: string, ...lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, ["#!/bin/sh", ...lines, ""].join("\n"));
  chmodSync(path, 0o755);
  return path;
}
const page = "echo '<html><head></head><body></body></html>'";
const linker = "chrome: error while loading shared libraries: libnspr4.so: cannot open shared object file";

const browser = program("chrome", page);
const noisy = program("noisy", "echo 'ERROR:dbus/bus.cc(405)] Failed to connect' >&2", page);
const unlinked = program("unlinked", `echo '${linker}' >&2`, "exit 127");
const snapStub = program(
  "chromium-browser",
  "echo 'Command requires the chromium snap to be installed.' >&2",
  "exit 1",
);
const silent = program("silent", "exit 0");

let said: string[] = [];
beforeEach(() => {
  said = [];
  vi.spyOn(console, "log").mockImplementation((line) => void said.push(String(line)));
  return () => void vi.restoreAllMocks();
});

const machine = (given: Partial<Machine>): Machine => ({
  named: undefined,
  candidates: () => [],
  installs: [],
  ...given,
});

test("a browser is what shows a page, whatever it complains of", () => {
  expect(whyNoBrowser(browser)).toBeNull();
  expect(whyNoBrowser(noisy)).toBeNull();
});

test("what is there and does not run is told from a browser by what it says", () => {
  expect(whyNoBrowser(unlinked)).toBe(`does not start (${linker})`);
  expect(whyNoBrowser(snapStub)).toBe("does not start (Command requires the chromium snap to be installed.)");
  expect(whyNoBrowser(silent)).toBe("does not start (it ends with 0 and no page)");
  expect(whyNoBrowser(join(folder, "absent"))).toBe("does not start (ENOENT)");
});

test("one that hangs is ended", () => {
  const hanging = program("hanging", "exec sleep 60");
  expect(whyNoBrowser(hanging, 200)).toBe("does not show a page within 0.2 s");
});

test("the first candidate that runs is taken, and what was passed over is said", () => {
  const candidates = () => [unlinked, snapStub, browser, noisy];
  const installs = [() => expect.unreachable("installed beside a browser")];
  expect(findBrowser(machine({ candidates, installs }))).toBe(browser);
  expect(said).toEqual([
    `Not used: ${unlinked} does not start (${linker})`,
    `Not used: ${snapStub} does not start (Command requires the chromium snap to be installed.)`,
  ]);
});

test("each way to install one is tried until a browser runs", () => {
  const own = program("own", "exit 127");
  const tried: string[] = [];
  const installs = [
    () => void tried.push("download"),
    () => {
      tried.push("libraries");
      program("own", page);
    },
    () => void tried.push("package"),
  ];
  expect(findBrowser(machine({ candidates: () => [own], installs }))).toBe(own);
  expect(tried).toEqual(["download", "libraries"]);
});

test("where nothing runs and nothing can be installed, one sentence says what to do", () => {
  expect(() => findBrowser(machine({ candidates: () => [snapStub], installs: [() => {}] }))).toThrow(
    "No browser that runs was found or could be installed. Install Chromium or Chrome, or set CHROMIUM_PATH to one.",
  );
});

test("a named one is taken or refused, never passed over", () => {
  const candidates = () => [browser];
  expect(findBrowser(machine({ named: noisy, candidates }))).toBe(noisy);
  expect(() => findBrowser(machine({ named: unlinked, candidates }))).toThrow(
    `CHROMIUM_PATH names ${unlinked}, which does not start (${linker}). Correct it or unset it.`,
  );
  expect(() => findBrowser(machine({ named: "/nowhere/chrome", candidates }))).toThrow(
    "CHROMIUM_PATH names /nowhere/chrome, which does not exist. Correct it or unset it.",
  );
});
