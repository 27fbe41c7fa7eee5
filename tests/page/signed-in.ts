import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import type { Role } from "#app/access/permissions.ts";
import { sessionCookie, tokenHash } from "#app/access/session.server.ts";
import type { Clock, RequestContext } from "#app/context.ts";
import { heldAnswer } from "#server/held-answer.ts";
import { postedForm } from "#server/posted-form.ts";
import { silentLog, type TestDatabase } from "../database/test-database.ts";

type Handler = (args: LoaderFunctionArgs & ActionFunctionArgs) => unknown;
type Params = Record<string, string | number>;

/** What a route answered: status, where it sends on, data. */
export type Answer<T> = { status: number; to: string | null; body: T };
type BodyOf<H extends Handler> =
  Exclude<Awaited<ReturnType<H>>, Response> extends infer B
    ? B extends { data: infer D; init: unknown }
      ? D
      : B
    : never;

/** What loaders and actions get, on a real database and a standing clock, with what they counted. */
export function contextOf(database: TestDatabase, clock: Clock) {
  const refused: string[] = [];
  const context = {
    door: database.web,
    clock,
    log: silentLog,
    counters: {
      unauthorizedAccess: (kind: string) => void refused.push(kind),
      failedLogin: () => {},
      securityAlert: () => {},
    },
    mail: null,
    enhance: {},
    settings: {
      publicUrl: "https://ap.example.org",
      secureCookies: true,
      environment: "test",
      timeZone: "America/Los_Angeles",
      districtName: "Test District",
      aeries: null,
    },
    requestId: "test",
    ...heldAnswer(),
    ...postedForm(),
    address: "203.0.113.7",
  } as unknown as RequestContext;
  return { context, refused };
}

/** Someone with a live session, who asks routes with the cookie that the session has. */
export async function signedIn(
  database: TestDatabase,
  context: RequestContext,
  person: { name: string; role: Role; schoolId: number; staffId?: number },
) {
  const now = context.clock.now();
  const [user] = await database.admin`insert into user_account (email, name, staff_id, password_hash)
    values (${`${crypto.randomUUID()}@example.org`}, ${person.name}, ${person.staffId ?? null}, '') returning id`;
  const userId = user!.id as number;
  await database.admin`insert into user_role (user_id, school_id, role, granted_at)
    values (${userId}, ${person.schoolId}, ${person.role}, ${now.toString()})`;
  const token = crypto.randomUUID();
  await database.admin`insert into session (id, user_id, stage, created_at, last_seen_at, ends_at)
    values (${tokenHash(token)}, ${userId}, 'full', ${now.toString()}, ${now.toString()}, ${now.add({ hours: 12 }).toString()})`;
  const Cookie = (await sessionCookie(context, token)).split(";")[0]!;
  const send = async <H extends Handler>(
    handler: H,
    path: string,
    params: Params,
    init: RequestInit = {},
  ): Promise<Answer<BodyOf<H>>> => {
    const request = new Request(new URL(path, "https://ap.example.org"), { ...init, headers: { Cookie } });
    const named = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)]));
    const given = await Promise.resolve()
      .then(() => handler({ request, context, params: named } as never))
      .catch((thrown: unknown) => {
        if (thrown instanceof Response) return thrown;
        throw thrown;
      });
    // As the server does before an answer leaves.
    await context.mayAnswer();
    return answerOf(given) as Answer<BodyOf<H>>;
  };
  return {
    userId,
    get: <H extends Handler>(loader: H, path: string, params: Params) => send(loader, path, params),
    post: <H extends Handler>(
      action: H,
      path: string,
      params: Params,
      fields: Record<string, string> | FormData,
    ) =>
      send(action, path, params, {
        method: "POST",
        body: fields instanceof FormData ? fields : new URLSearchParams(fields),
      }),
  };
}

function answerOf(given: unknown): Answer<unknown> {
  if (given instanceof Response)
    return { status: given.status, to: given.headers.get("Location"), body: null };
  if (typeof given === "object" && given !== null && "init" in given && "data" in given) {
    const { init, data } = given as { init: ResponseInit | null; data: unknown };
    return { status: init?.status ?? 200, to: null, body: data };
  }
  return { status: 200, to: null, body: given };
}
