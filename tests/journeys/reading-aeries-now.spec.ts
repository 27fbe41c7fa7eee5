import { readAccess } from "#sandbox/demo/access-file.ts";
import { expect, expectAccessible, folder, test } from "./story.ts";

// One after the other: the two share the stand-in, which answers slowly for as long as a page has to see the reading.
test.describe.configure({ mode: "serial" });
test.beforeEach(() => answerAfter(3_000));
test.afterEach(() => answerAfter(0));

async function answerAfter(latencyMs: number) {
  const switches = new URL("/sandbox/switches", readAccess(folder)!.aeries.url);
  const answer = await fetch(switches, { method: "POST", body: JSON.stringify({ latencyMs }) });
  expect(answer.status).toBe(200);
}

for (const [school, script] of [
  [10, false],
  [20, true],
] as const) {
  test(`Aeries is read now, and the page follows it ${script ? "with" : "without"} script`, async ({
    as,
  }) => {
    const { page } = await as("district administrator", { school, script });
    await page.goto(`/schools/${school}/aeries`);
    await page.getByRole("button", { name: "Read Aeries now" }).click();
    await expect(page.getByRole("status")).toContainText(/Aeries (is|will be) (being )?read/);
    await page.getByRole("link", { name: "Stop updating this page every 5 seconds" }).click();
    await expect(page).toHaveURL(/live=off/);
    if (script) await expectAccessible(page, { name: "Aeries is being read" });
    await page.getByRole("link", { name: "Update this page every 5 seconds" }).click();
    await expect(page.getByRole("status")).toHaveCount(1);
    await answerAfter(0);
    await expect(page.getByRole("status")).toHaveCount(0, { timeout: 45_000 });
    const parts = page.getByRole("table", { name: "The newest reading of each part" });
    await expect(
      parts.locator("tr", { hasText: "Attendance" }).getByText("Read", { exact: true }),
    ).toBeVisible();
    await expect(page.getByText("less than a minute ago")).toBeVisible();
  });
}
