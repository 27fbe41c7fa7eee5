import { expect, storyDay, test } from "./story.ts";

for (const script of [true, false]) {
  test.describe(script ? "with script" : "without script", () => {
    test("a teacher opens today, marks one absent and one tardy, and is done", async ({ as, admin }) => {
      const { page, school } = await as("teacher", { school: script ? 10 : 20, script });
      await page.goto("/");
      await page
        .getByRole("link", { name: /take register/i })
        .first()
        .click();
      const rows = page.locator("fieldset.p");
      await rows.nth(0).getByText("Absent", { exact: false }).first().click();
      await rows.nth(1).getByText("Tardy", { exact: false }).first().click();
      await rows.nth(1).getByLabel("Minutes late").fill("12");
      await page.getByRole("button", { name: /save register/i }).click();
      await expect(page.getByText(/Taken by/)).toBeVisible();
      const marks = await admin`select m.code, m.minutes_late from mark m
        where m.school_id = ${school} and m.on_date = ${storyDay} and m.source = 'teacher' order by m.id`;
      expect(marks.at(-1)).toMatchObject({ minutes_late: 12 });
      await page.reload();
      await expect(rows.nth(1).getByLabel("Minutes late")).toHaveValue("12");
    });
  });
}
