import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { form, startPipeline } from "./app.fixture.ts";
import { limits } from "./rate-limit.ts";

let app: Awaited<ReturnType<typeof startPipeline>>;
let status = 400;
beforeEach(async () => {
  status = 400;
  app = await startPipeline({ page: (_request, response) => void response.status(status).send("x") });
});
afterEach(() => {
  vi.useRealTimers();
  app.close();
});

test("pages, files, health and metrics are counted nowhere outside the process", async () => {
  for (const path of ["/", "/schools/12", "/sign-in", "/api/health", "/api/health/ready", "/api/metrics"]) {
    await app.call(path);
  }
  await app.call("/schools/12", form({ mark: "A" }));
  expect(app.hitKeys).toEqual([]);
});

const most = limits.failedSignInsPer10Seconds;
const fail = (headers: Record<string, string> = {}, path = "/sign-in") =>
  app.call(path, { ...form({ email: "a@example.org" }), headers });
const failMany = async (count: number, headers?: Record<string, string>) =>
  (await Promise.all(Array.from({ length: count }, () => fail(headers)))).map(({ status }) => status);

test.each([
  "/sign-in",
  "/sign-in/",
  "/SIGN-IN",
  "/sign-in.data",
  "/sign%2Din",
  "/sign-in?index",
])("a failed sign-in counts however its address is spelled: %s", async (path) => {
  await failMany(most - 1);
  expect((await fail({}, path)).status).toBe(400);
  expect((await fail()).status).toBe(429);
});

test.each([
  "PUT",
  "PATCH",
  "DELETE",
])("a failed sign-in counts with %s too, as the pages take it", async (method) => {
  await failMany(most - 1);
  await app.call("/sign-in", { ...form({ email: "a@example.org" }), method });
  expect((await fail()).status).toBe(429);
});

test("sign-ins that work, and pages that are opened, are not counted", async () => {
  status = 302;
  for (let n = 0; n < most + 5; n++) await (await fail()).text();
  status = 400;
  expect((await app.call("/sign-in")).status).toBe(400);
  expect(await failMany(most)).not.toContain(429);
});

test("too many failed sign-ins wait for ten seconds at most, and cost the database nothing", async () => {
  await failMany(most + 40);
  const answer = await fail();
  expect(answer.status).toBe(429);
  const seconds = Number(answer.headers.get("retry-after"));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(10);
  expect(await answer.text()).toMatch(new RegExp(`Wait ${seconds} seconds? and try again`));
  expect(app.hitKeys).toEqual([]);
});

test("a wait that is told is enough, however many tries were refused meanwhile", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  await failMany(most);
  const waits: number[] = [];
  for (let second = 0; second < 10; second++) {
    const answer = await fail();
    if (answer.status !== 429) break;
    waits.push(Number(answer.headers.get("retry-after")));
    vi.setSystemTime(Date.now() + 1000);
  }
  expect(waits).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  expect((await fail()).status).toBe(400);
});

test("a browser that signed in before answers for itself alone, at a school whose address is full", async () => {
  await failMany(most);
  expect((await fail()).status).toBe(429);
  const own = { cookie: "known=b1" };
  expect((await fail(own)).status).toBe(400);
  await failMany(most, own);
  expect((await fail(own)).status).toBe(429);
  expect((await fail({ cookie: "known=b2" })).status).toBe(400);
});

test("the API counts by token without writing the token down", async () => {
  await app.call("/api/attendance", { headers: { authorization: "Bearer s3cret-token" } });
  await app.call("/%61pi/attendance");
  expect(app.hitKeys).toHaveLength(2);
  expect(app.hitKeys[0]).toMatch(/^api:token:[\w-]{43}$/);
  expect(app.hitKeys.join()).not.toContain("s3cret");
  expect(app.hitKeys[1]).toBe("api:127.0.0.1");
});

test("a database that does not answer refuses nobody", async () => {
  const failing = await startPipeline({
    hits: {
      hit: () => Promise.reject(new Error("gone")),
      takeBack: () => Promise.reject(new Error("gone")),
    },
  });
  expect((await failing.call("/api/attendance")).status).toBe(200);
  expect(failing.lines.join("")).toContain("rate_limit_unanswered");
  failing.close();
});
