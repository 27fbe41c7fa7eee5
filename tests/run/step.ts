import { spawn } from "node:child_process";

/** One check of the run: its name and its Node program with arguments. */
export type Step = { name: string; program: string; args: string[]; env?: Record<string, string> };

/** Runs it with its output shown; answers whether it passed and how long it took in seconds. */
export function runStep({
  name,
  program,
  args,
  env,
}: Step): Promise<{ name: string; passed: boolean; seconds: number }> {
  const startedAt = performance.now();
  console.log(`\n── ${name}`);
  return new Promise((done) => {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env },
    });
    child.once("exit", (code) =>
      done({ name, passed: code === 0, seconds: (performance.now() - startedAt) / 1000 }),
    );
  });
}
