import { afterAll, beforeAll, expect, test } from "vitest";
import { type LosableDistrict, losableDistrict } from "./losable-district.ts";
import type { WebProcess } from "./web-process.ts";

const address = "/schools/10/registers/2026-10-14/section/101";
let district: LosableDistrict;
let web: WebProcess;

const count = (what: "mark" | "register_taking") =>
  district.asAdmin(async (admin) => {
    const [row] = await admin`select count(*)::int as n from ${admin(what)}`;
    return row?.n as number;
  });
const health = () =>
  fetch(`${web.url}/api/health`).then(async (answer) => ({
    status: answer.status,
    body: await answer.json(),
  }));
const open = () => fetch(web.url + address, { headers: { Cookie: district.cookie } });
const save = (code: string) =>
  fetch(web.url + address, {
    method: "POST",
    redirect: "manual",
    headers: { Cookie: district.cookie, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      seen: "0",
      submission: crypto.randomUUID(),
      "mark.1001": code,
      "mark.1002": "",
    }),
  });

beforeAll(async () => {
  district = await losableDistrict("lost", ["attendance clerk"]);
  // Longer than a busy machine takes to bring the database back.
  web = await district.startWeb({ DATABASE_PATIENCE_MS: "45000" });
}, 120_000);
afterAll(async () => {
  await web?.stop();
  await district?.close();
});

test("with its database lost it says so within two seconds, pages show a sentence, and it recovers by itself", async () => {
  expect((await open()).status).toBe(200);
  const down = district.killDatabase();
  const asked = performance.now();
  // The server takes a moment to die, and answers until then.
  await expect.poll(async () => (await health()).status, { interval: 20, timeout: 10_000 }).toBe(503);
  expect(performance.now() - asked).toBeLessThan(2_500);
  expect((await health()).body).toMatchObject({ database: "unhealthy", overall_status: "unhealthy" });
  const page = await open();
  expect(page.status).toBe(503);
  expect(await page.text()).toMatch(/try again/i);
  await down;
  await district.startDatabase();
  await expect.poll(async () => (await health()).body.database, { timeout: 15_000 }).toBe("healthy");
  expect((await open()).status).toBe(200);
}, 60_000);

test("lost under many pages at once it ends no process, and each connection comes back", async () => {
  const page = async () => {
    const answer = await open();
    await answer.text();
    return answer.status;
  };
  const seen = new Set<number>();
  const meets = (status: number) => expect.poll(() => seen.has(status), { timeout: 20_000 }).toBe(true);
  let asking = true;
  const readers = Array.from({ length: 24 }, async () => {
    while (asking) seen.add(await page());
  });
  try {
    for (let time = 0; time < 3; time++) {
      await meets(200);
      await district.killDatabase();
      await meets(503);
      await district.startDatabase();
      seen.clear();
    }
    await meets(200);
  } finally {
    asking = false;
    await Promise.all(readers);
  }
  expect(web.process.exitCode).toBeNull();
  expect(new Set(await Promise.all(readers.map(page)))).toEqual(new Set([200]));
}, 120_000);

test("a save that meets a restart waits it out, and is saved once", async () => {
  const before = await count("register_taking");
  const down = district.killDatabase();
  const saving = save("A");
  await down;
  await district.startDatabase();
  expect((await saving).status).toBe(302);
  expect(await count("mark")).toBe(1);
  expect(await count("register_taking")).toBe(before + 1);
}, 60_000);

test("a save that nothing can help gets a sentence and the form to send again", async () => {
  await web.stop();
  web = await district.startWeb({ DATABASE_PATIENCE_MS: "500" });
  await district.killDatabase();
  const answer = await save("U");
  const page = await answer.text();
  expect(answer.status).toBe(503);
  expect(page).toMatch(/send (it )?again/i);
  expect(page).toContain('name="mark.1001"');
  expect(page).toContain('value="U"');
  await district.startDatabase();
}, 60_000);
