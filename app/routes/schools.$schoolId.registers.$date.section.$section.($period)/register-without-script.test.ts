import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { createElement } from "react";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { openBrowser, visit } from "../../../tests/page/browser.ts";
import { documentOf } from "../../../tests/page/served-page.ts";
import { RegisterPage } from "./register-page.tsx";
import { sampleFrame, sampleView, sampleWith } from "./register-sample.ts";
import type { RegisterView } from "./register-view.ts";

const [first, second] = sampleView.pupils.map((pupil) => pupil.pupilId);
// axe reads the whole page; on a busy machine that takes longer than a test usually may.
vi.setConfig({ testTimeout: 60_000 });

let browser: Browser;
let close: () => Promise<void>;
let posted: URLSearchParams[];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
afterEach(() => close());

async function open(view: RegisterView, width = 1366): Promise<Page> {
  posted = [];
  const html = documentOf("Register", createElement(RegisterPage, { frame: sampleFrame, view }), "register");
  const onPost = (form: URLSearchParams) => {
    posted.push(form);
    return { status: 200 };
  };
  const visited = await visit(browser, html, { script: false, width, onPost });
  close = visited.close;
  return visited.page;
}

const row = (page: Page, at: number) => page.locator(".p").nth(at);
const choose = (page: Page, at: number, word: string) =>
  row(page, at).getByText(word, { exact: true }).click();

const settled = sampleWith({
  0: { mark: { code: "T", minutesLate: 12 }, note: "Bus 14" },
  1: {
    mark: { code: "A", minutesLate: null },
    conflict: {
      theirs: { code: "I", said: "Excused illness", by: "R. Diaz", at: "9:12 am" },
      yours: { said: "Absent" },
    },
  },
  2: {
    mark: { code: "I", minutesLate: null },
    office: { title: "Excused illness", at: "9:12 am", by: "R. Diaz", teacherSaid: "Absent" },
    aeries: { title: "Unexcused" },
    whyHref: "/why",
  },
  3: {
    grade: "11",
    mark: { code: "T", minutesLate: "1o" },
    error: { field: "minutes", text: "Write the minutes late as a whole number, such as 12" },
  },
});
const locked: RegisterView = {
  ...settled,
  lock: { reason: "This week is certified.", unlockHref: "/unlock" },
};

describe.each([1366, 360])("at %i pixels", (width) => {
  test.each([
    ["to settle", settled],
    ["to read", locked],
  ])("the register %s has nothing for axe and does not scroll sideways", async (_, view) => {
    const page = await open(view, width);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((found) => `${found.id}: ${found.nodes[0]?.html}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
});

test("a mark asks for what it needs and for nothing else", async () => {
  const page = await open(sampleView);
  const minutes = row(page, 0).getByLabel("Minutes late");
  const note = row(page, 0).getByLabel("Note");
  const which = row(page, 0).getByLabel("Which");
  const shown = async () => [await minutes.isVisible(), await note.isVisible(), await which.isVisible()];
  expect(await shown()).toEqual([false, false, false]);
  await choose(page, 0, "Absent");
  expect(await shown()).toEqual([false, true, false]);
  await choose(page, 0, "Tardy");
  expect(await shown()).toEqual([true, true, false]);
  await choose(page, 0, "Other");
  expect(await shown()).toEqual([false, true, true]);
  await which.selectOption("Excused tardy");
  expect(await shown()).toEqual([true, true, true]);
  await choose(page, 0, "Absent");
  expect(await shown()).toEqual([false, true, false]);
});

test("a note that was written stays in sight and is sent when the pupil turns out to be present", async () => {
  const page = await open(sampleWith({ 1: { note: "Left at ten" } }));
  const note = (at: number) => row(page, at).getByLabel("Note");
  expect([await note(0).isVisible(), await note(1).isVisible()]).toEqual([false, true]);
  await choose(page, 0, "Absent");
  await note(0).fill("No call");
  await choose(page, 0, "Present");
  expect(await note(0).isVisible()).toBe(true);
  await note(1).fill("");
  expect(await note(1).isVisible()).toBe(false);
  await page.getByRole("button", { name: "Save register" }).click();
  await expect.poll(() => posted.length).toBe(1);
  expect([posted[0]!.get(`mark.${first}`), posted[0]!.get(`note.${first}`)]).toEqual(["", "No call"]);
});

test("the button sends the whole register", async () => {
  const page = await open(sampleView);
  await choose(page, 1, "Absent");
  await page.getByRole("button", { name: "Save register" }).click();
  await expect.poll(() => posted.length).toBe(1);
  expect(posted[0]!.get(`mark.${first}`)).toBe("");
  expect(posted[0]!.get(`mark.${second}`)).toBe("A");
  expect(posted[0]!.get("seen")).toBe("7");
  expect([...posted[0]!.keys()].filter((key) => key.startsWith("mark."))).toHaveLength(35);
});
