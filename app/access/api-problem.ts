/** One field of a request and what is wrong with it. */
export type FieldProblem = { field: string; detail: string };

export const problemType = "application/problem+json";

/**
 * An answer that says what went wrong, as RFC 9457 has it (`application/problem+json`).
 * @param detail a sentence for the person who reads the script's log; never a pupil's name
 */
export function apiProblem(
  status: number,
  title: string,
  detail: string,
  more: { errors?: readonly FieldProblem[]; headers?: Record<string, string> } = {},
): Response {
  const body = problemBody({ status, title, detail }, more.errors);
  return new Response(body, {
    status,
    headers: { "Content-Type": problemType, "Cache-Control": "no-store", ...more.headers },
  });
}

/** The document itself, as text. */
export const problemBody = (
  { status, title, detail }: { status: number; title: string; detail: string },
  errors?: readonly FieldProblem[],
): string => JSON.stringify({ type: "about:blank", title, status, detail, ...(errors ? { errors } : {}) });

/** 405: this address is called with one method alone. */
export const onlyMethod = (method: "GET" | "POST"): Response =>
  apiProblem(405, `Only ${method}`, `This address is called with ${method}.`, { headers: { Allow: method } });

/** 404: no call of the API has this address. Which there are is no secret, so it asks for no token. */
export const noSuchCall = (): Response =>
  apiProblem(
    404,
    "No such address",
    "There is nothing at this address. /api/openapi.json lists what there is.",
  );

/** An answer of the API: JSON that no cache keeps. */
export const apiAnswer = (body: unknown): Response =>
  Response.json(body, { headers: { "Cache-Control": "no-store" } });
