import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "#app/context.ts";
import { type SyncedDistrict, startSyncedDistrict } from "../../../tests/aeries/synced-district.ts";

let here: SyncedDistrict;
let undisturbed: SyncedDistrict;
beforeAll(async () => {
  [here, undisturbed] = await Promise.all([startSyncedDistrict(), startSyncedDistrict()]);
  for (const district of [here, undisturbed]) await district.district();
  await undisturbed.school(20);
});
afterAll(async () => {
  await here.close();
  await undisturbed.close();
});

/** A process that dies at the end of its n-th transaction, before that is committed; nothing works after it. */
function dyingAt(nth: number): { context: Context; signal: AbortSignal } {
  const death = new AbortController();
  let transactions = 0;
  const door: Context["door"] = {
    ...here.context.door,
    asSystem: (reason, schools, work) => {
      // The first is the one that stays open beside the run, for the lock.
      const mine = transactions++;
      death.signal.throwIfAborted();
      return here.context.door.asSystem(reason, schools, async (tx) => {
        const done = await work(tx);
        if (mine === nth) death.abort(new Error("killed"));
        if (mine > 0) death.signal.throwIfAborted();
        return done;
      });
    },
  };
  return { context: { ...here.context, door }, signal: death.signal };
}

test("killed at the end of every transaction in turn and started again, a run ends as if undisturbed", {
  timeout: 120_000,
}, async () => {
  let killed = 0;
  for (let nth = 1; nth < 60; nth++) {
    const { context, signal } = dyingAt(nth);
    const ended = await here.school(20, { context, signal }).then(
      () => "done",
      (error: Error) => error.message,
    );
    if (ended === "done") break;
    expect(ended).toBe("killed");
    killed++;
  }
  expect(killed).toBeGreaterThan(20);
  expect(await here.checksums(20)).toEqual(await undisturbed.checksums(20));
  const left =
    await here.admin`select outcome, count(*)::int from sync_run where school_id = 20 group by 1 order by 1`;
  expect(left.map((row) => row.outcome)).toEqual(["interrupted", "ok"]);
});

test("killed while Aeries is answering, nothing of that resource is kept, and the next run calls it interrupted", async () => {
  const death = new AbortController();
  here.stand.switches.latencyMs = 200;
  const running = here.school(40, { signal: death.signal });
  setTimeout(() => death.abort(new Error("killed")), 500);
  await expect(running).rejects.toThrow("killed");
  here.stand.switches.latencyMs = 0;
  const [open] = await here.admin`select resource from sync_run where school_id = 40 and finished_at is null`;
  expect(open).toBeDefined();
  await here.school(40);
  expect(
    await here.admin`select outcome from sync_run where school_id = 40 and resource = ${open!.resource} order by id`,
  ).toEqual([{ outcome: "interrupted" }, { outcome: "ok" }]);
});

test("two runs of one school at once: one does the work, the other leaves", async () => {
  const before = await here.checksums(20);
  const [runs] = await here.admin`select count(*)::int as runs from sync_run where school_id = 20`;
  await Promise.all([here.school(20, { full: true }), here.school(20, { full: true })]);
  expect(here.lines.filter((line) => line.includes("sync_already_running"))).toHaveLength(1);
  const [after] = await here.admin`select count(*)::int as runs from sync_run where school_id = 20`;
  expect(after!.runs - runs!.runs).toBe(12);
  expect(await here.checksums(20)).toEqual(before);
});
