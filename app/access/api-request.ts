import type { z } from "zod";
import { apiProblem } from "./api-problem.ts";
import { fieldProblems } from "./field-problems.ts";
import { withoutNul } from "./without-nul.ts";

/** A list of a thousand short entries fits. */
const mostLetters = 200_000;

/**
 * What a script posted, as a schema reads it.
 * @throws Response 400 for what is no JSON or not as the schema has it, naming each field; 413 when it is too long
 */
export async function jsonBody<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  return bodyFrom(await request.text(), schema);
}

/**
 * The same of a body that was read already. `badFields`: how an address answers a field that is missing or not as the
 * schema has it; `most`: letters that a body may have.
 */
export function bodyFrom<S extends z.ZodType>(
  sent: string,
  schema: S,
  { badFields = 400, most = mostLetters }: { badFields?: 400 | 422; most?: number } = {},
): z.output<S> {
  if (sent.length > most) throw apiProblem(413, "Too long", `A body has at most ${most} letters.`);
  return checked(readJson(sent), schema, badFields);
}

/**
 * What a script asked in the address, as a schema reads it. Of a name that is given twice the last one holds.
 * @throws Response 400 naming each field
 */
export function queryOf<S extends z.ZodType>(request: Request, schema: S): z.output<S> {
  return checked(Object.fromEntries(new URL(request.url).searchParams), schema);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text, (_name, value) => (typeof value === "string" ? withoutNul(value) : value));
  } catch {
    throw apiProblem(400, "Not JSON", "The body could not be read as JSON.");
  }
}

function checked<S extends z.ZodType>(sent: unknown, schema: S, badFields: 400 | 422 = 400): z.output<S> {
  const read = schema.safeParse(sent);
  if (read.success) return read.data;
  const errors = fieldProblems(read.error);
  const first = errors[0]!;
  throw apiProblem(badFields, "Something is not as it should be", `${first.field}: ${first.detail}`, {
    errors,
  });
}
