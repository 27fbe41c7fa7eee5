import { readResource } from "./read-resource.server.ts";
import type { Resource, ResourceName, Run } from "./run.ts";
import { closeInterrupted, closeRun, openRun } from "./run-log.server.ts";

/** Reads the resources in order; one that failed stops only those that need it. */
export async function readResources(resources: readonly Resource[], run: Run): Promise<void> {
  const { context, schoolId, batch } = run;
  const { door, log, clock } = context;
  const started = performance.now();
  const interrupted = await door.asSystem("sync", [schoolId], (tx) =>
    closeInterrupted(tx, schoolId, clock.now()),
  );
  log.info("sync_started", { school: schoolId, batch, full: run.full, interrupted });
  const failed = new Set<ResourceName>();
  let outcome: "ok" | "error" | "interrupted" = "interrupted";
  try {
    for (const resource of resources) {
      const needed = resource.needs.find((name) => failed.has(name));
      const ok = needed === undefined ? await readResource(run, resource) : await leaveOut(resource, needed);
      if (!ok) failed.add(resource.name);
    }
    outcome = failed.size === 0 ? "ok" : "error";
  } finally {
    log.info("sync_completed", {
      school: schoolId,
      batch,
      outcome,
      resources: resources.length - failed.size,
      failed: [...failed],
      duration_ms: Math.round(performance.now() - started),
    });
  }

  async function leaveOut(resource: Resource, needed: ResourceName): Promise<false> {
    const message = `Not read, because it needs ${needed.replaceAll("_", " ")}, which could not be read.`;
    await door.asSystem("sync", [schoolId], async (tx) => {
      const { id } = await openRun(tx, run, resource.name);
      await closeRun(tx, run, id, { outcome: "error", counts: {}, message });
    });
    return false;
  }
}
