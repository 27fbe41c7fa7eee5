import type { LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { takeStep } from "#app/attendance/export-desk.server.ts";
import { markDesk } from "#app/attendance/exports.server.ts";
import { actorAs } from "../../../tests/database/small-district.ts";
import { clockAt } from "../../../tests/database/test-database.ts";
import { type Oak, openOak } from "../../../tests/page/oak.ts";
import { loader } from "./route.ts";

const clock = clockAt("2026-10-14T17:00:00Z");
let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-14T17:00:00Z");
  const { admin } = school;
  await admin`insert into mark_export (school_id, proposed_by, proposed_at, through_mark_id) values (10, 1, ${clock.now().toString()}, 1)`;
  await admin`insert into mark_export_item (school_id, export_id, pupil_id, on_date, period, aeries_code, our_code, mark_id)
    values (10, 1, 1001, '2026-10-14', '', null, 'A', 1)`;
});
afterAll(() => school.close());

test("the file is asked for by someone who may, once approved, and stays in no cache and with no name", async () => {
  const at = { schoolId: 10, exportId: 1 };
  const clerk = await school.clerk();
  let answered: Response | undefined;
  const kept = async (args: LoaderFunctionArgs) => {
    answered = await loader(args);
    return answered;
  };
  const ask = () => clerk.get(kept, "/schools/10/exports/1/file", at);
  expect((await ask()).status).toBe(409);
  expect(await answered?.text()).toContain("waiting for approval");
  const actor = actorAs("attendance clerk", 10, { userId: clerk.userId });
  await school.database.web.asActor(actor, (tx) =>
    takeStep(tx, actor, clock, markDesk, { ...at, step: "approved" }),
  );
  expect((await ask()).status).toBe(200);
  expect(Object.fromEntries(answered!.headers)).toMatchObject({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": 'attachment; filename="attendance-10-export-1.csv"',
    "cache-control": "no-store",
  });
  expect(await answered?.text()).toBe("SC,SN,DY,DT,Period,Code\r\n10,1,46,2026-10-14,AL,A\r\n");
  const steps = await school.admin`select step, by from mark_export_step order by step`;
  expect(steps).toMatchObject([{ step: "approved" }, { step: "downloaded", by: clerk.userId }]);
  expect((await (await school.teacher()).get(loader, "/schools/10/exports/1/file", at)).status).toBe(403);
  const gone = await clerk.get(loader, "/schools/10/exports/2/file", { ...at, exportId: 2 });
  expect(gone.status).toBe(404);
});
