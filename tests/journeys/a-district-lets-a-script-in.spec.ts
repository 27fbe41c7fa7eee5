import { expect, test } from "./story.ts";

for (const [script, width] of [
  [true, 1366],
  [false, 360],
] as const) {
  test(`a district lets a script in and shuts it out again, script ${script ? "on" : "off"}`, async ({
    as,
    access,
  }) => {
    const { page } = await as("district administrator", { script, width });
    const ask = async (token: string) => {
      const address = `${access.url}/api/aeries/sync-status`;
      return (await fetch(address, { headers: { Authorization: `Bearer ${token}` } })).status;
    };
    await page.goto("/tokens");
    await page.getByRole("link", { name: "Make a token" }).click();
    await page.getByLabel("What is it for?").fill("Morning check");
    await page.getByLabel("See how reading from Aeries goes").check();
    await page.getByLabel("Manzanita Elementary School").check();
    await page.getByRole("button", { name: "Make this token" }).click();
    await expect(page.getByRole("link", { name: "Enter the last day on which it holds." })).toBeVisible();

    await expect(page.getByLabel("Manzanita Elementary School")).toBeChecked();
    await page.getByLabel("Last day on which it holds").fill("2027-06-30");
    await page.getByRole("button", { name: "Make this token" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Morning check" })).toBeVisible();
    const token = (await page.locator("code").first().textContent())!;
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over, "the page scrolls sideways").toBeLessThanOrEqual(0);
    expect(await ask(token)).toBe(200);
    await page.reload();
    await expect(page.getByText(token)).toHaveCount(0);
    await expect(page.getByText("Never")).toHaveCount(0);

    await page.getByRole("link", { name: "Revoke this token" }).click();
    await page.getByLabel("Reason").fill("The laptop with the script was lost.");
    await page.getByRole("button", { name: "Revoke" }).click();
    await expect(page.getByText("The laptop with the script was lost.")).toBeVisible();
    expect(await ask(token)).toBe(401);
  });
}
