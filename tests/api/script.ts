import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { hashToken } from "#app/access/token.server.ts";
import type { TokenScope } from "#app/access/token-scope.ts";
import type { RequestContext } from "#app/context.ts";
import type { TestDatabase } from "../database/test-database.ts";

type Handler = (args: LoaderFunctionArgs & ActionFunctionArgs) => unknown;
// biome-ignore lint/suspicious/noExplicitAny: the shape of an answer is what a test asks about
export type ApiAnswer = { status: number; type: string | null; headers: Headers; body: any };

/** Lays a token that holds until 2027-08-01, and gives it back as a script has it. */
export async function layToken(
  { admin }: Pick<TestDatabase, "admin">,
  scopes: TokenScope[],
  schools: number[],
): Promise<string> {
  const token = `script-${crypto.randomUUID()}`;
  await admin`insert into api_token (name, hash, scopes, schools, created_at, expires_at)
    values ('script', ${hashToken(token)}, ${scopes}, ${schools}, '2026-08-01', '2027-08-01')`;
  return token;
}

/** Asks a resource route as a script does; a body makes it a POST. */
export async function callApi(
  context: RequestContext,
  handler: Handler,
  path: string,
  { token, body, method }: { token?: string | undefined; body?: unknown; method?: string } = {},
): Promise<ApiAnswer> {
  const request = new Request(new URL(path, "https://ap.example.org"), {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const answer = (await Promise.resolve()
    .then(() => handler({ request, context, params: {} } as never))
    .catch((thrown: unknown) => {
      if (thrown instanceof Response) return thrown;
      throw thrown;
    })) as Response;
  return {
    status: answer.status,
    type: answer.headers.get("Content-Type"),
    headers: answer.headers,
    body: await answer.json(),
  };
}
