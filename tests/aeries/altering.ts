import type { Aeries } from "#sandbox/aeries/server.ts";
import { answering } from "./answering.ts";

type Alter = (row: Record<string, unknown>) => unknown;

/** A go-between in front of the stand-in for one test: rows of lists whose path ends in `path` (in small letters) come as `alter` makes them. */
export async function altering(stand: Aeries, path: string, alter: Alter): Promise<string> {
  const { url } = await answering(async (request, response) => {
    const asked = new URL(request.url ?? "/", stand.origin);
    const answer = await fetch(asked, {
      headers: { "aeries-cert": String(request.headers["aeries-cert"] ?? "") },
    });
    const body = await answer.text();
    const altered =
      answer.ok && asked.pathname.toLowerCase().endsWith(path)
        ? JSON.stringify([JSON.parse(body)].flat().flatMap(alter))
        : body;
    const type = answer.headers.get("content-type") ?? "text/plain";
    response.writeHead(answer.status, { "content-type": type }).end(altered);
  });
  return url + new URL(stand.url).pathname;
}
