import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { form, startPipeline } from "./app.fixture.ts";

let app: Awaited<ReturnType<typeof startPipeline>>;
let reached = 0;
beforeAll(async () => {
  app = await startPipeline({
    page: (_request, response) => {
      reached += 1;
      response.type("html").send("<!doctype html><p>page");
    },
  });
});
afterAll(() => app.close());

test("a page may run and load only our own files, is framed nowhere and stored nowhere", async () => {
  const { headers } = await app.call("/schools/12");
  const policy = headers.get("content-security-policy")!.split(";");
  for (const directive of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]) {
    expect(policy).toContain(directive);
  }
  expect(policy.join()).not.toContain("unsafe");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("referrer-policy")).toBe("same-origin");
  expect(headers.get("permissions-policy")).toContain("camera=()");
  expect(headers.get("strict-transport-security")).toContain("max-age=63072000");
  expect(headers.get("x-powered-by")).toBeNull();
});

test("encryption is not demanded where there is none", async () => {
  const plain = await startPipeline({ config: { secureCookies: false } });
  const { headers } = await plain.call("/");
  expect(headers.get("strict-transport-security")).toBeNull();
  expect(headers.get("content-security-policy")).not.toContain("upgrade-insecure-requests");
  plain.close();
});

test("a page's own cache rule stands alone", async () => {
  const other = await startPipeline({
    page: (_request, response) => {
      response.append("Cache-Control", "private, max-age=60").send("x");
    },
  });
  expect((await other.call("/")).headers.get("cache-control")).toBe("private, max-age=60");
  other.close();
});

test("the letter NUL is left out of an address", async () => {
  const echo = await startPipeline({ page: (request, response) => void response.send(request.url) });
  expect(await (await echo.call("/schools/1%002?q=a%00b")).text()).toBe("/schools/12?q=ab");
  echo.close();
});

test.each([
  ["another origin", { origin: "https://evil.example" }],
  ["a hidden origin", { origin: "null" }],
  ["another site without an origin", { "sec-fetch-site": "cross-site" }],
  [
    "a neighbor of the same site",
    { "sec-fetch-site": "same-site", origin: "https://attendance.example.org" },
  ],
])("a form from %s is refused and counted", async (_what, headers) => {
  const before = reached;
  const answer = await app.call("/schools/12", { ...form({ mark: "A" }), headers });
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain("not sent from this site");
  expect(reached).toBe(before);
  expect(await app.metrics.text()).toMatch(/security_alert_total\{kind="cross_site"\} [1-9]/);
});

test("our own forms, scripts without a browser, and reading from anywhere pass", async () => {
  const own = { origin: "https://attendance.example.org", "sec-fetch-site": "same-origin" };
  expect((await app.call("/schools/12", { ...form({ mark: "A" }), headers: own })).status).toBe(200);
  expect((await app.call("/schools/12", form({ mark: "A" }))).status).toBe(200);
  expect((await app.call("/schools/12", { headers: { "sec-fetch-site": "cross-site" } })).status).toBe(200);
});

test("a form over 256 kB is answered by one sentence", async () => {
  const before = reached;
  const answer = await app.call("/schools/12", form({ reason: "x".repeat(256 * 1024) }));
  expect(answer.status).toBe(413);
  expect(await answer.text()).toContain("more than can be sent at once");
  expect(reached).toBe(before);
  expect((await app.call("/schools/12", form({ reason: "x".repeat(200 * 1024) }))).status).toBe(200);
});

test("a form that takes a sheet may be as large as 2 MB, at any spelling of its address", async () => {
  for (const address of ["/schools/12/registers/2026-10-14", "/Schools/12/registers/2026-10-14/"]) {
    const sent = (kilobytes: number) => app.call(address, form({ text: "x".repeat(kilobytes * 1024) }));
    expect((await sent(2_000)).status).toBe(200);
    expect((await sent(2_048)).status).toBe(413);
  }
});

test("a body that hides its length is refused", async () => {
  const status = await new Promise((done, fail) => {
    const sent = request(`${app.origin}/schools/12`, {
      method: "POST",
      headers: { "transfer-encoding": "chunked", "content-type": "application/x-www-form-urlencoded" },
    });
    sent.on("response", (answer) => done(answer.statusCode)).on("error", fail);
    sent.end("mark=A");
  });
  expect(status).toBe(411);
});

test("pages take forms, and the API takes JSON and answers with problems", async () => {
  const json = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
  expect((await app.call("/schools/12", json)).status).toBe(415);
  expect((await app.call("/api/attendance", json)).status).toBe(200);
  const text = await app.call("/api/attendance", { method: "POST", body: "x" });
  expect(text.status).toBe(415);
  expect(text.headers.get("content-type")).toContain("application/problem+json");
  expect(await text.json()).toMatchObject({ status: 415, title: "Not a form" });
});
