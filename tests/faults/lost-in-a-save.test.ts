import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../page/browser.ts";
import { type LosableDistrict, losableDistrict, visitSignedIn } from "./losable-district.ts";
import type { WebProcess } from "./web-process.ts";

let district: LosableDistrict;
let web: WebProcess;
let browser: Browser;

beforeAll(async () => {
  district = await losableDistrict("save", ["school administrator"]);
  await district.asAdmin(async (admin) => {
    await admin`insert into recovery_session
      (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
      values (10, '2026-10-10', 480, 720, '9', 502, 'Reading', -1, 6, 10, now())`;
    await admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, at)
      values (10, 1, 1001, 'booked', 1, now()), (10, 1, 1002, 'booked', 1, now())`;
  });
  web = await district.startWeb({ DATABASE_PATIENCE_MS: "500" });
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await web?.stop();
  await district?.close();
});

const visit = (path: string, javaScriptEnabled: boolean) =>
  visitSignedIn(browser, web.url + path, javaScriptEnabled);

/** The database is killed after the guard has let the post in, and before its transaction can be committed. */
async function loseDatabaseDuring<T>(table: string, send: () => Promise<T>): Promise<T> {
  const held = await district.holdTable(table);
  const sent = send();
  await held.waitedFor();
  await district.killDatabase();
  return sent;
}

/** Presses the button of the kept form. @returns what sends the very same once more */
async function sendAgain(page: Page): Promise<() => Promise<Response>> {
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await page.getByRole("button", { name: "Send it again" }).click();
  const request = await sent;
  const body = new Uint8Array(request.postDataBuffer()!);
  const headers = { Cookie: district.cookie, "Content-Type": request.headers()["content-type"]! };
  return () => fetch(request.url(), { method: "POST", redirect: "manual", headers, body });
}

const planned = () =>
  district.asAdmin(
    (admin) =>
      admin`select on_date::text as day, subject, room from recovery_session where on_date > '2026-10-14' order by id`,
  );

test.for([
  { script: false, day: "2026-10-17" },
  { script: true, day: "2026-10-24" },
])("a session planned while the database is lost is kept and sent again (script $script)", {
  timeout: 60_000,
}, async ({ script, day }) => {
  const before = (await planned()).length;
  const page = await visit("/schools/10/recovery/sessions/new", script);
  await page.getByLabel("Date").fill(day);
  await page.getByLabel("Starts", { exact: true }).fill("08:00");
  await page.getByLabel("Ends", { exact: true }).fill("12:30");
  await page.getByLabel("Room").fill("Café 1");
  await page.getByLabel("Certificated teacher").selectOption("501");
  await page.getByLabel("Subject").fill('Mathematics & "proofs"');
  await page.getByLabel("From").selectOption("1");
  await page.getByLabel("Through").selectOption("6");
  await page.getByLabel("Places").fill("20");
  await loseDatabaseDuring("recovery_session", () =>
    page.getByRole("button", { name: "Plan the session" }).click(),
  );
  await expect.poll(() => page.locator("h1").textContent()).toBe("Not saved yet");
  await district.startDatabase();
  expect(await planned()).toHaveLength(before);

  const again = await sendAgain(page);
  await page.waitForURL(/\/recovery\/sessions\/\d+$/);
  const sessions = await planned();
  expect(sessions).toHaveLength(before + 1);
  expect(sessions.at(-1)).toEqual({ day, subject: 'Mathematics & "proofs"', room: "Café 1" });

  // As if the first had been saved after all: the second is told so.
  const twice = await again();
  expect(twice.status).toBe(400);
  expect(await twice.text()).toContain("Ann Abe has another session");
  expect(await planned()).toHaveLength(before + 1);
  await page.context().close();
});

const times = () =>
  district.asAdmin(
    (admin) =>
      admin`select pupil_id::int as pupil, in_at as came, out_at as left from recovery_presence order by 1`,
  );

test("times typed from the roster while the database is lost are kept, sent again, and written down once", async () => {
  const page = await visit("/schools/10/recovery/sessions/1/presence", false);
  const time = (name: string) => page.locator(`[name="${name}"]`);
  await time("in.1001").fill("805");
  await time("out.1001").fill("11:45");
  await time("in.1002").fill("8:10");
  await time("out.1002").fill("12:00");
  await loseDatabaseDuring("recovery_presence", () =>
    page.getByRole("button", { name: "Save the times" }).click(),
  );
  await expect.poll(() => page.locator("h1").textContent()).toBe("Not saved yet");
  await district.startDatabase();
  expect(await times()).toEqual([]);

  const again = await sendAgain(page);
  await page.waitForURL(/\/recovery\/sessions\/1$/);
  const written = [
    { pupil: 1001, came: 485, left: 705 },
    { pupil: 1002, came: 490, left: 720 },
  ];
  expect(await times()).toEqual(written);

  // As if the first had been saved after all: once more changes nothing.
  expect((await again()).status).toBe(302);
  expect(await times()).toEqual(written);
  await page.context().close();
}, 60_000);

test("a form that was refused is given back too when the page that says why is lost", async () => {
  const answer = await loseDatabaseDuring("staff", () =>
    fetch(`${web.url}/schools/10/recovery/sessions/new`, {
      method: "POST",
      headers: { Cookie: district.cookie },
      body: new URLSearchParams({ date: "no day", subject: "Reading" }),
    }),
  );
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('name="date" value="no day"');
  await district.startDatabase();
}, 60_000);

test("a form that meets no database at all is given back with the text of its file, by pages of every part", async () => {
  await district.killDatabase();
  const form = new FormData();
  form.set("saidBy", "by telephone");
  form.set("file", new File(["Student number,In\r\n1,9:00\r\n"], "sheet.csv", { type: "text/csv" }));
  for (const path of [
    "/schools/10/recovery/sheets",
    "/schools/10/pupils/1001/marks/2026-10-13",
    "/schools/10/settings",
    "/schools/10/recovery/sessions/1/bookings?from=26",
  ]) {
    const answer = await fetch(web.url + path, {
      method: "POST",
      headers: { Cookie: district.cookie },
      body: form,
    });
    const page = await answer.text();
    expect([path, answer.status, answer.headers.get("retry-after")]).toEqual([path, 503, "30"]);
    expect(page).toContain(`action="${path}"`);
    expect(page).toContain('name="saidBy" value="by telephone"');
    expect(page).toContain('name="text" value="Student number,In');
  }
  await district.startDatabase();
}, 60_000);
