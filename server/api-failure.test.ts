import { afterAll, beforeAll, expect, test } from "vitest";
import { startPipeline } from "./app.fixture.ts";

let app: Awaited<ReturnType<typeof startPipeline>>;
beforeAll(async () => {
  app = await startPipeline({
    // As Remix answers: status and headers first, then the body in pieces.
    page: (request, response) => {
      const { status = "200", type = "text/plain" } = request.query as Record<string, string>;
      response.status(Number(status)).append("Content-Type", type).append("Retry-After", "30");
      response.append("X-Remix-Error", "yes");
      response.write("Error: duplicate key (1001)");
      response.write(" at somewhere");
      response.end();
    },
  });
});
afterAll(() => app.close());

const asked = async (path: string, options?: RequestInit) => {
  const answer = await app.call(path, options);
  return {
    status: answer.status,
    type: answer.headers.get("content-type"),
    text: await answer.text(),
    answer,
  };
};

test.each([
  [500, "/api/attendance?status=500", "Nothing was saved"],
  [502, "/api/attendance?status=502", "Nothing was saved"],
  [503, "/API/attendance?status=503", "cannot be reached"],
  [405, "/api/attendance?status=405&type=application/json", "openapi.json"],
  [404, "/api?status=404&type=text/html", "openapi.json"],
])("a failure %i of %s is a problem, and keeps nothing of what it said", async (status, path, detail) => {
  const { answer, text, ...rest } = await asked(path);
  expect(rest).toEqual({
    status: status === 502 ? 500 : status,
    type: "application/problem+json; charset=utf-8",
  });
  expect(JSON.parse(text)).toMatchObject({ type: "about:blank", detail: expect.stringContaining(detail) });
  expect(text).not.toContain("1001");
  expect(answer.headers.get("retry-after")).toBe("30");
  expect(answer.headers.get("x-remix-error")).toBeNull();
  expect(answer.headers.get("cache-control")).toBe("no-store");
});

test("a HEAD has the same, and no body", async () => {
  const head = await asked("/api/attendance?status=500", { method: "HEAD" });
  expect([head.status, head.type, head.text]).toEqual([500, "application/problem+json; charset=utf-8", ""]);
});

test("what succeeds, what is a problem already and what is a page goes out as it is", async () => {
  const whole = "Error: duplicate key (1001) at somewhere";
  expect(await asked("/api/attendance")).toMatchObject({ status: 200, text: whole });
  const problem = "/api/attendance?status=422&type=application/problem%2Bjson";
  expect(await asked(problem)).toMatchObject({ status: 422, text: whole });
  expect(await asked("/apiary?status=500")).toMatchObject({ status: 500, text: whole });
});
