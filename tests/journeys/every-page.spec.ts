import { type IncomingMessage, request } from "node:http";
import type { Page } from "@playwright/test";
import type { Role } from "#app/access/permissions.ts";
import { addSeason } from "./season.ts";
import { expect, expectAccessible, storyDay, test } from "./story.ts";

type Places = { pupil: number; section: number; season: number };
/** Every page that is opened with GET, with the role that opens it; school 10. */
const pages: [Role | null, string, (at: Places) => string][] = [
  [null, "sign-in", () => "/sign-in"],
  ["teacher", "a teacher's classes", () => "/schools/10"],
  ["teacher", "register", ({ section }) => `/schools/10/registers/${storyDay}/section/${section}`],
  [
    "teacher",
    "register of a closed day",
    ({ section }) => `/schools/10/registers/2026-10-07/section/${section}`,
  ],
  [
    "teacher",
    "missing pupil",
    ({ section }) => `/schools/10/registers/${storyDay}/section/${section}/missing-pupil`,
  ],
  ["teacher", "a teacher's pupils", () => "/schools/10/pupils"],
  ["attendance clerk", "today", () => "/schools/10"],
  ["attendance clerk", "registers", () => "/schools/10/registers"],
  ["attendance clerk", "missing registers", () => "/schools/10/registers?show=missing"],
  ["attendance clerk", "pupils", () => "/schools/10/pupils"],
  ["attendance clerk", "pupil", ({ pupil }) => `/schools/10/pupils/${pupil}`],
  ["attendance clerk", "mark", ({ pupil }) => `/schools/10/pupils/${pupil}/marks/${storyDay}`],
  ["attendance clerk", "pupil's recovery", ({ pupil }) => `/schools/10/pupils/${pupil}/recovery`],
  [
    "attendance clerk",
    "pupil's minimum day",
    ({ pupil }) => `/schools/10/pupils/${pupil}/recovery/minimum-days`,
  ],
  [
    "recovery coordinator",
    "a family's summary",
    ({ pupil }) => `/schools/10/pupils/${pupil}/recovery/summary/es`,
  ],
  ["attendance clerk", "exports", () => "/schools/10/exports"],
  ["attendance clerk", "codes", () => "/schools/10/aeries/codes"],
  ["attendance clerk", "aeries", () => "/schools/10/aeries"],
  ["attendance clerk", "quarantine", () => "/schools/10/aeries/quarantine"],
  ["attendance clerk", "account", () => "/account"],
  ["attendance clerk", "password", () => "/account/password"],
  ["attendance clerk", "recovery codes", () => "/account/recovery-codes"],
  ["school administrator", "unlock", () => `/schools/10/registers/${storyDay}/unlock`],
  ["school administrator", "settings", () => "/schools/10/settings"],
  ["school administrator", "recovery settings", () => "/schools/10/settings/recovery"],
  ["recovery coordinator", "recovery", () => "/schools/10/recovery"],
  ["recovery coordinator", "plan a session", () => "/schools/10/recovery/sessions/new"],
  ["recovery coordinator", "seasons", () => "/schools/10/recovery/seasons"],
  ["recovery coordinator", "plan a season", () => "/schools/10/recovery/seasons/new"],
  ["recovery coordinator", "season", ({ season }) => `/schools/10/recovery/seasons/${season}`],
  [
    "recovery coordinator",
    "season's pupils",
    ({ season }) => `/schools/10/recovery/seasons/${season}/pupils?session=2026-10-17+480+Library`,
  ],
  [
    "recovery coordinator",
    "change a season",
    ({ season }) => `/schools/10/recovery/seasons/${season}/changes`,
  ],
  [
    "recovery coordinator",
    "adopt a season",
    ({ season }) => `/schools/10/recovery/seasons/${season}/adoption`,
  ],
  ["recovery coordinator", "try a case", () => "/schools/10/recovery/try-a-case"],
  [
    "recovery coordinator",
    "try a case of days claimed",
    () =>
      "/schools/10/recovery/try-a-case/claim?through=2026-12-31&earned1=2026-07-06&absent1=2026-09-03&category1=EXCUSED",
  ],
  ["auditor", "try a case of a room", () => "/schools/10/recovery/try-a-case/ratio?teachers=1&grade-K=11"],
  ["school administrator", "held sessions", () => "/schools/10/recovery/holds"],
  ["school administrator", "certification documents", () => "/schools/10/recovery/credentials"],
  ["recovery coordinator", "invite families", () => "/schools/10/recovery/invitations"],
  [
    "recovery coordinator",
    "invite families to chosen sessions",
    () => `/schools/10/recovery/invitations?${[11, 12, 13, 14].map((id) => `session=${id}`).join("&")}`,
  ],
  ["recovery coordinator", "adoption by the board", () => "/schools/10/recovery/adoptions"],
  ["recovery coordinator", "rules of recovery", () => "/schools/10/recovery/rules"],
  ["recovery coordinator", "season so far", () => "/schools/10/recovery/overview"],
  ["recovery coordinator", "call list", () => "/schools/10/recovery/call-list"],
  ["auditor", "claimed days", () => "/schools/10/recovery/packet"],
  ["compliance officer", "claimed days of the district", () => "/recovery/packet"],
  ["compliance officer", "district's season", () => "/recovery/overview"],
  ["recovery coordinator", "recovery to Aeries", () => "/schools/10/recovery/exports"],
  ["recovery coordinator", "why does it differ", () => "/schools/10/recovery/differences"],
  ["recovery coordinator", "make-ups in Aeries", () => "/schools/10/recovery/makeup-lists"],
  ["recovery coordinator", "a sheet of times", () => "/schools/10/recovery/sheets"],
  ["recovery coordinator", "schools", () => "/schools"],
  ["recovery coordinator", "claims of a school", () => "/schools/10/claims"],
  ["recovery coordinator", "a school's report", () => "/schools/10/claims/2026/p-1"],
  ["recovery coordinator", "corrections", () => "/schools/10/claims/corrections"],
  ["district administrator", "claims", () => "/claims"],
  ["district administrator", "report of a period", () => "/claims/2026/p-1"],
  ["district administrator", "certify a period", () => "/claims/2026/p-1/certification"],
  ["district administrator", "recovered days for CALPADS", () => "/claims/2026/stas"],
  ["district administrator", "settings of recovery", () => "/schools/10/settings/recovery-rules"],
  ["district administrator", "setting of recovery", () => "/schools/10/settings/recovery-rules/rounding"],
  ["district administrator", "amount", () => "/schools/10/settings/recovery-rules/lcff_4_6"],
  ["district administrator", "people", () => "/users"],
  ["district administrator", "new person", () => "/users/new"],
  ["district administrator", "person", () => "/users/1"],
  ["district administrator", "API tokens", () => "/tokens"],
  ["district administrator", "new API token", () => "/tokens/new"],
  ["district administrator", "API token", () => "/tokens/1"],
  ["district administrator", "revoke an API token", () => "/tokens/1/revocation"],
  ["compliance officer", "compliance", () => "/compliance"],
  ["compliance officer", "record of changes", () => "/schools/10/compliance/changes"],
  ["compliance officer", "record of views", () => "/schools/10/compliance/views"],
];

