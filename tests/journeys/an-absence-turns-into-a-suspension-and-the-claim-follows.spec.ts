import type { Locator, Page } from "@playwright/test";
import type postgres from "postgres";
import { displayDay } from "#app/calendar/day.ts";
import { expect, expectAccessible, test } from "./story.ts";

const school = 60;
const certifiedThrough = "2026-10-10";
/** Aeries is read this far back without being asked to read everything. */
const readAgainFrom = "2026-09-25";

type Claimed = { pupilId: number; date: string };

/** A certified day of a pupil of whom every absence is recovered: a day that comes free has no other to go to. */
async function claimWithoutAnotherAbsence(page: Page, admin: postgres.Sql): Promise<Claimed> {
  const claims = await admin<Claimed[]>`
    select pupil_id as "pupilId", absence_date::text as date from recovery_claim_in_force
    where school_id = ${school} and absence_date between ${readAgainFrom} and ${certifiedThrough}
      and earned_date <= ${certifiedThrough} order by pupil_id, absence_date desc`;
  for (const claim of claims) {
    await page.goto(`/schools/${school}/pupils/${claim.pupilId}/recovery`);
    if ((await page.getByText("Can be recovered once another day is earned.").count()) === 0) return claim;
  }
  throw new Error("The demo's season has no pupil whose every absence is recovered.");
}

/** What the office enters in Aeries: the code of a whole day, in every period. */
async function enterInAeries(aeriesUrl: string, { pupilId, date }: Claimed, code: string): Promise<void> {
  const answer = await fetch(new URL("/sandbox/marks", aeriesUrl), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ schoolCode: school, studentId: pupilId, date, code }),
  });
  expect(answer.status, await answer.text()).toBe(200);
}

async function readAeries(page: Page): Promise<void> {
  await page.goto(`/schools/${school}/aeries`);
  await page.getByRole("button", { name: "Read Aeries now" }).click();
  await expect(page.getByRole("status")).toHaveCount(0, { timeout: 60_000 });
}

const table = (page: Page, name: RegExp) => page.getByRole("table", { name });

async function banked(page: Page): Promise<number> {
  const said = page.locator("dt", { hasText: /^Banked$/ }).locator("xpath=following-sibling::dd[1]");
  return Number.parseInt((await said.textContent()) ?? "", 10);
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/pages/${name} 1366.png`, fullPage: true });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.screenshot({ path: `test-results/pages/${name} 360.png`, fullPage: true });
  await page.setViewportSize({ width: 1366, height: 768 });
}

/** Claims follow a reading within seconds, by a job. */
async function expectSoon(page: Page, address: string, found: () => Locator): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.goto(address);
        return await found().count();
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(0);
}

for (const script of [false, true])
  test(`an absence turns into a suspension and the claim follows, ${script ? "with" : "without"} script`, async ({
    as,
    admin,
    access,
  }) => {
    test.slow();
    const { page: office } = await as("district administrator", { school, script });
    const { page } = await as("recovery coordinator", { school, script });
    const claim = await claimWithoutAnotherAbsence(page, admin);
    const why = `The absence of ${displayDay(Temporal.PlainDate.from(claim.date))} became a suspension (AR-ABS-2).`;
    const [{ code } = { code: "" }] = await admin<{ code: string }[]>`
      select code from recovery_claim_in_force where school_id = ${school}
      and pupil_id = ${claim.pupilId} and absence_date = ${claim.date}`;
    const itsDay = { has: page.locator(`time[datetime="${claim.date}"]`) };
    const missed = () => table(page, /^Days missed/).locator("tbody tr", itsDay);
    const history = () => table(page, /^What was claimed and withdrawn/).locator("tbody tr", itsDay);

    await office.goto(`/claims/2026/p-1?through=${certifiedThrough}`);
    await office.getByRole("link", { name: "Certify this period" }).click();
    await office.getByRole("button", { name: /^Certify \d+ days$/ }).click();
    await expect(office.getByText(/^Certified by .* The number of days is the same today\.$/)).toBeVisible();

    const pupilPage = `/schools/${school}/pupils/${claim.pupilId}/recovery`;
    await page.goto(pupilPage);
    await expect(missed()).toContainText("Recovered, with the day earned on");
    const before = await banked(page);
    const name = ((await page.locator("h1").textContent()) ?? "").split(":")[0]!;
    const corrections = table(page, /^Corrections/)
      .locator("tr", { hasText: name })
      .filter({ hasText: "Take back in P-1 through October 10, 2026" })
      .filter({ hasText: why });
    await page.goto(`/schools/${school}/claims/corrections`);
    const raised = await corrections.count();

    await enterInAeries(access.aeries.url, claim, "S");
    await readAeries(office);
    await expectSoon(page, pupilPage, () => history().first().filter({ hasText: "Withdrawn" }));
    await expect(history().first()).toContainText(why);
    await expect(missed()).toContainText("Suspended out of school");
    await expect(missed()).toContainText("AR-ABS-2");
    expect(await banked(page)).toBe(before + 1);
    await expect(table(page, /^Days earned/).getByText(/^In the bank until/)).toHaveCount(before + 1);
    if (script) await expectAccessible(page);
    await picture(page, "claim withdrawn");

    await page.goto(`/schools/${school}/claims/corrections`);
    await expect(corrections).toHaveCount(raised + 1);
    await picture(page, "correction raised");
    await office.goto(`/claims/2026/p-1?through=${certifiedThrough}`);
    await expect(office.getByText(/Today it would be 1 fewer\./)).toBeVisible();

    // The suspension was entered by mistake: the day is claimed again, and what was withdrawn stays on record.
    await enterInAeries(access.aeries.url, claim, code);
    await readAeries(office);
    await expectSoon(page, pupilPage, () => history().first().filter({ hasText: "Claimed" }));
    await expect(missed()).toContainText("Recovered, with the day earned on");
    expect(await banked(page)).toBe(before);
    await expect(history().nth(1)).toContainText(why);
  });
