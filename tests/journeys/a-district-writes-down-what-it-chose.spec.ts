import { expect, expectAccessible, test } from "./story.ts";

for (const script of [false, true]) {
  test(`a setting is mistyped, seen in advance and saved, ${script ? "with" : "without"} script`, async ({
    as,
  }) => {
    const { page } = await as("district administrator", { script });
    await page.goto("/schools/10/settings/recovery-rules");
    await page.getByRole("link", { name: "A day of incomplete independent study" }).click();
    const choice = script ? /^Can be recovered/ : /^Cannot be recovered/;
    await page.getByRole("radio", { name: choice }).check();
    await page.getByLabel("Verified by").fill("Dana Whitfield");
    await page.getByLabel("Source").fill("A letter of the state");
    await page.getByLabel("Verified on").fill("2027-01-01");
    await page.getByLabel("Holds from").fill("2027-06-01");
    await page.getByRole("button", { name: "Show what it would change" }).click();
    await expect(page.getByRole("link", { name: /^This day has not come yet/ })).toBeVisible();
    await expect(page.getByRole("radio", { name: choice })).toBeChecked();
    await expect(page.getByLabel("Source")).toHaveValue("A letter of the state");

    await page.getByLabel("Verified on").fill("2026-10-01");
    await page.getByRole("button", { name: "Show what it would change" }).click();
    await expect(page.getByRole("heading", { name: "What this would change" })).toBeVisible();
    await expect(page.getByRole("table", { name: /This school year up to today/ })).toBeVisible();
    if (script) await expectAccessible(page);
    for (const width of [1366, 360]) {
      await page.setViewportSize({ width, height: 768 });
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `test-results/pages/setting preview ${width}.png`, fullPage: true });
    }
    await page.getByRole("button", { name: /^Save it from/ }).click();
    await expect(page.getByRole("table", { name: "Written down so far, newest first" })).toContainText(
      "Dana Whitfield",
    );
  });
}