for (const role of [...new Set(pages.map(([role]) => role))]) {
  test(`what ${role ?? "a stranger"} opens is whole, light, reachable and kept by nobody`, async ({
    as,
    stranger,
    admin,
  }) => {
    test.slow();
    const wide = role ? (await as(role, { school: 10 })).page : await stranger();
    const [pupil] = await admin`select pupil_id from mark where school_id = 10 and source = 'aeries'
      and on_date >= '2026-10-01' and pupil_id in (select pupil_id from roster where school_id = 10
        and ${storyDay} between starts_on and coalesce(ends_on, 'infinity'))
      order by on_date desc limit 1`;
    const [section] = await admin`select ss.section_number from section_staff ss
      join user_account u on u.staff_id = ss.staff_id where ss.school_id = 10 limit 1`;
    const season = await addSeason(admin);
    const places = { pupil: pupil!.pupil_id, section: section!.section_number, season };
    for (const [, name, address] of pages.filter((each) => each[0] === role)) {
      await test.step(name, async () => {
        const answer = await wide.goto(address(places));
        expect(answer!.status(), name).toBe(200);
        expect(answer!.headers()["cache-control"], name).toBe("no-store");
        await expect(wide.locator("h1"), name).toHaveCount(1);
        await expectAccessible(wide);
        await wide.screenshot({ path: `test-results/pages/${name} 1366.png`, fullPage: true });
        await wide.setViewportSize({ width: 360, height: 740 });
        const over = await wide.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(over, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
        await wide.screenshot({ path: `test-results/pages/${name} 360.png`, fullPage: true });
        await wide.setViewportSize({ width: 1366, height: 768 });
        expect(await weightOf(wide, wide.url()), name).toBeLessThanOrEqual(30_000);
      });
    }
  });
}

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

/** Bytes of the body as they travel, for a browser that takes Brotli. */
async function weightOf(page: Page, url: string): Promise<number> {
  const cookie = (await page.context().cookies(url)).map(({ name, value }) => `${name}=${value}`).join("; ");
  const answer = await new Promise<IncomingMessage>((answered, failed) => {
    request(url, { headers: { Cookie: cookie, "Accept-Encoding": "br, gzip" } }, answered)
      .once("error", failed)
      .end();
  });
  let bytes = 0;
  for await (const part of answer) bytes += part.length;
  return bytes;
}
