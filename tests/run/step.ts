import { spawn } from "node:child_process";

/** One check of the run: its name and its Node program with arguments. */
export type Step = { name: string; program: string; args: string[]; env?: Record<string, string> };

/** `end`: the last lines that it printed, for the summary of a failed one. */
export type StepResult = { name: string; passed: boolean; seconds: number; end: string[] };

const linesKept = 60;

/** Runs it with its output shown; answers whether it passed and how long it took in seconds. */
export function runStep({ name, program, args, env }: Step): Promise<StepResult> {
  const startedAt = performance.now();
  console.log(`\n── ${name}`);
  return new Promise((done) => {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env },
    });
    let printed = "";
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const)
      from.on("data", (chunk: Buffer) => {
        to.write(chunk);
        printed = (printed + chunk.toString()).slice(-40_000);
      });
    child.once("close", (code) =>
      done({
        name,
        passed: code === 0,
        seconds: (performance.now() - startedAt) / 1000,
        end: printed.trimEnd().split("\n").slice(-linesKept),
      }),
    );
  });
}
