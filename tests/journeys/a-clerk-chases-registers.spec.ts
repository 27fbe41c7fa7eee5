import { readFileSync } from "node:fs";
import { expect, test } from "./story.ts";

for (const script of [true, false]) {
  test(`from the missing list to the class and day, ${script ? "with" : "without"} script`, async ({
    as,
  }) => {
    const { page } = await as("attendance clerk", { school: 10, script });
    await page.goto("/schools/10/registers?show=missing");
    await expect(page.getByRole("table", { name: "Missing registers" })).toBeVisible();
    const first = page.locator("tbody a").first();
    const named = (await first.textContent())!;
    await first.click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(named.split(", ")[0]!);
    await expect(page.getByText("Wed, Oct 14, 2026").first()).toBeVisible();
  });
}

test("a pupil's mark is corrected with a reason, explained, and goes to Aeries in a file", async ({
  as,
  admin,
}) => {
  const { page } = await as("attendance clerk", { school: 10, script: false });
  const [marked] = await admin`select m.pupil_id, m.on_date::text as date from mark m
    join roster r on r.school_id = m.school_id and r.pupil_id = m.pupil_id and m.on_date between r.starts_on and coalesce(r.ends_on, 'infinity')
    join pupil p on p.school_id = m.school_id and p.pupil_id = m.pupil_id and p.inactive_code = ''
    where m.school_id = 10 and m.source = 'aeries' and m.code = 'A' and m.on_date between '2026-10-01' and '2026-10-13'
    order by m.on_date desc, m.pupil_id limit 1`;
  await page.goto(`/schools/10/pupils/${marked!.pupil_id}/marks/${marked!.date}`);
  await page.getByText("Correct this mark").click();
  await page.getByLabel("It should be").selectOption({ label: "Illness (I)" });
  await page.getByRole("button", { name: "Save the correction" }).click();
  await page.getByLabel("Reason").fill("The mother called: flu");
  await page.getByRole("button", { name: "Save the correction" }).click();
  const said = page.getByRole("table", { name: /What was said/ });
  await expect(said.getByText("Unverified")).toBeVisible();
  await expect(said.getByText("Illness")).toBeVisible();
  await expect(said.getByText("The mother called: flu")).toBeVisible();
  await expect(said.locator("tr", { hasText: "Illness" }).getByText("In force")).toBeVisible();

  await page.getByRole("link", { name: "To Aeries" }).click();
  await page.getByRole("button", { name: "Propose what changed" }).click();
  await expect(page.getByText("Check the changes below, then approve them.")).toBeVisible();
  await page.getByRole("button", { name: "Approve" }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download the file" }).click(),
  ]);
  expect(readFileSync(await file.path(), "utf8")).toContain("2026");
  await page.reload();
  await page.getByRole("button", { name: "Mark as imported" }).click();
  await expect(page.getByText("compared when Aeries is read the next time")).toBeVisible();
  await expect(page.getByRole("table", { name: "Steps" }).locator("tbody tr")).toHaveCount(4);
});
