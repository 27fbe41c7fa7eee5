import { z } from "zod";
import type { ApiOperation, Described } from "./api-operation.ts";

type Json = Record<string, unknown>;

/** A problem of RFC 9457, as `apiProblem` makes it. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
});

const meaning: Record<number, string> = {
  200: "Answer",
  201: "Made",
  400: "The request is not as described; errors names each field",
  401: "No token that is known and holds",
  403: "The token has not the scope",
  404: "Nothing there that the token reaches",
  405: "Another method is needed",
  411: "The request does not say how long its body is",
  413: "The body is too long",
  415: "The body is no JSON",
  422: "It was understood, and cannot be done as asked",
  429: "Too many calls; Retry-After says when to come again",
  500: "Something went wrong on our side",
  503: "Not now",
};

/** The document of OpenAPI 3.1 that these calls come to, made from the schemas that validate them. */
export function openApi(operations: readonly ApiOperation[], { url }: { url: string }): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: written(operation) };
  return {
    openapi: "3.1.0",
    info: {
      title: "AP Tool",
      version: "1",
      description:
        "Attendance and attendance recovery of a district. What fails is answered with application/problem+json (RFC 9457), an address that is not listed here with 404.",
    },
    servers: [{ url }],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: { Problem: jsonSchema(problemSchema, "output") },
    },
  };
}

function written(operation: ApiOperation): Json {
  const { summary, description, scope, body, answers } = operation;
  const problems = [...new Set([...operation.problems, ...(scope === null ? [] : ofTokens), 429])].toSorted();
  const parameters = [...queryParameters(operation), ...(operation.onceByKey ? [keyParameter] : [])];
  return {
    operationId: operation.path.replace("/api/", "").replaceAll(/[/.]/g, "-"),
    summary,
    ...(description === undefined ? {} : { description }),
    // A bearer scheme has no scopes of its own in OpenAPI 3.1; the list names the roles that a token needs.
    security: scope === null ? [] : [{ token: [scope] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: content(body, "input") } } : {}),
    responses: Object.fromEntries([
      ...Object.entries(answers).map(([status, answer]) => [
        status,
        { description: meaning[Number(status)], content: content(answer, "output", answer.type) },
      ]),
      ...problems.map((status) => [status, { description: meaning[status], content: problem }]),
    ]),
  };
}

/** What every call with a token may be answered. */
const ofTokens = [401, 403, 500, 503];

const problem = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };

const keyParameter = {
  name: "Idempotency-Key",
  in: "header",
  description: "The same key and body again get the first answer again",
  schema: { type: "string", minLength: 1, maxLength: 200 },
};

const content = (
  { schema, example }: Described,
  io: "input" | "output",
  type = "application/json",
): Json => ({
  [type]: { schema: jsonSchema(schema, io), example },
});

function queryParameters({ query }: ApiOperation): Json[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: "input" });
  return Object.entries(properties).map(([name, schema]) => {
    const { description, ...rest } = schema as Json;
    return {
      name,
      in: "query",
      required: required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
