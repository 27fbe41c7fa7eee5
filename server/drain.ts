import type { Request } from "express";

/** More than any file that someone takes for a sheet; who sends more is no person with a form. */
const mostBytes = 64 * 1024 * 1024;
const longestMs = 60_000;

/**
 * Reads what a request still sends and throws it away: a connection that is closed under a sender is reset, and the
 * answer is lost with it. Resolves when all is read, or when there is too much or it takes too long.
 * @returns whether all was read
 */
export function drained(request: Request): Promise<boolean> {
  const declared = Number(request.get("content-length") ?? 0);
  if (request.readableEnded || declared > mostBytes) return Promise.resolve(request.readableEnded);
  return new Promise((done) => {
    let bytes = 0;
    const end = (all: boolean) => {
      clearTimeout(limit);
      request.off("data", count);
      done(all);
    };
    const count = (part: Buffer) => {
      bytes += part.length;
      if (bytes > mostBytes) end(false);
    };
    const limit = setTimeout(() => end(false), longestMs);
    request.once("end", () => end(true)).once("close", () => end(false));
    request.on("data", count);
  });
}
