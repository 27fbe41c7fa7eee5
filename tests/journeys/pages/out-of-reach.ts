import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { startEmbedded } from "#server/embedded-postgres.ts";
import { spawnWeb } from "../../faults/spawn-web.ts";
import { folder } from "../story.ts";

/** A second web process of the district, cut off from its database once it stands. */
export async function withoutDatabase(): Promise<{ url: string; stop(): Promise<unknown> }> {
  const urls = (await startEmbedded(folder)).urls("ap_demo");
  const open = new Set<Socket>();
  const relay = createServer((near) => {
    const far = connect(Number(new URL(urls.web).port), new URL(urls.web).hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
    }
    near.pipe(far).pipe(near);
  });
  relay.listen(0, "127.0.0.1");
  await once(relay, "listening");
  const through = (address: string) =>
    Object.assign(new URL(address), { host: `127.0.0.1:${(relay.address() as AddressInfo).port}` }).href;
  const web = await spawnWeb({
    DATABASE_URL: through(urls.admin),
    DATABASE_WEB_URL: through(urls.web),
    DATABASE_WORKER_URL: through(urls.worker),
    DATABASE_PATIENCE_MS: "0",
    DATA_FOLDER: folder,
    CLOCK_AT: "2026-10-14T17:05:00Z",
  });
  relay.close();
  for (const socket of open) socket.destroy();
  return web;
}
