import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../../../tests/access/test-browser.ts";
import { contextOn, movingClock } from "../../../tests/access/test-context.ts";
import { addPerson, signIn } from "../../../tests/access/test-people.ts";
import { layOutSmallDistrict } from "../../../tests/database/small-district.ts";
import { createTestDatabase, type TestDatabase } from "../../../tests/database/test-database.ts";
import { loader } from "./route.ts";

const clock = movingClock("2026-10-14T17:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
});
afterAll(() => database.drop());

test("the views of a pupil are taken out as a file, which goes on both records", async () => {
  const { context } = contextOn(database, clock);
  const officer = await addPerson(context, "officer@example.org", [
    { schoolId: 10, role: "compliance officer" },
  ]);
  await database.admin`insert into pupil_view (school_id, at, by, page, pupil_ids)
    values (10, '2026-10-14T16:00:00Z', ${officer}, 'register', '{1001,1002}'), (20, now(), ${officer}, 'register', '{2001}')`;
  const browser = openBrowser(context);
  await signIn(browser, "officer@example.org");
  const file = (pupil: string) =>
    browser.get(loader, `/schools/10/compliance/pupil-views.csv?pupil=${pupil}`, { schoolId: "10" });

  expect(await file("1001")).toMatchObject({
    status: 200,
    body: '"Date","Time","Seen by","Page"\r\n"2026-10-14","09:00:00","officer","register"\r\n',
  });
  const seen = await database.admin`select page from pupil_view where pupil_ids = '{1001}'`;
  expect(seen.map((row) => row.page)).toEqual(["record of views, as a file"]);
  const [entry] =
    await database.admin`select action, pupil_ids, by from audit_entry where school_id = 10 order by id desc limit 1`;
  expect(entry).toEqual({ action: "record of views taken out", pupil_ids: [1001], by: officer });

  expect((await file("2001")).status).toBe(404);
  expect((await file("Adams")).status).toBe(404);
});
