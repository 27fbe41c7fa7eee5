import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { Bench } from "./machine.ts";

/**
 * Does the work while both web processes have the first core to themselves and the database and the load share the
 * others, as where the web process is a container of its own and the database another machine. Left to itself, the
 * kernel moves three busy processes about two cores, and what is measured is mostly that.
 * @returns also whether it could be done: it takes `taskset` and two cores
 */
export async function webOnItsOwnCore<T>(
  bench: Bench,
  work: () => Promise<T>,
): Promise<{ found: T; apart: boolean }> {
  const cores = availableParallelism();
  const all = `0-${cores - 1}`;
  const others = [process.pid, bench.processes.database, ...childrenOf(bench.processes.database)];
  const onto = (list: string, pids: number[]) => !pids.map((pid) => moved(list, pid)).includes(false);
  const apart = cores > 1 && onto("0", bench.processes.web) && onto(`1-${cores - 1}`, others);
  try {
    return { found: await work(), apart };
  } finally {
    onto(all, [...bench.processes.web, ...others, ...childrenOf(bench.processes.database)]);
  }
}

/** All threads of the process; what it starts afterwards follows it. A process that has ended meanwhile is no matter. */
function moved(list: string, pid: number): boolean {
  const { status, error } = spawnSync("taskset", ["--all-tasks", "--cpu-list", "--pid", list, String(pid)], {
    stdio: "ignore",
  });
  return error === undefined && (status === 0 || !isRunning(pid));
}

const isRunning = (pid: number) => readdirSync("/proc").includes(String(pid));

const childrenOf = (parent: number): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);

function parentOf(pid: number): number | null {
  try {
    // The name before it may hold anything, also spaces and brackets.
    const [, , parent] = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\)/s, ")").split(" ");
    return Number(parent);
  } catch {
    return null;
  }
}
