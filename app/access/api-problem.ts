/** One field of a request and what is wrong with it. */
export type FieldProblem = { field: string; detail: string };

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
  const body = {
    type: "about:blank",
    title,
    status,
    detail,
    ...(more.errors ? { errors: more.errors } : {}),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", ...more.headers },
  });
}

/** 405: this address is called with one method alone. */
export const onlyMethod = (method: "GET" | "POST"): Response =>
  apiProblem(405, `Only ${method}`, `This address is called with ${method}.`, { headers: { Allow: method } });

/** An answer of the API: JSON that no cache keeps. */
export const apiAnswer = (body: unknown): Response =>
  Response.json(body, { headers: { "Cache-Control": "no-store" } });
