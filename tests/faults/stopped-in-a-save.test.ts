import { afterAll, beforeAll, expect, test } from "vitest";
import { type LosableDistrict, losableDistrict } from "./losable-district.ts";
import type { WebProcess } from "./web-process.ts";

const address = "/schools/10/registers/2026-10-14/section/101";
let district: LosableDistrict;
let web: WebProcess;

beforeAll(async () => {
  district = await losableDistrict("stop", ["attendance clerk"]);
  web = await district.startWeb({ DRAIN_DELAY_MS: "3000" });
}, 120_000);
afterAll(async () => {
  await web?.stop();
  await district?.close();
});

test("told to stop while a save waits for the database, it stops being ready, saves, answers, and leaves with 0 within 30 seconds", async () => {
  const held = await district.holdTable("mark");
  const saving = fetch(web.url + address, {
    method: "POST",
    redirect: "manual",
    headers: { Cookie: district.cookie, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ seen: "0", submission: crypto.randomUUID(), "mark.1001": "A" }),
  });
  await held.waitedFor();

  const told = performance.now();
  const left = web.stop();
  await expect.poll(() => web.lines.some((line) => line.includes('"event":"stopping"'))).toBe(true);
  const ready = await fetch(`${web.url}/api/health/ready`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({ ready: false, reason: "draining" });
  await expect
    .poll(() => fetch(`${web.url}/api/health/live`).catch(() => "refused"), { timeout: 10_000 })
    .toBe("refused");
  expect(web.process.exitCode).toBeNull();

  await held.letGo();
  expect((await saving).status).toBe(302);
  expect(await left).toBe(0);
  expect(performance.now() - told).toBeLessThan(30_000);
  expect(await district.asAdmin((admin) => admin`select pupil_id::int as pupil, code from mark`)).toEqual([
    { pupil: 1001, code: "A" },
  ]);
}, 60_000);
