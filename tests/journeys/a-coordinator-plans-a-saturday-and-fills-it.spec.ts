import { expect, expectAccessible, test } from "./story.ts";

for (const script of [false, true]) {
  test(`Saturdays are planned as a program, seen first, created and filled, ${script ? "with" : "without"} script`, async ({
    as,
  }) => {
    test.slow();
    const { page } = await as("recovery coordinator", { school: 60, script });
    await page.goto("/schools/60/recovery");
    await page.getByRole("link", { name: "Programs" }).click();
    await page.getByRole("link", { name: "Plan a program" }).click();
    const fields = page.locator("form.card");
    await fields.getByLabel("Name").fill(script ? "Winter Saturdays" : "Fall Saturdays");
    await fields.getByLabel("When it meets").selectOption("saturday");
    await fields.getByLabel("First date").fill("2026-11-14");
    await fields.getByLabel("Last date").fill("2026-11-10");
    await fields.getByLabel("Starts").fill("13:30");
    await fields.getByLabel("Ends").fill("16:30");
    await fields.getByLabel("Room").fill(script ? "C2" : "C1");
    await fields.getByLabel("Certificated teacher").selectOption({ index: script ? 2 : 1 });
    await fields.getByLabel("Subject").fill("Algebra");
    await fields.getByLabel("From", { exact: true }).first().selectOption("9");
    await fields.getByLabel("Through").selectOption("12");
    await fields.getByLabel("Places").fill("1");
    await page.getByRole("button", { name: "Show what this creates" }).click();
    await expect(page.getByText("The last date is before the first.").first()).toBeVisible();
    await expect(fields.getByLabel("Subject")).toHaveValue("Algebra");
    await fields.getByLabel("Last date").fill("2026-11-28");
    await fields.getByLabel("Dates on which it does not meet").fill("2026-11-28 Thanksgiving weekend");
    await page.getByRole("button", { name: "Show what this creates" }).click();
    await expect(
      page.getByRole("heading", { name: "What this creates: 2 sessions; 1 date left out" }),
    ).toBeVisible();
    const dates = page.getByRole("table", { name: "Date by date" });
    await expect(dates.getByRole("row", { name: /Nov 28/ })).toContainText("Thanksgiving weekend");
    if (script) await expectAccessible(page);
    await page.screenshot({ path: `test-results/pages/program preview ${script}.png`, fullPage: true });
    await page.getByRole("button", { name: "Create the 2 sessions" }).click();
    await expect(page.getByRole("heading", { name: /Saturdays$/ })).toBeVisible();
    const sessions = page.getByRole("table", { name: "Sessions" });
    await expect(sessions.locator("tbody tr")).toHaveCount(2);
    // Each story fills a Saturday of its own: nobody can be in two sessions at once.
    const day = script ? 21 : 14;
    await sessions.getByRole("link", { name: new RegExp(`Nov ${day}`) }).click();
    await expect(page.getByText("0 of 1 places taken; nobody waits.")).toBeVisible();

    // Two people book the last place at once, each in a browser of their own.
    const address = page.url();
    const other = await as("district administrator", { school: 60, script });
    await other.page.goto(address);
    const both = [page, other.page];
    for (const [at, one] of both.entries()) {
      await one
        .getByRole("table", { name: /Pupils with absences to recover/ })
        .getByRole("checkbox")
        .nth(script ? at + 2 : at)
        .check();
      await one.getByLabel("The families of the ticked pupils said yes").check();
      await one.getByLabel("Who said yes, and how").fill("father, by phone");
    }
    await Promise.all(
      both.map((one) =>
        Promise.all([
          one.waitForResponse((answer) => answer.request().method() === "POST"),
          one.getByRole("button", { name: "Book the ticked pupils" }).click(),
        ]),
      ),
    );
    await page.goto(address);
    await expect(page.getByText("1 of 1 places taken; 1 pupil waits.")).toBeVisible();

    const places = page.getByRole("heading", { name: "Places", exact: true });
    await places.click();
    await page.getByLabel("How many").fill("0");
    await page.getByRole("button", { name: "Save the places" }).click();
    await expect(page.getByText("Enter how many pupils the session has places for").first()).toBeVisible();
    // The form that came back is open.
    await page.getByLabel("How many").fill("2");
    await page.getByRole("button", { name: "Save the places" }).click();
    await expect(page.getByText("2 of 2 places taken; nobody waits.")).toBeVisible();

    await page.goto(`/schools/60/recovery/headcount?from=2026-11-${day}&through=2026-11-${day}`);
    const heads = page.getByRole("table", { name: "Session by session" });
    await expect(
      heads.getByRole("row", { name: /Algebra/ }).filter({ hasText: script ? "C2" : "C1" }),
    ).toContainText("2");
  });
}
