import { createHash, randomBytes } from "node:crypto";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import axe from "axe-core";
import postgres from "postgres";
import type { Role } from "#app/access/permissions.ts";
import { type AccessFile, readAccess } from "#sandbox/demo/access-file.ts";
import { startEmbedded } from "#server/embedded-postgres.ts";

export { expect };
export const folder = ".data/journeys";
/** The day of the stories. */
export const storyDay = "2026-10-14";

type Stage = "password" | "full";
type Visit = { script?: boolean; width?: number };
export type Person = AccessFile["users"][number];

export type Stories = {
  access: AccessFile;
  /** Looks behind the policies, as the tests' own superuser. */
  admin: postgres.Sql;
  /** A page for someone with this role (and at this school), signed in without clicking. */
  as(
    role: Role,
    where?: { school?: number; stage?: Stage } & Visit,
  ): Promise<{ page: Page; person: Person; school: number }>;
  /** Signs somebody in to a page, or as far as the password. */
  enter(page: Page, email: string, stage?: Stage): Promise<void>;
  /** A page that nobody is signed in to. */
  stranger(visit?: Visit): Promise<Page>;
};

export const test = base.extend<Stories>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern.
  access: async ({}, use) => {
    await use(readAccess(folder)!);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern.
  admin: async ({}, use) => {
    const server = await startEmbedded(folder);
    const sql = postgres(server.urls("ap_demo").admin, { max: 2, onnotice: () => {} });
    await use(sql);
    await sql.end();
  },
  stranger: async ({ browser, access }, use) => {
    const open: BrowserContext[] = [];
    await use(async (visit = {}) => {
      const context = await browser.newContext(contextOf(access, visit));
      open.push(context);
      return watched(await context.newPage());
    });
    for (const context of open) await context.close();
  },
  enter: async ({ access, admin }, use) => {
    await use(async (page, email, stage = "full") => {
      const token = randomBytes(32).toString("base64url");
      await openSession(admin, email, token, stage);
      await page.context().addCookies([{ name: "session", value: sessionCookie(token), url: access.url }]);
    });
  },
  as: async ({ access, stranger, enter }, use) => {
    await use(async (role, where = {}) => {
      const person = access.users.find(
        (user) => user.role === role && (where.school === undefined || user.schools.includes(where.school)),
      );
      if (!person) throw new Error(`Nobody is ${role} at ${where.school}`);
      const page = await stranger(where);
      await enter(page, person.email, where.stage);
      return { page, person, school: where.school ?? person.schools[0]! };
    });
  },
});

/** A session's token as the cookie has it. */
export const sessionCookie = (token: string) =>
  encodeURIComponent(Buffer.from(JSON.stringify(token)).toString("base64"));

const contextOf = (access: AccessFile, { script = true, width = 1366 }: Visit) => ({
  baseURL: access.url,
  javaScriptEnabled: script,
  viewport: { width, height: width < 500 ? 740 : 768 },
});

/** A page that fails its story when the browser complains. */
export function watched(page: Page): Page {
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d|ERR_INTERNET_DISCONNECTED/.test(message.text()))
      throw new Error(message.text());
  });
  page.on("pageerror", (failure) => {
    throw failure;
  });
  return page;
}

async function openSession(admin: postgres.Sql, email: string, token: string, stage: Stage): Promise<void> {
  const id = createHash("sha256").update(token).digest("base64url");
  // The story's clock: the newest session or run says what time it is there.
  await admin`insert into session (id, user_id, stage, created_at, last_seen_at, ends_at)
    select ${id}, u.id, ${stage}, n.now, n.now, n.now + interval '12 hours'
    from user_account u, (select max(finished_at) as now from sync_run) n where u.email = ${email}`;
}

type Look = { name?: string; except?: readonly string[] };

/** Nothing that axe would object to, rules left out excepted. Needs a page with script. */
export async function expectAccessible(page: Page, { name, except = [] }: Look = {}): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const objections = await page.evaluate(
    async (rules) => {
      // What passed is described by nobody, and there is nothing to play that would have to be loaded first.
      const { violations } = await (window as typeof window & { axe: typeof axe }).axe.run({
        rules,
        resultTypes: ["violations"],
        preload: false,
      });
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    },
    Object.fromEntries(except.map((rule) => [rule, { enabled: false }])),
  );
  expect(objections, name).toEqual([]);
}
