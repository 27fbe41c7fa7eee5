import { expect, expectAccessible, test } from "./story.ts";

const school = 60;

for (const script of [false, true])
  test(`a season is planned, changed and adopted, ${script ? "with" : "without"} script`, async ({ as }) => {
    const { page } = await as("recovery coordinator", { school, script });
    const picture = (name: string) =>
      page.screenshot({ path: `test-results/pages/season ${name} ${script}.png`, fullPage: true });
    await page.goto(`/schools/${school}/recovery`);
    await page.getByRole("link", { name: "Plan a season" }).click();
    // A school without seasons says so, and offers the link a second time.
    await page.getByRole("link", { name: "Plan a season" }).first().click();
    const form = page.locator("form.card");
    const name = script ? "January Saturdays" : "December Saturdays";
    const [first, last, week] = script
      ? ["2027-01-16", "2027-01-30", "Jan"]
      : ["2026-12-05", "2026-12-19", "Dec"];
    const fields: [string, string][] = [
      ["Name of the season", name],
      ["Subject", "Algebra"],
      ["First day", first],
      ["Last day", "2026-11-01"],
      ["Session 1 starts", "13:00"],
      ["Session 1 ends", "17:30"],
      ["Break 1 starts", "15:00"],
      ["Break 1 ends", "15:30"],
      ["Room 1", script ? "S2" : "S1"],
      ["Seats in room 1", "3"],
      ["Teacher 1, free from", "12:00"],
      ["Teacher 1, free until", "18:00"],
      ["Fewest pupils", "1"],
    ];
    for (const [label, value] of fields) await form.getByLabel(label, { exact: true }).fill(value);
    await form.getByLabel("Break 1", { exact: true }).selectOption("snack");
    await form.getByLabel("Teacher 1", { exact: true }).selectOption({ index: script ? 4 : 3 });
    await form.getByLabel("Teacher 1, free on").selectOption("Saturdays");
    await page.getByRole("button", { name: "Propose the season" }).click();
    await expect(page.getByText("The last day is before the first.").first()).toBeVisible();
    await expect(form.getByLabel("Break 1 starts")).toHaveValue("15:00");
    await expect(form.getByLabel("Teacher 1, free on")).toHaveValue("6");
    if (script) await expectAccessible(page);
    await picture("form");
    await form.getByLabel("Last day").fill(last);
    await page.getByRole("button", { name: "Propose the season" }).click();

    await expect(page.getByRole("heading", { name })).toBeVisible();
    const sessions = page.getByRole("table", { name: "Sessions" });
    await expect(sessions.locator("tbody tr")).toHaveCount(3);
    const row = sessions.locator("tbody tr").first();
    await expect(row).toContainText("1:00 pm to 5:30 pm, without snack, 3:00 pm to 3:30 pm");
    await expect(row).toContainText("3 of 3");
    await expect(page.getByText(/^9 days by \d pupils?,/)).toBeVisible();
    await picture("proposal");

    await page.getByRole("link", { name: "Change the proposal" }).click();
    await page
      .getByLabel(/^Leave out, /)
      .last()
      .check();
    await page
      .getByLabel(/^Seats, /)
      .first()
      .fill("0");
    await page.getByRole("button", { name: "Plan again" }).click();
    await expect(page.getByText("Enter how many seats may be filled, 1 to 200.").first()).toBeVisible();
    await expect(page.getByLabel(/^Leave out, /).last()).toBeChecked();
    await page
      .getByLabel(/^Seats, /)
      .first()
      .fill("2");
    await page.getByRole("button", { name: "Plan again" }).click();
    await expect(sessions.locator("tbody tr")).toHaveCount(2);
    await expect(page.getByText(/^5 days by \d pupils?,/)).toBeVisible();
    await picture("changed");

    await page.getByRole("link", { name: "Adopt the season" }).click();
    await page.getByLabel("All of them: their families have said yes").check();
    await page.getByRole("button", { name: "Adopt the season" }).click();
    await expect(page.getByText("Confirm that each family has said yes").first()).toBeVisible();
    await page.getByLabel("Each of these families has said yes").check();
    await page.getByLabel("How they said yes").fill("by phone, October 5 to 9");
    await page.getByRole("button", { name: "Adopt the season" }).click();
    await expect(page.getByText("2 sessions, 5 places booked.")).toBeVisible();
    if (script) await expectAccessible(page);
    await picture("adopted");
    await page
      .getByRole("link", { name: new RegExp(`${week} .*room S`) })
      .first()
      .click();
    await expect(page.getByText("2 of 2 places taken; nobody waits.")).toBeVisible();
    await page.goto(`/schools/${school}/recovery/headcount?from=${first}&through=${first}`);
    const heads = page.getByRole("table", { name: "Session by session" });
    await expect(heads.getByRole("row", { name: /Algebra/ })).toContainText("snack, 3:00 pm to 3:30 pm");
  });
