import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import type { AddressInfo } from "node:net";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { build } from "vite";

const styles = "app/styles/app.css";

/** The stylesheet as the build makes it. */
export async function builtStylesheet(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, cssMinify: true, rollupOptions: { input: styles } },
  });
  const outputs = [built].flat().flatMap((one) => ("output" in one ? one.output : []));
  const sheet = outputs.find((file) => file.fileName.endsWith(".css"));
  if (sheet?.type !== "asset") throw new Error(`${styles} gave no stylesheet`);
  return sheet.source.toString();
}

/** The script as the server sends it: its types taken away, nothing bundled. */
export async function strippedScript(name: string): Promise<string> {
  return stripTypeScriptTypes(await readFile(`app/enhance/${name}.ts`, "utf8"));
}

/** The document around a page, with the same head as root.tsx draws. */
export function documentOf(title: string, page: ReactElement, script?: string): string {
  const tag = script ? `<script type="module" src="/enhance/${script}.js?v=0123456789"></script>` : "";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width,initial-scale=1"/><title>${title}</title><link rel="stylesheet" href="/assets/app-DNxnDFOd.css"/>${tag}</head><body><a class="skip" href="#main">Skip to the page</a>${renderToStaticMarkup(page)}</body></html>`;
}

export type Reply = { status: number; body?: unknown };

/** Serves one page at `/`, its stylesheet and script; what is posted goes to `onPost`. Null drops the connection. */
export async function servePage(html: string, onPost: (form: URLSearchParams) => Reply | null) {
  const files = new Map([
    ["/", { type: "text/html; charset=utf-8", text: html }],
    ["/assets/app-DNxnDFOd.css", { type: "text/css", text: await builtStylesheet() }],
    ["/enhance/register.js", { type: "text/javascript", text: await strippedScript("register") }],
  ]);
  const server = createServer(async (request, response) => {
    if (request.method === "POST") {
      const reply = onPost(await formOf(request));
      if (!reply) return request.socket.destroy();
      response.writeHead(reply.status, { "Content-Type": "application/json" });
      return response.end(JSON.stringify(reply.body ?? {}));
    }
    const file = files.get(new URL(request.url!, "http://page").pathname);
    response.writeHead(file ? 200 : 404, { "Content-Type": file?.type ?? "text/plain" });
    response.end(file?.text);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((closed) => server.close(closed).closeAllConnections()),
  };
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const body = await new Response(request as unknown as ReadableStream, {
    headers: { "Content-Type": request.headers["content-type"]! },
  }).formData();
  return new URLSearchParams([...body].map(([name, value]) => [name, String(value)]));
}
