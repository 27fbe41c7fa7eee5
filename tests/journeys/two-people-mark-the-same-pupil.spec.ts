import { expect, storyDay, test } from "./story.ts";

for (const script of [false, true]) {
  test(`both versions are shown and nothing is overwritten, ${script ? "with" : "without"} script`, async ({
    as,
    admin,
  }) => {
    const at = script ? 4 : 5;
    const teacher = await as("teacher", { school: 10, script });
    await teacher.page.goto("/");
    await teacher.page.locator(".card").getByRole("link").first().click();
    const address = teacher.page.url();
    const clerk = await as("attendance clerk", { school: 10, script: false });
    await clerk.page.goto(address);
    const theirs = clerk.page.locator("fieldset.p").nth(at);
    await theirs.locator("label", { hasText: "Tardy" }).first().click();
    await clerk.page.getByRole("button", { name: "Save register" }).click();
    await expect(clerk.page.getByText("Taken by")).toBeVisible();

    const mine = teacher.page.locator("fieldset.p").nth(at);
    await mine.locator("label", { hasText: "Unverified" }).first().click();
    if (script) await expect(mine.getByText(/office set this to Tardy/i)).toBeVisible();
    await teacher.page.getByRole("button", { name: "Save register" }).click();
    await expect(
      mine.getByText(/the office set this to Tardy, which stays\. You put Unverified\. Save again/i),
    ).toBeVisible();
    await expect(mine.locator("label", { hasText: "Tardy" }).first().locator("input")).toBeChecked();

    await teacher.page.getByRole("button", { name: "Save register" }).click();
    await expect(teacher.page.getByText("Taken by")).toBeVisible();
    await expect(mine.getByText(`Office: Tardy`)).toBeVisible();
    const [pupil] = [await mine.locator("legend a").getAttribute("href")];
    const pupilId = Number(pupil!.split("/").at(-1));
    const said = await admin`select source from mark where school_id = 10 and pupil_id = ${pupilId}
      and on_date = ${storyDay} and source <> 'aeries'`;
    expect(said.map((mark) => mark.source)).toEqual(["office"]);
  });
}

test("the clerk and the principal settle it between the two versions", async ({ as, admin }) => {
  const at = 7;
  const principal = await as("school administrator", { school: 10, script: false });
  await principal.page.goto(`/schools/10/registers?date=${storyDay}`);
  await principal.page.locator("tbody a").last().click();
  const address = principal.page.url();
  const clerk = await as("attendance clerk", { school: 10, script: false });
  await clerk.page.goto(address);
  const theirs = clerk.page.locator("fieldset.p").nth(at);
  await theirs.locator("label", { hasText: "Tardy" }).first().click();
  await clerk.page.getByRole("button", { name: "Save register" }).click();
  await expect(clerk.page.getByText("Taken by")).toBeVisible();

  const mine = principal.page.locator("fieldset.p").nth(at);
  await mine.locator("label", { hasText: "Unverified" }).first().click();
  await principal.page.getByRole("button", { name: "Save register" }).click();
  await expect(principal.page.getByText(/Rosa Delgado put Tardy at .* You put Unverified\./)).toBeVisible();
  const href = await mine.locator("legend a").getAttribute("href");
  const inForce = () => admin`select code is null as present, by from mark where school_id = 10
    and pupil_id = ${Number(href!.split("/").at(-1))} and on_date = ${storyDay} and source = 'office'`;
  expect(await inForce()).toHaveLength(1);
  await mine.getByLabel("Use mine").check();
  await principal.page.getByRole("button", { name: "Save register" }).click();
  await expect(principal.page.getByText("Taken by Pat Okafor")).toBeVisible();
  await expect(mine.locator("label", { hasText: "Unverified" }).locator("input")).toBeChecked();
  expect(await inForce()).toHaveLength(2);
});
