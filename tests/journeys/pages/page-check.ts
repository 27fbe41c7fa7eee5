import type { Page, Response } from "@playwright/test";
import { expect, expectAccessible } from "../story.ts";
import { showsNewKinds } from "./drawn-before.ts";
import type { ListedPage } from "./listed-page.ts";
import type { Places } from "./places.ts";

const mostBytes = 30_000;
const wide = { width: 1366, height: 768 };
const phone = { width: 360, height: 740 };
const enhancements = "**/enhance/**";

/**
 * Opens a page and holds it against what every page has to be: answered as listed, kept by nobody, light, with one
 * title, nothing that axe objects to, and as wide as its window, on a laptop and on a phone. One that has a script is
 * looked at without it too; turning script off in the browser would silence axe.
 */
export async function checkPage(page: Page, listed: ListedPage, places: Places): Promise<void> {
  const { name } = listed;
  const answer = await opened(page, listed, places);
  expect(answer.status(), name).toBe(listed.status);
  expect(answer.headers()["cache-control"], name).toBe("no-store");
  expect((await answer.request().sizes()).responseBodySize, name).toBeLessThanOrEqual(mostBytes);
  await lookedAt(page, name);
  if ((await page.locator("script[type=module]").count()) === 0) return;
  await page.route(enhancements, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await opened(page, listed, places);
  await lookedAt(page, `${name} without script`);
  await page.unroute(enhancements);
}

export async function opened(page: Page, { at, post }: ListedPage, places: Places): Promise<Response> {
  if (post === null) return (await page.goto(at(places)))!;
  // A form is sent from a page of ours; any will do.
  if (!page.url().startsWith("http")) await page.goto("/sign-in");
  const answered = page.waitForResponse((answer) => answer.request().isNavigationRequest());
  const loaded = page.waitForEvent("load");
  await page.evaluate(
    ([action, fields]) => {
      const form = document.createElement("form");
      Object.assign(form, { method: "post", action });
      for (const [name, value] of Object.entries(fields)) {
        const field = document.createElement("textarea");
        Object.assign(field, { name, value });
        form.append(field);
      }
      document.body.append(form);
      form.submit();
    },
    [at(places), post] as const,
  );
  const answer = await answered;
  await loaded;
  return answer;
}

async function lookedAt(page: Page, name: string): Promise<void> {
  await expect(page.locator("h1"), name).toHaveCount(1);
  for (const size of [wide, phone]) {
    await page.setViewportSize(size);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over, `${name} scrolls sideways at ${size.width}`).toBeLessThanOrEqual(0);
    // By far the slowest rule: what is of the same kind at the same width has the same colors.
    const except = (await showsNewKinds(page, size.width)) ? [] : ["color-contrast"];
    await expectAccessible(page, { name: `${name} at ${size.width}`, except });
    if (process.env.PAGE_PICTURES)
      await page.screenshot({ path: `test-results/pages/${name} ${size.width}.png`, fullPage: true });
  }
  await page.setViewportSize(wide);
}
