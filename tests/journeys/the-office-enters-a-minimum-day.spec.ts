import { expect, expectAccessible, test } from "./story.ts";

for (const script of [true, false]) {
  test(`a pupil's own minimum day is entered, after a slip, ${script ? "with" : "without"} script`, async ({
    as,
    admin,
  }) => {
    const [pupil] = await admin`select pupil_id from pupil where school_id = 10 and inactive_code = ''
      and grade > 0 order by pupil_id ${script ? admin`` : admin`desc`} limit 1`;
    const { page } = await as("attendance clerk", { school: 10, script });
    await page.goto(`/schools/10/pupils/${pupil!.pupil_id}/recovery`);
    await page.getByText("Enter a minimum day of the pupil's own").click();
    await page.getByLabel("The pupil has a minimum day of their own").check();
    await page.getByLabel("Minutes of that day").fill("1800");
    await page.getByRole("textbox", { name: "From", exact: true }).fill("2026-09-08");
    await page.getByLabel("Reason").fill("Program of September 4");
    await page.getByRole("button", { name: "Save the minimum day" }).click();
    await expect(page.getByRole("link", { name: "Enter whole minutes from 1 to 480." })).toBeVisible();
    await expect(page.getByLabel("Reason")).toHaveValue("Program of September 4");
    if (script) await expectAccessible(page);
    await page.screenshot({ path: `test-results/pages/minimum day refused ${script}.png`, fullPage: true });
    await page.getByLabel("Minutes of that day").fill("180");
    await page.getByRole("button", { name: "Save the minimum day" }).click();
    const row = page.getByRole("table", { name: /own minimum day/ }).locator("tbody tr");
    await expect(row).toContainText("180 minutes");
    await expect(row).toContainText("Program of September 4");
    await expect(
      page.getByText("180 minutes: the pupil's own minimum day in special education."),
    ).toBeVisible();
    await page.screenshot({ path: `test-results/pages/minimum day entered ${script}.png`, fullPage: true });
  });
}
