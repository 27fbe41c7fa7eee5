import { expect, test } from "./story.ts";

test("a code comes to mean something else, with the reason on record", async ({ as, admin }) => {
  const { page } = await as("district administrator", { school: 30, script: false });
  await page.goto("/schools/30/aeries/codes");
  const row = page
    .getByRole("table", { name: "Codes of this school" })
    .locator("tbody tr", { hasText: "Excluded" });
  await row.getByText("Change", { exact: true }).click();
  await row.getByLabel(/ means$/).selectOption({ label: "Kept out for missing immunizations" });
  await row.getByLabel("Why").fill("Used for exclusions only");
  await row.getByRole("button", { name: "Save" }).click();
  await expect(
    row.getByRole("cell", { name: "Kept out for missing immunizations", exact: true }),
  ).toBeVisible();
  const [entry] =
    await admin`select reason from audit_entry where school_id = 30 and reason = 'Used for exclusions only'`;
  expect(entry).toBeDefined();
});

for (const script of [true, false]) {
  test(`a past day is opened for a teacher until five, ${script ? "with" : "without"} script`, async ({
    as,
  }) => {
    const date = script ? "2026-10-13" : "2026-10-09";
    const teacher = await as("teacher", { school: 10, script });
    await teacher.page.goto(`/schools/10/registers?date=${date}`);
    await teacher.page.locator("tbody a").first().click();
    await expect(teacher.page.getByRole("button", { name: "Save register" })).toHaveCount(0);
    const { page } = await as("school administrator", { school: 10, script });
    await page.goto(`/schools/10/registers?date=${date}`);
    await page.getByRole("link", { name: "Open this day for changes" }).click();
    await page.getByRole("button", { name: "Open for changes" }).click();
    await page.getByLabel("Reason").fill("The network was down all morning");
    await page.getByRole("button", { name: "Open for changes" }).click();
    await expect(page.getByRole("heading", { name: /^Registers/ })).toBeVisible();
    await teacher.page.reload();
    await expect(teacher.page.getByRole("button", { name: "Save register" })).toBeVisible();
  });
}
