import { afterAll, beforeAll, expect, test } from "vitest";
import { type Oak, openOak } from "../../../tests/page/oak.ts";
import { action, loader } from "./route.tsx";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-14T17:00:00Z");
  for (const _ of [1, 2])
    await school.admin`insert into mark_export (school_id, proposed_by, proposed_at, through_mark_id)
      values (10, 1, '2026-10-14T16:00:00Z', 1)`;
});
afterAll(() => school.close());

test("an export is approved once; a withdrawn one is refused on a page that can be drawn", async () => {
  const clerk = await school.clerk();
  const path = "/schools/10/exports/1/approval";
  const approve = (exportId: number) => clerk.post(action, path, { schoolId: 10, exportId }, {});
  expect(await approve(1)).toMatchObject({ status: 302, to: "/schools/10/exports/1" });
  expect(await approve(1)).toMatchObject({ status: 302, to: "/schools/10/exports/1" });
  await school.admin`insert into mark_export_step (school_id, export_id, step, by, at, reason)
    values (10, 2, 'withdrawn', 1, '2026-10-14T16:30:00Z', 'wrong week')`;
  expect(await approve(2)).toMatchObject({
    status: 409,
    body: { sentence: expect.stringContaining("was withdrawn") },
  });
  // The refusal is drawn over what the loader gives, so the loader must not send on.
  expect(await clerk.get(loader, path, { schoolId: 10, exportId: 2 })).toMatchObject({
    status: 200,
    to: null,
    body: { href: "/schools/10/exports/2" },
  });
  expect(await school.admin`select 1 from mark_export_step where step = 'approved'`).toHaveLength(1);
  expect((await (await school.teacher()).post(action, path, { schoolId: 10, exportId: 1 }, {})).status).toBe(
    403,
  );
});
