import type { Page } from "@playwright/test";
import { expect, storyDay, test } from "./story.ts";

const rows = (page: Page) => page.locator("fieldset.p");
const save = (page: Page) => page.getByRole("button", { name: "Save register" });
const choose = (page: Page, at: number, word: string) =>
  rows(page).nth(at).locator("label", { hasText: word }).first().click();

async function openRegister(page: Page) {
  await page.goto("/");
  await page.getByRole("link", { name: "Take register" }).first().click();
}

for (const [school, script] of [
  [30, true],
  [20, false],
  [60, true],
  [60, false],
] as const) {
  test(`at school ${school} ${script ? "with" : "without"} script: one tap, one absent, one tardy, done`, async ({
    as,
    admin,
  }) => {
    const { page } = await as("teacher", { school, script });
    await openRegister(page);
    await expect(page.getByText("Not taken yet")).toBeVisible();
    await choose(page, 0, "Unverified");
    await choose(page, 1, "Tardy");
    await rows(page).nth(1).getByLabel("Minutes late").fill("12");
    await save(page).click();
    await expect(page.getByText(/^Taken by .* at 10:\d\d am\.$/)).toBeVisible();
    await expect(rows(page).nth(1).getByLabel("Minutes late")).toHaveValue("12");
    await expect(
      rows(page).nth(0).locator("label", { hasText: "Unverified" }).locator("input"),
    ).toBeChecked();
    const [, section] = /section\/(\d+)/.exec(page.url())!;
    const marks =
      await admin`select minutes_late from mark where school_id = ${school} and on_date = ${storyDay}
      and section_number = ${section!} and source = 'teacher' and code is not null order by id`;
    expect(marks.some((mark) => mark.minutes_late === 12)).toBe(true);
    await page.goto("/");
    await expect(page.locator(".card", { hasText: /Taken|Late/ }).first()).toBeVisible();
  });
}

test("the same form sent twice does nothing twice", async ({ as, admin }) => {
  const { page } = await as("teacher", { school: 60, script: false });
  await openRegister(page);
  await choose(page, 0, "Unverified");
  const body = await page
    .locator("form.reg")
    .evaluate((form: HTMLFormElement) =>
      Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)])),
    );
  const address = page.url();
  const send = () =>
    page.request.post(address, { form: body, headers: { Origin: new URL(address).origin }, maxRedirects: 0 });
  expect((await send()).status()).toBe(302);
  const [, section] = /section\/(\d+)/.exec(address)!;
  const count = async () =>
    (
      await admin`select (select count(*)::int from mark where school_id = 60 and on_date = ${storyDay} and source = 'teacher'
          and section_number = ${section!}) as marks,
        (select count(*)::int from register_taking where school_id = 60 and on_date = ${storyDay}
          and section_number = ${section!}) as takings,
        (select count(*)::int from audit_entry where school_id = 60 and action = 'register taken'
          and subject like ${`%section ${section} %`}) as changes`
    )[0];
  const once = await count();
  expect(once).toMatchObject({ marks: 1, takings: 1 });
  expect((await send()).status()).toBe(302);
  expect(await count()).toEqual(once);
});

test("with the keyboard alone", async ({ as }) => {
  const { page } = await as("teacher", { school: 50 });
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Take register" }).first()).toBeVisible();
  await tabTo(page, () => document.activeElement?.textContent === "Take register");
  await page.keyboard.press("Enter");
  await page.waitForURL(/registers/);
  await tabTo(page, () => document.activeElement?.matches(".s input") === true);
  await page.keyboard.press("u");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("t");
  await page.keyboard.press("Tab");
  await page.keyboard.type("7");
  await tabTo(page, () => document.activeElement?.matches(".bar button") === true, "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Taken by")).toBeVisible();
  await expect(rows(page).nth(1).getByLabel("Minutes late")).toHaveValue("7");
});

test("each mark is saved as it is made; without a network it waits in memory alone, then goes", async ({
  as,
}) => {
  const { page } = await as("teacher", { school: 40 });
  await openRegister(page);
  await choose(page, 0, "Unverified");
  await expect(rows(page).nth(0).getByText("Saved 10:")).toBeVisible();
  await page.context().setOffline(true);
  await choose(page, 1, "Unverified");
  await choose(page, 2, "Unverified");
  await expect(
    page.getByText("Not sent yet: 2 marks wait for the network. Keep this page open."),
  ).toBeVisible();
  expect(await keptByBrowser(page)).toEqual({ local: 0, session: 0, databases: 0, caches: 0 });
  await save(page).click();
  await expect(page.getByText("The register is saved when it returns")).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText("Taken by")).toBeVisible();
  for (const at of [0, 1, 2])
    await expect(
      rows(page).nth(at).locator("label", { hasText: "Unverified" }).locator("input"),
    ).toBeChecked();
});

async function tabTo(page: Page, found: () => boolean, key = "Tab") {
  for (let presses = 0; presses < 130; presses++) {
    if (await page.evaluate(found)) return;
    await page.keyboard.press(key);
  }
  throw new Error("The keyboard does not lead there.");
}

const keptByBrowser = (page: Page) =>
  page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }));
