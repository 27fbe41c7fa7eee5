import { request } from "node:http";
import { connect } from "node:net";
import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../tests/page/browser.ts";
import { startPipeline } from "./app.fixture.ts";

let app: Awaited<ReturnType<typeof startPipeline>>;
let browser: Browser;
let reached = 0;
beforeAll(async () => {
  app = await startPipeline({
    page: (asked, response) => {
      if (asked.method === "POST") reached++;
      response.type("html").send(`<!doctype html><title>Form</title>
        <form method="post" enctype="multipart/form-data"><input type="file" name="file"><button>Send</button></form>`);
    },
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  app.close();
});

test.for([
  1, 20,
])("a browser that sends %i MB is told so, and not that the connection was reset", async (megabytes) => {
  const page = await browser.newPage();
  await page.goto(`${app.origin}/schools/12`);
  await page.setInputFiles("input", {
    name: "sheet.csv",
    mimeType: "text/csv",
    buffer: Buffer.alloc(megabytes * 1024 * 1024, "a,b\n"),
  });
  await page.getByRole("button", { name: "Send" }).click();
  await expect
    .poll(() => page.locator("body").innerText(), { timeout: 15_000 })
    .toContain("more than can be sent at once");
  expect(reached).toBe(0);
  await page.close();
});

test("the connection is not reset under a sender that reads no answer before all is sent", async () => {
  const body = Buffer.alloc(20 * 1024 * 1024, "a");
  const { port } = new URL(app.origin);
  const socket = connect(Number(port), "127.0.0.1");
  socket.pause();
  socket.write(
    `POST /schools/12 HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n`,
  );
  for (let at = 0; at < body.length; at += 2 ** 20)
    await new Promise<void>((sent, fail) =>
      socket.write(body.subarray(at, at + 2 ** 20), (error) => (error ? fail(error) : sent())),
    );
  const answer = await new Promise<string>((read, fail) => {
    socket.once("error", fail).once("data", (part) => read(String(part)));
    socket.resume();
  });
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  socket.destroy();
});

test("what never ends is cut off", async () => {
  const sent = await new Promise<number>((done, fail) => {
    let bytes = 0;
    const endless = request(`${app.origin}/schools/12`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", "content-length": String(10 ** 12) },
    });
    endless.on("error", () => done(bytes));
    endless.on("response", (answer) => answer.resume());
    const chunk = Buffer.alloc(1024 * 1024, "a");
    const more = () => {
      if (bytes > 2 ** 30) return fail(new Error("A gigabyte was taken."));
      bytes += chunk.length;
      endless.write(chunk, (error) => (error ? done(bytes) : more()));
    };
    more();
  });
  expect(sent).toBeLessThan(200 * 1024 * 1024);
});
