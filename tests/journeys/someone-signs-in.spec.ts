import { generateTOTP } from "@epic-web/totp";
import type { Page } from "@playwright/test";
import { expect, type Person, storyDay, test } from "./story.ts";

async function typePassword(page: Page, email: string, password: string) {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** A code works once, so each person of the district signs in through the forms once in the stories. */
async function signIn(page: Page, { email, password, totp_secret }: Person) {
  await typePassword(page, email, password);
  await expect(page.getByRole("heading", { name: "Enter your code" })).toBeVisible();
  const { otp } = await generateTOTP({ secret: totp_secret, algorithm: "SHA-1" });
  await page.getByLabel("Code").fill(otp);
  await page.getByRole("button", { name: "Sign in" }).click();
}

for (const [role, script] of [
  ["compliance officer", true],
  ["auditor", false],
] as const) {
  test(`a wrong password, the right one, a code, the account, and out again, ${script ? "with" : "without"} script`, async ({
    stranger,
    access,
  }) => {
    const person = access.users.find((user) => user.role === role)!;
    const page = await stranger({ script });
    await page.goto("/");
    await expect(page).toHaveURL(/\/sign-in/);
    await typePassword(page, person.email, "not-the-password");
    await expect(
      page.getByText("The email or the password is not right. Check both and try again."),
    ).toBeVisible();
    await expect(page.getByLabel("Email")).toHaveValue(person.email);
    await expect(page.getByLabel("Password")).toHaveValue("");
    await signIn(page, person);
    await page.getByRole("link", { name: `${person.name}, ${role}` }).click();
    await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
    await expect(page.getByText("(this one)")).toBeVisible();
    await page.locator(".top").getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    await page.goto("/account");
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  });
}

test("marks sent after the session ended are kept, and sent after signing in again", async ({
  as,
  admin,
}) => {
  const { page, person } = await as("teacher", { school: 60, script: false });
  await page.goto("/");
  await page.locator(".card").getByRole("link").last().click();
  const register = page.url();
  const row = page.locator("fieldset.p").nth(3);
  await row.locator("label", { hasText: "Tardy" }).first().click();
  await row.getByLabel("Minutes late").fill("23");
  await admin`update session set ended_at = created_at where user_id = (select id from user_account where email = ${person.email})`;
  await page.getByRole("button", { name: "Save register" }).click();
  await expect(page.getByText("We kept it: sign in and send it again.")).toBeVisible();
  await signIn(page, person);
  await expect(page.getByRole("heading", { name: "Send what was kept" })).toBeVisible();
  await page.getByRole("button", { name: "Send it now" }).click();
  await expect(page).toHaveURL(register);
  await expect(row.getByLabel("Minutes late")).toHaveValue("23");
  const [kept] = await admin`select count(*)::int as n from mark
    where school_id = 60 and on_date = ${storyDay} and minutes_late = 23 and source = 'teacher'`;
  expect(kept).toEqual({ n: 1 });
});
