import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { handover, struckOff } from "#sandbox/district/plan.ts";
import { type SyncedDistrict, startSyncedDistrict } from "../../../tests/aeries/synced-district.ts";
import { actorAs } from "../../../tests/database/small-district.ts";

let here: SyncedDistrict;
const school = 20;
beforeAll(async () => {
  here = await startSyncedDistrict({ today: "2026-12-02" });
  await here.district();
  await here.school(school);
});
afterAll(() => here.close());

/** What row security leaves someone of the classes of the school. */
const seenBy = (staffId: number) =>
  here.database.web.asActor(actorAs("teacher", school, { staffId }), async (tx) => {
    const [seen] = await tx.execute<{ sections: number[]; spans: number; pupils: number }>(sql`select
      (select coalesce(json_agg(section_number order by section_number), '[]') from section) as sections,
      (select count(*)::int from roster) as spans, (select count(*)::int from pupil) as pupils`);
    return seen!;
  });

test("a member of a class who is out of use sees nothing of it, though Aeries gives no day on which it ended", async () => {
  const member = here.stand
    .district()
    .sections.find((one) => one.number === struckOff.section)!
    .teachers.find(({ staff }) => staff.id === struckOff.staff);
  expect(member).toMatchObject({ inactive: true, end: null });
  expect(await seenBy(struckOff.staff)).toEqual({ sections: [], spans: 0, pupils: 0 });
});

test("who taught a class until a day sees nothing of it since, and is remembered for the days before", async () => {
  expect(await seenBy(handover.from)).toEqual({ sections: [], spans: 0, pupils: 0 });
  const [before] = await here.admin`select staff_id, ends_on::text from section_staff
    where school_id = ${school} and section_number = ${handover.section} and ends_on is not null`;
  expect(before).toMatchObject({ staff_id: handover.from, ends_on: "2026-11-01" });
});

test("a colleague who teaches the class sees it", async () => {
  const [colleague] = await here.admin`select staff_id from section_staff
    where school_id = ${school} and section_number = ${struckOff.section} and is_primary`;
  const seen = await seenBy(colleague!.staff_id);
  expect(seen.sections).toEqual([struckOff.section]);
  expect(seen.pupils).toBeGreaterThan(10);
});
