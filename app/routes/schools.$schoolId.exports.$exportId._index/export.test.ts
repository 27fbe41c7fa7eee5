import { afterAll, beforeAll, expect, test } from "vitest";
import { layMark, type Oak, openOak } from "../../../tests/page/oak.ts";
import { loader } from "./route.tsx";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-14T21:00:00Z");
  const { admin } = school;
  const at = "2026-10-14T17:00:00Z";
  await admin`insert into user_account (email, name, password_hash) values ('p@example.org', 'Ola Office', '')`;
  await admin`insert into mark_export (school_id, proposed_by, proposed_at, through_mark_id) values (10, 1, ${at}, 9)`;
  for (const [pupilId, aeries, ours] of [
    [1001, null, "A"],
    [1002, "U", null],
  ] as const) {
    await layMark(school, { pupilId, code: ours, source: "teacher", at: "2026-10-14T16:00:00Z" });
    await admin`insert into mark_export_item (school_id, export_id, pupil_id, on_date, period, aeries_code, our_code, mark_id)
      select 10, 1, ${pupilId}, '2026-10-14', '', ${aeries}, ${ours}, max(id) from mark`;
  }
});
afterAll(() => school.close());

const see = async () =>
  (await (await school.clerk()).get(loader, "/schools/10/exports/1", { schoolId: 10, exportId: 1 })).body
    .view;
const step = (what: string, at: string) =>
  school.admin`insert into mark_export_step (school_id, export_id, step, by, at) values (10, 1, ${what}, 1, ${at})`;

test("the difference in the school's words, the next step only, and then what Aeries said", async () => {
  const proposed = await see();
  expect(proposed.rows.map(({ pupil, period, aeries, ours }) => [pupil, period, aeries, ours])).toEqual([
    ["Adams, Sam", "All day", "Present", "Absent"],
    ["Baker, Sam", "All day", "Unexcused", "Present"],
  ]);
  expect(proposed.next).toEqual({ kind: "approve", action: "/schools/10/exports/1/approval" });
  expect(proposed.steps).toEqual([
    { what: "Proposed", at: "Oct 14, 2026, 10:00 am", by: "Ola Office", reason: null },
  ]);
  await layMark(school, { pupilId: 1001, code: "I", source: "office", at: "2026-10-14T17:10:00Z" });
  await layMark(school, { pupilId: 1002, code: "T", source: "aeries", at: "2026-10-14T17:10:00Z" });
  const changed = await see();
  expect([changed.changedSince, changed.rows.map(({ since }) => since)]).toEqual([
    2,
    ["Corrected here to Illness.", "Aeries now says Tardy."],
  ]);
  await step("approved", "2026-10-14T17:30:00Z");
  expect((await see()).next?.kind).toBe("download");
  await step("downloaded", "2026-10-14T17:31:00Z");
  expect((await see()).next?.kind).toBe("import");
  await step("done", "2026-10-14T17:40:00Z");
  const done = await see();
  expect([done.next, done.totals]).toEqual([null, [{ state: "not yet read", count: 2 }]]);
  await school.admin`insert into sync_run (school_id, batch, resource, started_at, outcome, window_from, window_to)
    values (10, 'b', 'attendance', '2026-10-14T18:00:00Z', 'ok', '2026-10-01', '2026-10-31')`;
  await layMark(school, { pupilId: 1002, code: null, source: "aeries", at: "2026-10-14T18:00:00Z" });
  const read = await see();
  // What differs comes first.
  expect(read.rows.map(({ pupil, back }) => [pupil, back?.word])).toEqual([
    ["Adams, Sam", "Differs"],
    ["Baker, Sam", "Agreed"],
  ]);
  const views = await school.admin`select page, pupil_ids from pupil_view limit 1`;
  expect(views).toMatchObject([{ page: "export", pupil_ids: [1001, 1002] }]);
  const stranger = await (await school.clerk()).get(loader, "/x", { schoolId: 10, exportId: 7 });
  expect(stranger.status).toBe(404);
});
