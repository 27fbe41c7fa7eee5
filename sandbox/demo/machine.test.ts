import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startEmbedded } from "#server/embedded-postgres.ts";
import { claimDisk, claimPort, enoughDisk, freePort } from "./machine.ts";

mkdirSync(".data", { recursive: true });
const folder = mkdtempSync(".data/machine-");
const taken = createServer();
let port = 0;
beforeAll(async () => {
  port = await freePort();
  await new Promise<void>((listening) => taken.listen(port, "127.0.0.1", listening));
});
afterAll(() => {
  taken.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a taken port is one sentence that names another", async () => {
  await expect(claimPort(port, "PORT")).rejects.toThrow(
    `Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm run demo`,
  );
  expect(await freePort(port)).not.toBe(port);
});

test("a full disk is one sentence with the figures", async () => {
  await claimDisk(folder);
  expect(() => enoughDisk(12 * 1024 * 1024)).toThrow(
    /^The disk has 12 MB free and the demo needs 400 MB\. Free some room/,
  );
});

test("a half-written data folder is one sentence that says how to start over", async () => {
  mkdirSync(join(folder, "postgres"));
  writeFileSync(join(folder, "postgres", "base"), "");
  await expect(startEmbedded(folder)).rejects.toThrow(/left half-written.*npm run demo -- --fresh/);
});
