import { readFileSync } from "node:fs";
import { expect, test } from "./story.ts";

for (const script of [true, false]) {
  test(`who looked at a pupil, and what changed, ${script ? "with" : "without"} script`, async ({
    as,
    admin,
  }) => {
    const clerk = await as("attendance clerk", { school: 10, script: false });
    const [pupil] =
      await admin`select pupil_id from pupil where school_id = 10 and inactive_code = '' order by pupil_id offset ${script ? 30 : 31} limit 1`;
    await clerk.page.goto(`/schools/10/pupils/${pupil!.pupil_id}`);
    const { page } = await as("compliance officer", { school: 10, script });
    await page.goto("/schools/10/compliance/changes");
    await page.getByRole("link", { name: "record of views" }).click();
    await page.getByLabel("Student ID").fill(String(pupil!.pupil_id));
    await page.getByRole("button", { name: "Search" }).click();
    const views = page.getByRole("table", { name: "Views, newest first" });
    await expect(views.locator("tr", { hasText: "Rosa Delgado" })).toHaveCount(1);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Save every view of this pupil as a file" }).click(),
    ]);
    expect(readFileSync(await file.path(), "utf8")).toContain("Rosa Delgado");
  });

  test(`a name typed for a student ID does not stay in an address, ${script ? "with" : "without"} script`, async ({
    as,
  }) => {
    const { page } = await as("compliance officer", { school: 10, script });
    for (const record of ["changes", "views"]) {
      const address = `/schools/10/compliance/${record}`;
      await page.goto(address);
      const field = page.getByLabel("Student ID");
      await field.fill("Delgado");
      await page.getByRole("button", { name: "Search" }).click();
      await expect(page.locator("#pupil:invalid")).toHaveCount(1);
      expect(new URL(page.url()).search).toBe("");
      await page.goto(`${address}?pupil=Delgado&from=2026-10-01`);
      await expect(page.getByText("Enter the student ID as a number.").first()).toBeVisible();
      await expect(field).toHaveValue("");
      await expect(page.getByLabel("First day")).toHaveValue("2026-10-01");
      expect(page.url()).not.toContain("Delgado");
      await field.fill("1001");
      await page.getByRole("button", { name: "Search" }).click();
      await expect(page.getByText("Enter the student ID as a number.")).toHaveCount(0);
    }
  });
}
