import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import type { RequestContext } from "#app/context.ts";

type Handler = (args: LoaderFunctionArgs & ActionFunctionArgs) => unknown;
type Params = Record<string, string>;
/** What a route answered: its status, where it sends on, and its data. */
export type Answer = { status: number; to: string | null; body: unknown };

const origin = "https://ap.example.org";

/** A browser as routes see it: keeps cookies, sends forms, follows nothing. */
export function openBrowser(context: RequestContext) {
  const cookies = new Map<string, string>();
  const send = async (handler: Handler, path: string, params: Params, init: RequestInit): Promise<Answer> => {
    const headers = new Headers({ "User-Agent": "Test browser" });
    if (cookies.size > 0) headers.set("Cookie", [...cookies].map(([k, v]) => `${k}=${v}`).join("; "));
    const request = new Request(new URL(path, origin), { ...init, headers });
    const given = await Promise.resolve()
      .then(() => handler({ request, context, params } as never))
      .catch((thrown: unknown) => {
        if (thrown instanceof Response) return thrown;
        throw thrown;
      });
    return read(given);
  };
  const read = async (given: unknown): Promise<Answer> => {
    const answer = given as { init?: ResponseInit | null; data?: unknown };
    const isData = typeof given === "object" && given !== null && "init" in given && "data" in given;
    const headers =
      given instanceof Response ? given.headers : new Headers(isData ? answer.init?.headers : {});
    for (const line of headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    if (given instanceof Response) {
      return { status: given.status, to: given.headers.get("Location"), body: await given.text() };
    }
    return isData
      ? { status: answer.init?.status ?? 200, to: null, body: answer.data }
      : { status: 200, to: null, body: given };
  };
  return {
    cookies,
    get: (loader: Handler, path: string, params: Params = {}) => send(loader, path, params, {}),
    post: (
      action: Handler,
      path: string,
      fields: Record<string, string> | [string, string][] | FormData,
      params: Params = {},
    ) => {
      const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
      return send(action, path, params, { method: "POST", body });
    },
  };
}
export type TestBrowser = ReturnType<typeof openBrowser>;
