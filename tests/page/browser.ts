import { type Browser, chromium } from "@playwright/test";
import { findBrowser } from "../run/browser.ts";
import { type Reply, servePage } from "./served-page.ts";

/** The browser of the run, found once. */
export function openBrowser(): Promise<Browser> {
  process.env.CHROMIUM_PATH ||= findBrowser();
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: ["--no-sandbox", "--disable-gpu"],
  });
}

/** A page in a browser of its own, at a width in CSS pixels. Without `script` the page's module never arrives. */
export async function visit(
  browser: Browser,
  html: string,
  how: { script: boolean; width?: number; onPost: (form: URLSearchParams) => Reply | null },
) {
  const served = await servePage(html, how.onPost);
  const phone = (how.width ?? 1366) < 500;
  const context = await browser.newContext({
    viewport: phone ? { width: 360, height: 740 } : { width: 1366, height: 768 },
    hasTouch: phone,
  });
  const page = await context.newPage();
  // Turning script off in the browser would silence axe too; without its module the page has no script at all.
  if (!how.script) await page.route("**/enhance/**", (route) => route.abort());
  await page.goto(served.url);
  const close = async () => {
    await context.close();
    await served.close();
  };
  return { page, close };
}
