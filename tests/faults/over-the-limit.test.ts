import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../page/browser.ts";
import { type LosableDistrict, losableDistrict, visitSignedIn } from "./losable-district.ts";
import type { WebProcess } from "./web-process.ts";

let district: LosableDistrict;
let web: WebProcess;
let browser: Browser;

beforeAll(async () => {
  district = await losableDistrict("limit", ["school administrator"]);
  web = await district.startWeb();
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await web?.stop();
  await district?.close();
});

/** Someone at the form of a sheet, with a file chosen and other fields filled in. */
async function filledIn(javaScriptEnabled: boolean, fileBytes: number): Promise<Page> {
  const page = await visitSignedIn(browser, `${web.url}/schools/10/recovery/sheets`, javaScriptEnabled);
  const buffer = Buffer.alloc(fileBytes, "a,b,c,d\n");
  await page.getByLabel("File").setInputFiles({ name: "sheet.csv", mimeType: "text/csv", buffer });
  await page.getByLabel("Or paste the rows here").fill("a row that was typed");
  await page.getByLabel("How families said yes").fill("by telephone");
  await page.getByRole("button", { name: "Take over the times" }).click();
  return page;
}
async function keepsWhatWasTyped(page: Page): Promise<void> {
  expect(await page.getByLabel("Or paste the rows here").inputValue()).toBe("a row that was typed");
  expect(await page.getByLabel("How families said yes").inputValue()).toBe("by telephone");
  await page.context().close();
}

const script = [{ script: false }, { script: true }];

test.for(
  script,
)("a sheet that is too long comes back with a sentence and all that was typed (script $script)", {
  timeout: 60_000,
}, async ({ script }) => {
  const page = await filledIn(script, 300_000);
  await expect
    .poll(() => page.getByRole("alert").innerText())
    .toContain("That is 300,000 characters, more than 200,000. Send it in parts");
  await keepsWhatWasTyped(page);
});

test.for(
  script,
)("from the sentence about a body over the limit, going back finds what was typed (script $script)", {
  timeout: 60_000,
}, async ({ script }) => {
  const page = await filledIn(script, 3_000_000);
  await expect.poll(() => page.locator("body").innerText()).toContain("more than can be sent at once");
  await page.goBack();
  await keepsWhatWasTyped(page);
});
