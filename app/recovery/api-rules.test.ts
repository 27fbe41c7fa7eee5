import { afterAll, describe, expect, test } from "vitest";
import { callApi } from "../../tests/api/script.ts";
import { routes, rulesAsked } from "../../tests/recovery/rules-asked.ts";
import { ratioAnswer } from "./api-ratio.ts";

const { ask, context, database, reader, token } = await rulesAsked();
afterAll(() => database.drop());

describe("POST /api/rules/recovery-ratio", () => {
  test.each<[string, [unknown, number][], number, boolean, number]>([
    ["AR-28 20 to 1", [[3, 20]], 1, true, 20],
    ["AR-28 21 to 1", [["3", 21]], 1, false, 20],
    ["AR-28 40 to 2", [[3, 40]], 2, true, 40],
    ["AR-29 10 to 1", [["K", 10]], 1, true, 10],
    ["AR-29 11 to 1", [["K", 11]], 1, false, 10],
  ])("%s", async (_, pupils, teachers, allowed, limit) => {
    const body = { pupils: pupils.map(([grade, count]) => ({ grade, count })), teachers };
    const answer = await ask("ratio", body);
    expect(ratioAnswer.parse(answer.body)).toMatchObject({ allowed, limit });
  });

  test("a mixed room, strict and weighted", async () => {
    const body = {
      pupils: [
        { grade: "K", count: 5 },
        { grade: 5, count: 10 },
      ],
      teachers: 1,
    };
    expect((await ask("ratio", { ...body, mixed: "strict" })).body).toMatchObject({
      allowed: false,
      limit: 10,
    });
    expect((await ask("ratio", { ...body, mixed: "weighted" })).body).toMatchObject({
      allowed: true,
      limit: 15,
    });
  });

  test("names every bad field", async () => {
    const { body } = await ask("ratio", {
      pupils: [{ grade: null, count: "6" }],
      teachers: -1,
      mixed: "loose",
    });
    const fields = body.errors.map(({ field }: { field: string }) => field);
    expect(fields).toEqual(["pupils.0.grade", "pupils.0.count", "teachers", "mixed"]);
  });
});

describe.each(["credit", "claim", "ratio"] as const)("recovery-%s", (rule) => {
  test("asks for a token with the scope", async () => {
    expect((await ask(rule, {}, {})).status).toBe(401);
    const other = await ask(rule, {}, { token: reader });
    expect([other.status, other.type]).toEqual([403, "application/problem+json"]);
    expect(other.body.detail).toBe("This token does not have the scope rules:ask.");
  });

  test("refuses what is no JSON, what is too long and any other method", async () => {
    const broken = await ask(rule, '{"grade":');
    expect([broken.status, broken.type]).toEqual([400, "application/problem+json"]);
    expect((await ask(rule, `{"a":"${"a".repeat(200_000)}"}`)).status).toBe(413);
    const path = `/api/rules/recovery-${rule}`;
    const { loader, action } = routes[rule];
    for (const answer of [
      await callApi(context, loader, path, { token }),
      await callApi(context, action, path, { token, method: "PUT", body: "{}" }),
    ]) {
      expect([answer.status, answer.type]).toEqual([405, "application/problem+json"]);
      expect(answer.headers.get("Allow")).toBe("POST");
    }
  });
});
