import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { RequestContext } from "#app/context.ts";
import { action, loader } from "./route.ts";

type Json = Record<string, unknown>;
type Content = Record<string, { schema: Json; example?: unknown }>;
type Operation = {
  security: { token?: string[] }[];
  parameters?: { name: string; required?: boolean; schema: Json }[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content: Content }>;
};
type Document = {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
};

const context = { settings: { publicUrl: "https://ap.example.org" } } as RequestContext;
const answer = loader({ context } as Parameters<typeof loader>[0]);
const document = (await answer.json()) as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
);

test("is a document of OpenAPI 3.1, open to who is not signed in", () => {
  expect([answer.status, answer.headers.get("Content-Type")]).toEqual([200, "application/json"]);
  expect(document).toMatchObject({ openapi: "3.1.0", servers: [{ url: "https://ap.example.org" }] });
  expect(action().status).toBe(405);
});

test("has every address under /api", () => {
  const routes = readdirSync("app/routes")
    .filter((route) => route.startsWith("api.") && route !== "api.$")
    .map(
      (route) =>
        `/${route
          .replace(/\._index$/, "")
          .replaceAll("[.]", "~")
          .replaceAll(".", "/")
          .replaceAll("~", ".")}`,
    );
  const watched = ["/api/health", "/api/health/live", "/api/health/ready", "/api/metrics"];
  expect(Object.keys(document.paths).toSorted()).toEqual([...routes, ...watched].toSorted());
});

const described = (content: Content) => Object.values(content).filter(({ example }) => example !== undefined);
const accepts = ({ schema, example }: Content[string]) =>
  z.fromJSONSchema(schema as never).safeParse(example);

describe.each(operations)("$name", ({ operation }) => {
  test("accepts its own examples", () => {
    const sent = operation.requestBody ? described(operation.requestBody.content) : [];
    const answered = Object.values(operation.responses).flatMap(({ content }) => described(content));
    expect(answered.length).toBeGreaterThan(0);
    for (const each of [...sent, ...answered]) expect(accepts(each)).toMatchObject({ success: true });
  });

  test("says what is answered, and which scope it asks for", () => {
    for (const { description } of Object.values(operation.responses)) expect(description).toMatch(/^[A-Z]/);
    const asksForToken = operation.security.length > 0;
    for (const status of ["401", "403", "500", "503"].filter(() => asksForToken))
      expect(Object.keys(operation.responses[status]!.content)).toEqual(["application/problem+json"]);
    expect("403" in operation.responses).toBe(asksForToken);
  });
});

test("the schemas are those that validate", () => {
  const credit = document.paths["/api/rules/recovery-credit"]!.post!;
  const body = credit.requestBody!.content["application/json"]!;
  const refuses = (change: Json) => {
    const example = { ...(body.example as Json), ...change };
    return accepts({ schema: body.schema, example }).success === false;
  };
  expect(refuses({})).toBe(false);
  expect(refuses({ grade: "K" })).toBe(false);
  expect(refuses({ grade: 13 })).toBe(true);
  expect(refuses({ sessions: [{ date: "2026-10-03", minutes: 1441 }] })).toBe(true);
  expect(refuses({ settings: { rounding: "UP" } })).toBe(true);
  const [aggregated] = document.paths["/api/attendance"]!.get!.parameters!;
  expect(aggregated).toMatchObject({ name: "aggregated", required: true, schema: { const: "true" } });
});
