import { afterAll, beforeAll, expect, test } from "vitest";
import { type SyncedDistrict, startSyncedDistrict } from "../../../tests/aeries/synced-district.ts";
import { actorAs } from "../../../tests/database/small-district.ts";
import { chooseCategory } from "./code-mapping.server.ts";

/** Rows that are out of use already: a list that is empty ends none of them. */
const school = 40;
let here: SyncedDistrict;
beforeAll(async () => {
  here = await startSyncedDistrict();
  await here.district();
});
afterAll(() => here.close());

test("a school without a code table is read on after a person gave the first code a meaning", async () => {
  here.stand.switches.emptyAt = ["schools/:school/absencecodes"];
  await here.school(school);
  const [waiting] = await here.admin`select code, count(*)::int as rows from quarantine
    where school_id = ${school} and kind = 'unknown_code' group by code order by code limit 1`;
  const clerk = actorAs("attendance clerk", school, { userId: 1 });
  const doing = { now: here.context.clock.now(), jobs: here.context.jobs };
  const choice = { schoolId: school, code: waiting!.code, category: "EXCUSED", reason: "agreed" } as const;
  await here.database.web.asActor(clerk, (tx) => chooseCategory(tx, clerk, doing, choice));
  await here.school(school);
  expect(await here.newest(school)).toMatchObject({
    absence_codes: { outcome: "ok" },
    attendance: { outcome: "ok" },
  });
  expect(
    await here.admin`select count(*)::int as rows from mark where school_id = ${school} and code = ${waiting!.code}`,
  ).toEqual([{ rows: waiting!.rows }]);
});

test.each([
  ["students", "schools/:school/students", "update pupil set inactive_code = 'gone'"],
  ["sections", "schools/:school/sections", "update section set active = false; delete from section_staff"],
])("where all %s are out of use already, none come and the reading goes on", async (resource, route, outOfUse) => {
  here.stand.switches.emptyAt = [];
  await here.school(school, { full: true });
  await here.admin.unsafe(outOfUse);
  here.stand.switches.emptyAt = [route];
  await here.school(school, { full: true });
  expect((await here.newest(school))[resource]).toMatchObject({ outcome: "ok", counts: { vanished: 0 } });
});
