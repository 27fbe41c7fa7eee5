import { afterAll, beforeAll, expect, test } from "vitest";
import { askForReading } from "#app/aeries/ask-for-reading.server.ts";
import { actorAs } from "../../../tests/database/small-district.ts";
import { type Oak, oak, openOak } from "../../../tests/page/oak.ts";
import { loader } from "./route.tsx";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-14T17:00:00Z");
});
afterAll(() => school.close());

type Args = Parameters<typeof loader>[0];
const refreshes = async (someone: Awaited<ReturnType<Oak["clerk"]>>, path = "/schools/10/aeries") =>
  (await someone.get(async (args: Args) => (await loader(args)).init?.headers, path, oak)).body;

test("before the first reading the page says so and does not refresh itself", async () => {
  const clerk = await school.clerk();
  const { body } = await clerk.get(loader, "/schools/10/aeries", oak);
  expect(body.view).toMatchObject({
    lag: null,
    waits: null,
    resources: [],
    readAction: "/schools/10/aeries/runs",
  });
  expect(await refreshes(clerk)).toEqual({});
});

test("a reading that was asked for, or is under way, refreshes the page until that is stopped; a finished one tells its counts", async () => {
  const clerk = await school.clerk();
  const enqueued: unknown[] = [];
  const context = {
    clock: { now: () => Temporal.Instant.from("2026-10-14T17:00:00Z") },
    jobs: { enqueue: async (_tx: unknown, name: string, data: unknown) => void enqueued.push([name, data]) },
  } as unknown as Parameters<typeof askForReading>[1];
  const actor = actorAs("attendance clerk", 10, { userId: clerk.userId });
  await school.database.web.asActor(actor, (tx) =>
    askForReading(tx, context, actor, { schoolId: 10, full: false }),
  );
  expect(enqueued).toEqual([["sync-school", { schoolId: 10, full: false, startedBy: clerk.userId }]]);
  const asked = (await clerk.get(loader, "/schools/10/aeries", oak)).body;
  const stopped = "/schools/10/aeries?live=off";
  expect(asked.view).toMatchObject({ waits: { on: true, href: stopped }, underWay: false });
  expect(await refreshes(clerk)).toEqual({ Refresh: "5" });
  expect((await clerk.get(loader, stopped, oak)).body.view.waits).toEqual({
    on: false,
    href: "/schools/10/aeries",
  });
  expect(await refreshes(clerk, stopped)).toEqual({});

  await school.admin`insert into sync_run (school_id, batch, resource, started_at, finished_at, outcome, counts, message) values
    (10, 'b', 'attendance', '2026-10-14T17:01:00Z', '2026-10-14T17:01:02Z', 'ok', '{"read": 40, "appeared": 2, "quarantined": 1}', null),
    (10, 'b', 'contacts', '2026-10-14T17:01:00Z', '2026-10-14T17:01:02Z', 'error', '{}', 'Aeries refused access.')`;
  school.at("2026-10-14T17:13:00Z");
  const { view } = (await clerk.get(loader, "/schools/10/aeries", oak)).body;
  expect(view).toMatchObject({ waits: null, lag: "12 minutes", next: "Oct 14, 2026, 10:15 am" });
  expect(view.resources).toMatchObject([
    { name: "Contacts", state: "error", message: "Aeries refused access." },
    { name: "Attendance", state: "ok", read: 40, changed: 2, held: 1 },
  ]);
});

test("an auditor looks but is offered no button; a teacher has no such page", async () => {
  const { body } = await (await school.auditor()).get(loader, "/schools/10/aeries", oak);
  expect(body.view.readAction).toBeNull();
  expect((await (await school.teacher()).get(loader, "/schools/10/aeries", oak)).status).toBe(403);
});
