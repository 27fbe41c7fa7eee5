import { afterAll, beforeAll, expect, test } from "vitest";
import { clearAway } from "#app/access/clear-away.server.ts";
import { readSyncStatus } from "#app/aeries/sync-status.server.ts";
import { type SyncedDistrict, startSyncedDistrict } from "../tests/aeries/synced-district.ts";
import { scrapeTotals } from "./scrape-totals.ts";

let here: SyncedDistrict;
const school = 40;
beforeAll(async () => {
  here = await startSyncedDistrict();
  await here.district();
  await here.school(school);
});
afterAll(() => here.close());

/** A quarter of an hour's readings of a school and of the district, again and again, some of them failing. */
const someWeeks = () => here.admin`
  insert into sync_run (school_id, batch, resource, started_at, finished_at, outcome, counts, window_from, window_to)
  select s.id, 'b' || n, r.resource, at, at, case when n % 50 = 0 then 'error' when n % 97 = 0 then 'interrupted' else 'ok' end, '{"read": 1}',
    case when r.resource = 'attendance' then case when n % 96 = 0 then date '2026-08-12' else at::date - 5 end end,
    case when r.resource = 'attendance' then at::date end
  from generate_series(1, 1900) n, lateral (select timestamptz '2026-10-14 16:00Z' - n * interval '15 minutes' as at) t,
    (values (${school}), (20), (0)) s(id), (values ('students'), ('attendance'), ('staff')) r(resource)`;

const context = () => ({ ...here.context, door: here.database.worker });
const totals = async () =>
  (await scrapeTotals({ ...here.context, door: here.database.web })).aeriesSyncOperations!;
const rows = async () => (await here.admin`select count(*)::int as n from sync_run`)[0]!.n as number;
/** The newest reading without failure of each day's attendance, by which what was sent is compared. */
const readings = () => here.admin`select d.day::date::text as day, (select max(started_at) from sync_run
    where school_id = ${school} and resource = 'attendance' and outcome = 'ok' and d.day::date between window_from and window_to) as at
  from generate_series(date '2026-08-12', date '2026-10-14', interval '1 day') as d(day) order by 1`;

test("old notes of readings go, and no total falls, however often", async () => {
  await someWeeks();
  await here.admin`update school set active = false where id = 20`;
  const [before, had, read] = [await totals(), await rows(), await readings()];
  const status = () =>
    here.database.web.asSystem("test", [school], (tx) =>
      readSyncStatus(tx, school, here.context.clock.now()),
    );
  const shown = await status();
  const cleared = await clearAway(context());
  expect(cleared.sync_run).toBeGreaterThan(9_000);
  expect(await rows()).toBe(had - cleared.sync_run!);
  expect(await rows()).toBeLessThan(7_000);
  expect(await totals()).toEqual(before);
  expect(before.find((one) => one.resource === "staff" && one.outcome === "error")).toMatchObject({
    // At three schools 38 that failed and 19 that were cut short.
    value: 3 * (38 + 19),
  });
  expect(await readings()).toEqual(read);
  expect(await status()).toEqual(shown);
  expect((await clearAway(context())).sync_run).toBe(0);
  expect(await totals()).toEqual(before);
});

test("after weeks without a reading the newest of each part is left, and the next reading goes on from it", async () => {
  await here.admin`update sync_run set started_at = started_at - interval '40 days', finished_at = finished_at - interval '40 days'`;
  const before = await totals();
  await clearAway(context());
  const left =
    await here.admin`select resource, count(*) filter (where outcome = 'ok')::int as ok, count(*)::int as n
    from sync_run where school_id = ${school} group by 1 order by 1`;
  for (const { resource, ok, n } of left) expect([resource, ok >= 1, n <= 3]).toEqual([resource, true, true]);
  expect(left.length).toBeGreaterThanOrEqual(12);
  expect(await totals()).toEqual(before);
  await here.school(school);
  const { students } = await here.newest(school);
  const pupils = here.stand.district().students.filter((student) => student.school === school).length;
  expect(students).toMatchObject({ outcome: "ok" });
  // Those that changed in these weeks, not all.
  expect(students?.counts.read).toBeLessThan(pupils / 2);
  const after = await totals();
  const value = (list: typeof after) =>
    list.find((one) => one.resource === "terms" && one.outcome === "ok")!.value;
  expect(value(after)).toBe(value(before) + 1);
});
