import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { createElement } from "react";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { openBrowser, visit } from "../../../tests/page/browser.ts";
import { documentOf, type Reply } from "../../../tests/page/served-page.ts";
import { RegisterPage } from "./register-page.tsx";
import { sampleFrame, sampleView } from "./register-sample.ts";

const [first, second] = sampleView.pupils.map((pupil) => pupil.pupilId);
const saved: Reply = { status: 200, body: { seen: "8", savedAt: "9:04 am" } };
// axe reads the whole page; on a busy machine that takes longer than a test usually may.
vi.setConfig({ testTimeout: 60_000 });

let browser: Browser;
let close: () => Promise<void>;
let posted: URLSearchParams[];
let answers: Reply[];
let down: boolean;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(() => {
  posted = [];
  answers = [];
  down = false;
});
afterEach(() => close());

async function open(): Promise<Page> {
  const html = documentOf(
    "Register",
    createElement(RegisterPage, { frame: sampleFrame, view: sampleView }),
    "register",
  );
  const onPost = (form: URLSearchParams) => {
    posted.push(form);
    return down ? { status: 503 } : (answers.shift() ?? saved);
  };
  const visited = await visit(browser, html, { script: true, onPost });
  close = visited.close;
  return visited.page;
}

const row = (page: Page, at: number) => page.locator(".p").nth(at);
const choose = (page: Page, at: number, word: string) =>
  row(page, at).getByText(word, { exact: true }).click();

test("each mark is saved as it is made", async () => {
  const page = await open();
  await choose(page, 0, "Tardy");
  await row(page, 0).getByText("Saved 9:04 am").waitFor();
  await row(page, 0).getByLabel("Minutes late").fill("7");
  await row(page, 0).getByLabel("Note").focus();
  await expect.poll(() => posted.length).toBe(2);
  const [mark, minutes] = posted;
  expect(Object.fromEntries(minutes!)).toEqual({
    [`mark.${first}`]: "T",
    [`other.${first}`]: "",
    [`minutes.${first}`]: "7",
    [`note.${first}`]: "",
    seen: "8",
    submission: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(mark!.get("submission")).not.toBe(minutes!.get("submission"));
  expect(await page.getByRole("status").textContent()).toBe("Saved 9:04 am");
});

test("while the server does not answer no mark is lost, repeated under a new name, or overtaken", async () => {
  const page = await open();
  down = true;
  await choose(page, 0, "Absent");
  await page.getByText("Not sent yet: 1 mark waits").waitFor();
  await choose(page, 0, "Tardy");
  await choose(page, 1, "Absent");
  await page.getByText("Not sent yet: 2 marks wait").waitFor();
  down = false;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await row(page, 0).getByText("Saved 9:04 am").waitFor();
  await row(page, 1).getByText("Saved 9:04 am").waitFor();
  const ofFirst = posted.filter((form) => form.has(`mark.${first}`));
  const different = [...new Set(ofFirst.map(String))].map((sent) => new URLSearchParams(sent));
  expect(ofFirst.length).toBeGreaterThan(2);
  expect(different.map((form) => form.get(`mark.${first}`))).toEqual(["A", "T"]);
  expect(ofFirst.at(-1)!.get(`mark.${first}`)).toBe("T");
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

test("a register saved while the network is away is saved when it returns", async () => {
  const page = await open();
  await page.context().setOffline(true);
  await choose(page, 0, "Absent");
  await page.getByText("Not sent yet: 1 mark waits").waitFor();
  await page.getByRole("button", { name: "Save register" }).click();
  await page.getByText("The register is saved when it returns").waitFor();
  await page.context().setOffline(false);
  await expect.poll(() => posted.at(-1)?.has(`mark.${second}`), { timeout: 10_000 }).toBe(true);
  expect(posted.at(-1)!.get(`mark.${first}`)).toBe("A");
  // A page closed between two documents may never close: the answer must stand there first.
  await expect
    .poll(() => page.evaluate(() => document.contentType).catch(() => "between"), { timeout: 10_000 })
    .toBe("application/json");
});

test("what someone else changed first is told in the row", async () => {
  answers = [
    { status: 409, body: { by: "R. Diaz", title: "Tardy, 5 minutes late", at: "9:12 am", yours: "Absent" } },
  ];
  const page = await open();
  await choose(page, 0, "Absent");
  await row(page, 0).getByText("R. Diaz put Tardy, 5 minutes late at 9:12 am. You put Absent.").waitFor();
  expect(posted).toHaveLength(1);
});

test("signed out, the marks wait until the teacher is back", async () => {
  answers = [{ status: 401 }];
  const page = await open();
  await choose(page, 0, "Absent");
  const link = page.getByRole("link", { name: "Sign in again in a new tab" });
  expect(await link.getAttribute("href")).toBe("/sign-in");
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await row(page, 0).getByText("Saved 9:04 am").waitFor();
  expect(posted[1]!.get("submission")).toBe(posted[0]!.get("submission"));
});

test("the keyboard walks from pupil to pupil and marks by letter", async () => {
  const page = await open();
  await row(page, 0).getByRole("radio", { name: "Present" }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("a");
  await row(page, 1).getByText("Saved 9:04 am").waitFor();
  expect(posted[0]!.get(`mark.${second}`)).toBe("A");
  await page.keyboard.press("ArrowUp");
  expect(await row(page, 0).getByRole("radio", { name: "Present" }).isChecked()).toBe(true);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).getByText("P for Present, A for Absent").waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((found) => found.id)).toEqual([]);
});
