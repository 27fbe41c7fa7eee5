import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DemoProblem, inOneSentence } from "./sentence.ts";

type Child = { name: string; process: ChildProcess };

/** Longer than each allows itself. */
const stopWithinMs = 12_000;

export type Children = ReturnType<typeof createChildren>;

/** The processes that the demo starts, each with its own log file, all ended together. */
export function createChildren(folder: string) {
  const children: Child[] = [];
  let stopping = false;
  return {
    /**
     * Starts a Node program. `onLine` sees its lines; the log file gets them all.
     * `onEnd` is told when it ends by itself.
     */
    start(
      name: string,
      args: string[],
      env: NodeJS.ProcessEnv,
      events: { onLine?: (line: string) => void; onEnd?: (problem: DemoProblem) => void } = {},
    ): void {
      // A start that is being stopped goes on up to its next step.
      if (stopping) return;
      const log = createWriteStream(join(folder, `${name}.log`));
      log.on("error", (failure) => {
        const what = `The log of ${name} in ${folder} cannot be written: ${failure.message}.`;
        events.onEnd?.(new DemoProblem(inOneSentence(failure, folder) ?? what));
      });
      const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
        env: { ...process.env, ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let last = "";
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on("line", (line) => {
          last = line;
          log.write(`${line}\n`);
          events.onLine?.(line);
        });
      }
      child.once("exit", () => {
        log.end();
        if (!stopping)
          events.onEnd?.(
            new DemoProblem(`${name} ended by itself: ${last} (see ${join(folder, `${name}.log`)})`),
          );
      });
      children.push({ name, process: child });
    },
    /** Asks each to stop, last started first, and insists after a while. */
    async stop(): Promise<void> {
      stopping = true;
      await Promise.all(children.toReversed().map(({ process }) => end(process)));
    },
  };
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((ended) => {
    const insist = setTimeout(() => child.kill("SIGKILL"), stopWithinMs);
    child.once("exit", () => {
      clearTimeout(insist);
      ended();
    });
    child.kill("SIGTERM");
  });
}
