import type { z } from "zod";
import type { TokenScope } from "./token-scope.ts";

/** What is sent or answered: the schema that validates it, and an example that the schema accepts. */
export type Described = { schema: z.ZodType; example: unknown };

/** One call of the API, as its documentation tells it. `scope` null: open to everyone. */
export type ApiOperation = {
  method: "get" | "post";
  path: string;
  summary: string;
  description?: string;
  scope: TokenScope | null;
  query?: z.ZodObject;
  body?: Described;
  /** Takes an Idempotency-Key header. */
  onceByKey?: true;
  answers: Record<number, Described & { type?: string }>;
  /** Statuses answered with application/problem+json, beside those of every call with a token. */
  problems: readonly number[];
};
