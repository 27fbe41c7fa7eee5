import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { freePort } from "#sandbox/demo/machine.ts";

export type WebProcess = {
  url: string;
  metricsUrl: string;
  process: ChildProcess;
  lines: string[];
  stop(): Promise<number | null>;
};

/** The real web process over the pages that are built, on free ports. */
export async function spawnWeb(env: Record<string, string>): Promise<WebProcess> {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "server/index.ts"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      APP_ENVIRONMENT: "development",
      VITEST: "",
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      ...env,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  await new Promise<void>((ready, fail) => {
    createInterface({ input: child.stdout! }).on("line", (line) => {
      lines.push(line);
      if (line.includes('"event":"listening"')) ready();
    });
    child.once("exit", () => fail(new Error(lines.join("\n"))));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    metricsUrl: `http://127.0.0.1:${metricsPort}/api/metrics`,
    process: child,
    lines,
    stop: () =>
      new Promise((done) => {
        if (child.exitCode !== null) return done(child.exitCode);
        child.once("exit", (code) => done(code));
        child.kill("SIGTERM");
      }),
  };
}
