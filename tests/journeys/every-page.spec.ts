import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { type RouteEntries, routePattern } from "#server/route-pattern.ts";
import { productRoutes } from "../routes/product-routes.ts";
import type { ListedPage } from "./pages/listed-page.ts";
import { withoutDatabase } from "./pages/out-of-reach.ts";
import { checkPage } from "./pages/page-check.ts";
import { listedPages, outOfReach } from "./pages/page-list.ts";
import { type Places, placesOf } from "./pages/places.ts";
import { visitorTabs } from "./pages/visitors.ts";
import { weightOf } from "./pages/weight.ts";
import { expect, sessionCookie, storyDay, test } from "./story.ts";

test.describe.configure({ mode: "parallel" });

const pagesATest = 12;
/** Pages open at once: while one is on its way, another is looked at. */
const tabs = 2;

/** Who opens what, in groups that a worker checks in one browser. */
const groups = [...Map.groupBy(listedPages, ({ by }) => by)].flatMap(([by, pages]) =>
  Array.from({ length: Math.ceil(pages.length / pagesATest) }, (_, at) => ({
    title: `what ${by} opens${at > 0 ? ` (${at + 1})` : ""} is whole, light, reachable and kept by nobody`,
    by,
    pages: pages.slice(at * pagesATest, (at + 1) * pagesATest),
  })),
);

for (const { title, by, pages } of groups) {
  test(title, async ({ as, stranger, enter, admin }) => {
    test.slow();
    const places = await placesOf(admin);
    const waiting = [...pages];
    const lookAtTheRest = async (tab: Page) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const listed = next;
        await test.step(listed.name, () => checkPage(tab, listed, places));
      }
    };
    await Promise.all((await visitorTabs(by, { as, stranger, enter, admin }, tabs)).map(lookAtTheRest));
  });
}

test("what is shown while the records cannot be reached is whole, light, reachable and kept by nobody", async ({
  browser,
  admin,
}) => {
  const away = await withoutDatabase();
  try {
    const context = await browser.newContext({ baseURL: away.url });
    await context.addCookies([{ name: "session", value: sessionCookie("nobody"), url: away.url }]);
    // A page that does not mind the browser's complaint of a 503.
    const page = await context.newPage();
    const places = await placesOf(admin);
    for (const listed of outOfReach) await test.step(listed.name, () => checkPage(page, listed, places));
    await context.close();
  } finally {
    await away.stop();
  }
});

test("every route that draws a page is on the list", async () => {
  const routes = (await productRoutes()).filter(({ name }) => name !== "root");
  const drawn = routes.filter(({ file }) => /export default|as default/.test(readFileSync(file, "utf8")));
  const entries: RouteEntries = Object.fromEntries(
    routes.map(({ name, pattern }) => [name, { id: name, path: pattern.slice(1) }]),
  );
  const anywhere = new Proxy({} as Places, { get: () => "1" });
  const addressOf = ({ at }: ListedPage) => new URL(at(anywhere), "http://x").pathname;
  const listed = new Set(listedPages.map((one) => routePattern(entries, addressOf(one))));
  const missing = drawn.map(({ pattern }) => pattern).filter((each) => !listed.has(each));
  expect(missing).toEqual([]);
});

test("the register of 35 pupils comes in the first round trip", async ({ as }) => {
  const address = `/schools/50/registers/${storyDay}/section/5019`;
  for (const [script, mostRequests, mostBytes] of [
    [false, 3, 14_000],
    [true, 12, 110_000],
  ] as const) {
    const { page } = await as("district administrator", { school: 50, script });
    const asked: string[] = [];
    page.on("request", (sent) => asked.push(sent.url()));
    await page.goto(address, { waitUntil: "load" });
    await expect(page.locator("fieldset.p")).toHaveCount(35);
    expect(asked.length, asked.join(" ")).toBeLessThanOrEqual(mostRequests);
    let bytes = 0;
    for (const one of asked.filter((url) => !url.includes("favicon"))) bytes += await weightOf(page, one);
    expect(bytes, script ? "with script" : "page and stylesheet").toBeLessThanOrEqual(mostBytes);
    console.log(
      `register of 35 ${script ? "with" : "without"} script: ${bytes} bytes, ${asked.length} requests`,
    );
  }
});
