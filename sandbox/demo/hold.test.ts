import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { holdFolder } from "./hold.ts";

mkdirSync(".data", { recursive: true });
const folder = mkdtempSync(".data/hold-");
const lock = join(folder, "demo.lock");
beforeEach(() => rmSync(lock, { force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a folder is held by one at a time, and free again once it is let go", async () => {
  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => holdFolder(folder)));
  const held = tries.filter((each) => each.status === "fulfilled");
  expect(held).toHaveLength(1);
  for (const each of tries.filter(({ status }) => status === "rejected"))
    expect((each as PromiseRejectedResult).reason.message).toMatch(
      /^A demo runs in \S+ already \(process \d+\)\. Use that one, stop it/,
    );
  held[0]!.value.letGo();
  expect(existsSync(lock)).toBe(false);
  (await holdFolder(folder)).letGo();
});

test("a demo that was killed holds nothing, though its note is still there", async () => {
  const holder = spawn(
    process.execPath,
    [
      "--input-type=module",
      "--eval",
      `const { holdFolder } = await import(${JSON.stringify(new URL("./hold.ts", import.meta.url).href)});
       await holdFolder(${JSON.stringify(folder)}); console.log("held"); setInterval(() => {}, 1000);`,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  await new Promise((held) => holder.stdout.once("data", held));
  await expect(holdFolder(folder)).rejects.toThrow(`already (process ${holder.pid})`);
  const gone = new Promise((left) => holder.once("exit", left));
  holder.kill("SIGKILL");
  await gone;
  expect(existsSync(lock)).toBe(true);
  const tries = await Promise.allSettled([holdFolder(folder), holdFolder(folder)]);
  expect(tries.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(JSON.parse(readFileSync(lock, "utf8")).pid).toBe(process.pid);
  for (const each of tries) if (each.status === "fulfilled") each.value.letGo();
});

test("a note that was never written whole holds nothing", async () => {
  writeFileSync(lock, '{"pid":');
  (await holdFolder(folder)).letGo();
});
