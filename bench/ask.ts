import { type Agent, request } from "node:http";

/** Sends one request and reads the whole answer; its status. */
export function ask(
  agent: Agent,
  origin: string,
  sent: { method: string; path: string; headers?: object; body?: string },
): Promise<number> {
  return new Promise((done, fail) => {
    const length = sent.body === undefined ? {} : { "content-length": Buffer.byteLength(sent.body) };
    const out = request(
      origin + sent.path,
      { agent, method: sent.method, headers: { ...sent.headers, ...length } },
      (answer) => {
        answer.resume();
        answer.once("end", () => done(answer.statusCode ?? 0));
        answer.once("error", fail);
      },
    );
    out.once("error", fail);
    out.end(sent.body);
  });
}
