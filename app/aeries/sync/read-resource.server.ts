import { recordChanges } from "#app/access/trace.server.ts";
import type { AeriesFailure } from "#app/aeries/failure.ts";
import { keepMisfits } from "./quarantine.server.ts";
import { changesOf } from "./rewritten.ts";
import { type Counts, NothingWhereMuchWas, type Reading, type Resource, type Run } from "./run.ts";
import { closeRun, openRun, type RunEnd } from "./run-log.server.ts";

const nothingSent =
  "Aeries sent nothing where it had many rows before. Nothing was changed. Ask the Aeries administrator whether the records are still there.";
const notSaved = "What Aeries sent could not be saved. Nothing was changed. Tell whoever supports you.";

/** Reads one resource over HTTP, then writes rows, quarantine, note and audit entry in one transaction. */
export async function readResource(run: Run, resource: Resource): Promise<boolean> {
  const { context, signal, schoolId, batch } = run;
  signal.throwIfAborted();
  const started = performance.now();
  const door = context.door;
  const { id, last } = await door.asSystem("sync", [schoolId], (tx) => openRun(tx, run, resource.name));
  const end = await attempt();
  if (end.outcome === "error") await door.asSystem("sync", [schoolId], (tx) => closeRun(tx, run, id, end));
  context.log[end.outcome === "ok" ? "info" : "warn"]("sync_resource", {
    school: schoolId,
    batch,
    resource: resource.name,
    outcome: end.outcome,
    ...end.counts,
    duration_ms: Math.round(performance.now() - started),
  });
  return end.outcome === "ok";

  async function attempt(): Promise<RunEnd> {
    try {
      const answer = await resource.read(run, last);
      signal.throwIfAborted();
      return answer.ok ? await write(answer.value) : ended(answer.failure);
    } catch (error) {
      // The door answers with a Response when the database cannot be reached: then there is nowhere to note it.
      if (signal.aborted || error instanceof Response) throw error;
      if (error instanceof NothingWhereMuchWas) return { outcome: "error", counts: {}, message: nothingSent };
      context.log.error("sync_not_saved", {
        school: schoolId,
        resource: resource.name,
        error_code: causeOf(error),
      });
      return { outcome: "error", counts: {}, message: notSaved };
    }
  }

  function ended(failure: AeriesFailure): RunEnd {
    return { outcome: "error", counts: {}, message: failure.sentence };
  }

  function write(reading: Reading): Promise<RunEnd> {
    return door.asSystem("sync", [schoolId, ...(reading.schools ?? [])], async (tx) => {
      const { misfits, reread, tables = [], ...merged } = await reading.write(tx);
      signal.throwIfAborted();
      const now = context.clock.now();
      const at = { schoolId, resource: resource.name, now };
      const quarantined = await keepMisfits(tx, at, misfits, reread);
      const unchanged = Math.max(0, reading.read - quarantined - merged.appeared - merged.changed);
      const counts: Counts = { read: reading.read, ...merged, unchanged, quarantined };
      const done: RunEnd = { outcome: "ok", counts, window: reading.window, message: null };
      await closeRun(tx, run, id, done);
      if (merged.appeared + merged.changed + merged.vanished > 0) {
        const author = { by: run.startedBy, actor: "sync from Aeries" };
        await recordChanges(tx, author, now, [
          ...tables.flatMap((table) => changesOf(schoolId, table)),
          {
            schoolId,
            action: "read from Aeries",
            subject: `${resource.name}, reading ${batch}`,
            after: counts,
          },
        ]);
      }
      signal.throwIfAborted();
      return done;
    });
  }
}

/** The database's own code for what went wrong; never its message, which may quote a row. */
function causeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string") return at.code;
    if (!(at.cause instanceof Error)) return at.name;
  }
  return "unknown";
}
