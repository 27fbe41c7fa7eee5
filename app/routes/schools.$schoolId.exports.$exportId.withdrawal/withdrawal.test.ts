import { afterAll, beforeAll, expect, test } from "vitest";
import { type Oak, openOak } from "../../../tests/page/oak.ts";
import { action } from "./route.tsx";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-14T17:00:00Z");
  await school.admin`insert into mark_export (school_id, proposed_by, proposed_at, through_mark_id)
    values (10, 1, '2026-10-14T16:00:00Z', 1)`;
});
afterAll(() => school.close());

test("an export is withdrawn with a reason; without one the form comes back", async () => {
  const at = { schoolId: 10, exportId: 1 };
  const clerk = await school.clerk();
  const send = (reason: string) => clerk.post(action, "/schools/10/exports/1/withdrawal", at, { reason });
  expect(await send(" ")).toMatchObject({
    status: 400,
    body: { sentence: expect.stringContaining("Say why") },
  });
  const long = "x".repeat(201);
  expect(await send(long)).toMatchObject({ status: 400, body: { reason: long } });
  expect(await send("wrong week")).toMatchObject({ status: 302, to: "/schools/10/exports/1" });
  expect(await send("again")).toMatchObject({ status: 302 });
  const steps = await school.admin`select step, reason from mark_export_step`;
  expect(steps).toMatchObject([{ step: "withdrawn", reason: "wrong week" }]);
  expect((await (await school.teacher()).post(action, "/x", at, { reason: "mine" })).status).toBe(403);
});
