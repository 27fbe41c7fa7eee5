import { Agent, get } from "node:http";
import { expect, test } from "vitest";
import { startPipeline } from "./app.fixture.ts";
import { CannotStart, listen, type Stopping, stop } from "./stop.ts";

type Running = Awaited<ReturnType<typeof startPipeline>>;

function stopping(app: Running, changes: Partial<Stopping> = {}) {
  const events: string[] = [];
  const parts: Stopping = {
    log: app.log,
    drain: app.drain,
    drainDelayMs: 200,
    graceMs: 5_000,
    server: app.server,
    close: async () => void events.push("closed"),
    exit: (code) => void events.push(`exit ${code}`),
    ...changes,
  };
  return { events, parts };
}

/** A page that is answered when the test says so. */
function slowPage() {
  let finish = () => {};
  const asked = Promise.withResolvers<void>();
  const page = (_request: unknown, response: { send(text: string): void }) => {
    finish = () => response.send("saved");
    asked.resolve();
  };
  return { page, asked: asked.promise, finish: () => finish() };
}

test("while draining, readiness says so, what is under way finishes, then pools close", async () => {
  const slow = slowPage();
  const app = await startPipeline({ page: slow.page });
  const idle = new Agent({ keepAlive: true });
  await new Promise<void>((done) => {
    get(`${app.origin}/api/health/live`, { agent: idle }, (answer) => answer.resume().on("end", done));
  });
  const underWay = app.call("/schools/12");
  await slow.asked;

  const { events, parts } = stopping(app);
  const stopped = stop(parts);
  const ready = await app.call("/api/health/ready");
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({ ready: false, reason: "draining" });
  expect(ready.headers.get("connection")).toBe("close");

  await new Promise((later) => setTimeout(later, 400));
  await expect(app.call("/api/health/live")).rejects.toThrow();
  expect(events).toEqual([]);
  slow.finish();
  const answer = await underWay;
  expect(await answer.text()).toBe("saved");
  const finished = performance.now();
  await stopped;
  expect(performance.now() - finished).toBeLessThan(1_000);
  expect(events).toEqual(["closed", "exit 0"]);
  idle.destroy();
});

test("a second signal changes nothing", async () => {
  const app = await startPipeline();
  const { events, parts } = stopping(app, { drainDelayMs: 0 });
  await Promise.all([stop(parts), stop(parts)]);
  expect(events).toEqual(["closed", "exit 0"]);
});

test("a request that never ends does not hold the process beyond its grace", async () => {
  const slow = slowPage();
  const app = await startPipeline({ page: slow.page });
  const underWay = app.call("/schools/12").catch(() => "cut off");
  await slow.asked;
  const left = Promise.withResolvers<number>();
  const { parts } = stopping(app, { drainDelayMs: 0, graceMs: 300, exit: left.resolve });
  const started = performance.now();
  void stop(parts);
  expect(await left.promise).toBe(1);
  expect(performance.now() - started).toBeLessThan(1_000);
  app.close();
  expect(await underWay).toBe("cut off");
});

test("a taken port is told in one sentence", async () => {
  const app = await startPipeline();
  const port = Number(new URL(app.origin).port);
  const second = listen(() => {}, "127.0.0.1", port, "PORT");
  await expect(second).rejects.toThrow(CannotStart);
  await expect(second).rejects.toThrow(`Port ${port} is already in use. Stop what uses it, or set PORT`);
  app.close();
});
