import { afterEach, beforeEach, expect, test } from "vitest";
import { form, startPipeline } from "./app.fixture.ts";
import { limits } from "./rate-limit.ts";

let app: Awaited<ReturnType<typeof startPipeline>>;
let status = 400;
beforeEach(async () => {
  status = 400;
  app = await startPipeline({ page: (_request, response) => void response.status(status).send("x") });
});
afterEach(() => app.close());

test("pages, files, health and metrics are counted nowhere outside the process", async () => {
  for (const path of ["/", "/schools/12", "/sign-in", "/api/health", "/api/health/ready", "/api/metrics"]) {
    await app.call(path);
  }
  await app.call("/schools/12", form({ mark: "A" }));
  expect(app.hitKeys).toEqual([]);
});

test.each([
  "/sign-in",
  "/sign-in/",
  "/SIGN-IN",
  "/sign-in.data",
  "/sign%2Din",
  "/sign-in?index",
])("a failed sign-in counts however its address is spelled: %s", async (path) => {
  await app.call(path, form({ email: "a@example.org" }));
  expect(app.hitKeys).toEqual(["sign-in:127.0.0.1"]);
});

test("a sign-in that works is taken back", async () => {
  status = 302;
  await (await app.call("/sign-in", form({}))).text();
  await expect.poll(() => app.hitKeys).toEqual([]);
});

test("too many failed sign-ins are told to wait", async () => {
  app.hitKeys.push(...Array.from({ length: limits.failedSignInsPerAddressPer15Minutes }, () => "earlier"));
  const answer = await app.call("/sign-in", form({}));
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await answer.text()).toContain("Wait a few minutes");
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
      forgetOld: async () => 0,
    },
  });
  expect((await failing.call("/api/attendance")).status).toBe(200);
  expect(failing.lines.join("")).toContain("rate_limit_unanswered");
  failing.close();
});
