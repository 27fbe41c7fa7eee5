import { afterAll, beforeAll, expect, test } from "vitest";
import { askForReading } from "#app/aeries/ask-for-reading.server.ts";
import { actorAs } from "../../../tests/database/small-district.ts";
import { type Oak, oak, openOak } from "../../../tests/page/oak.ts";
import { loader, meta } from "./route.tsx";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-14T17:00:00Z");
});
afterAll(() => school.close());

const refreshes = (data: unknown) =>
  JSON.stringify(meta({ data } as Parameters<typeof meta>[0])).includes('"httpEquiv":"refresh"');

test("before the first reading the page says so and does not refresh itself", async () => {
  const { body } = await (await school.clerk()).get(loader, "/schools/10/aeries", oak);
  expect(body.view).toMatchObject({
    lag: null,
    waits: false,
    resources: [],
    readAction: "/schools/10/aeries/runs",
  });
  expect(refreshes(body)).toBe(false);
});

test("a reading that was asked for, or is under way, refreshes the page; a finished one tells its counts", async () => {
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
  expect(asked.view).toMatchObject({ waits: true, underWay: false });
  expect(refreshes(asked)).toBe(true);

  await school.admin`insert into sync_run (school_id, batch, resource, started_at, finished_at, outcome, counts, message) values
    (10, 'b', 'attendance', '2026-10-14T17:01:00Z', '2026-10-14T17:01:02Z', 'ok', '{"read": 40, "appeared": 2, "quarantined": 1}', null),
    (10, 'b', 'contacts', '2026-10-14T17:01:00Z', '2026-10-14T17:01:02Z', 'error', '{}', 'Aeries refused access.')`;
  school.at("2026-10-14T17:13:00Z");
  const { view } = (await clerk.get(loader, "/schools/10/aeries", oak)).body;
  expect(view).toMatchObject({ waits: false, lag: "12 minutes", next: "Oct 14, 2026, 10:15 am" });
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
