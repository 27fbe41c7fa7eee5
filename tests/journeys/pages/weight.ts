import { type IncomingMessage, request } from "node:http";
import type { Page } from "@playwright/test";

/** Bytes of the body as they travel, for a browser that takes Brotli. */
export async function weightOf(page: Page, url: string): Promise<number> {
  const cookie = (await page.context().cookies(url)).map(({ name, value }) => `${name}=${value}`).join("; ");
  const answer = await new Promise<IncomingMessage>((answered, failed) => {
    request(url, { headers: { Cookie: cookie, "Accept-Encoding": "br, gzip" } }, answered)
      .once("error", failed)
      .end();
  });
  let bytes = 0;
  for await (const part of answer) bytes += part.length;
  return bytes;
}
