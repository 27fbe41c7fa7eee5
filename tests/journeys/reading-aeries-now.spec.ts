import { expect, test } from "./story.ts";

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
    await expect(page.getByRole("status")).toContainText(/Aeries (is|will be) read/);
    await expect(page.getByRole("status")).toHaveCount(0, { timeout: 45_000 });
    const parts = page.getByRole("table", { name: "The newest reading of each part" });
    await expect(
      parts.locator("tr", { hasText: "Attendance" }).getByText("Read", { exact: true }),
    ).toBeVisible();
    await expect(page.getByText("less than a minute ago")).toBeVisible();
  });
}
