import { mkdirSync } from "node:fs";
import { startEmbedded } from "#server/embedded-postgres.ts";
import { type AccessFile, readKept, writeKept } from "./access-file.ts";
import { assemble } from "./assemble.ts";
import { choosePorts } from "./environment.ts";
import { claimPlace, startOver } from "./place.ts";
import { causeOf, type DemoProblem } from "./sentence.ts";
import { createStops, type Stops } from "./stops.ts";

export type Demo = { access: AccessFile; stop(): Promise<void> };
export type DemoOptions = {
  /** Where everything is kept: ".data". */
  folder: string;
  fresh: boolean;
  hotReload: boolean;
  say: (line: string) => void;
  /** Something that the demo is made of ended by itself after the start. */
  onEnd: (problem: DemoProblem) => void;
  /** Stops a start that is under way. */
  signal?: AbortSignal;
};

/**
 * Brings up a whole district on this machine: database, Aeries stand-in, worker, a full read of Aeries, people, web.
 * What is there from an earlier start is used again. When it throws, nothing that it began is left.
 * @throws DemoProblem with one sentence; the signal's reason
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const trouble = new AbortController();
  const ending = AbortSignal.any([trouble.signal, ...(options.signal ? [options.signal] : [])]);
  const stops = createStops(ending);
  let ready = false;
  const ended = (problem: unknown) =>
    ready ? options.onEnd(problem as DemoProblem) : trouble.abort(problem);
  try {
    // A step of the start may wait for what never comes, once the demo is to end.
    const aborted = new Promise<never>((_, fail) => {
      ending.addEventListener("abort", () => fail(ending.reason), { once: true });
    });
    const access = await Promise.race([bringUp(options, { stops, ending, ended }), aborted]);
    ready = true;
    return { access, stop: stops.all };
  } catch (failure) {
    await stops.all();
    throw failure;
  }
}

/** How a start learns that it is to end, and tells that something of it did. */
export type Course = { stops: Stops; ending: AbortSignal; ended: (problem: unknown) => void };

async function bringUp(options: DemoOptions, course: Course): Promise<AccessFile> {
  const { folder, say } = options;
  const port = Number(process.env.PORT ?? 3000);
  await claimPlace(folder, port, course.stops);
  if (options.fresh) await startOver(folder);
  mkdirSync(`${folder}/demo`, { recursive: true });
  const earlier = readKept(folder);
  const ports = await choosePorts(port, earlier);
  const kept = { ...earlier, aeriesPort: ports.aeries };
  writeKept(folder, kept);
  say("Starting the database");
  const server = await course.stops.opened(
    () => startEmbedded(folder),
    (opened) => opened.stop(),
  );
  try {
    return await assemble({ ...options, server, kept, ports }, course);
  } catch (failure) {
    throw causeOf(failure, server.lastWords(), folder);
  }
}
