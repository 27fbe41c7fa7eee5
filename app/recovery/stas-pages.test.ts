import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as reportPage } from "#app/routes/claims.$year.$period._index/route.tsx";
import { loader as stasPage } from "#app/routes/claims.$year.stas._index/route.tsx";
import { loader as stasFile } from "#app/routes/claims.$year.stas.file/route.ts";
import { openBrowser, type TestBrowser } from "../../tests/access/test-browser.ts";
import { contextOn, movingClock } from "../../tests/access/test-context.ts";
import { addPerson, signIn } from "../../tests/access/test-people.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { addAttestedSession } from "../../tests/recovery/attested-session.ts";

const clock = movingClock("2027-01-20T17:00:00Z");
let database: TestDatabase;
let head: TestBrowser;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  const { context } = contextOn(database, clock);
  await database.admin`update school set cds_code = '0161259600' || id`;
  await database.admin`update pupil set state_id = '123456' || pupil_id`;
  await database.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at) values
    (10, 2026, '2026-10-01', '', 1001, 'aeries', 'I', now()), (20, 2026, '2026-10-02', '', 1003, 'aeries', 'U', now())`;
  const stays = { 1001: [[480, 720]], 1003: [[480, 720]] } satisfies Record<number, [number, number][]>;
  await addAttestedSession(database.admin, { schoolId: 10, date: "2026-10-10", stays });
  await addPerson(context, "head@example.org", [{ schoolId: 0, role: "district administrator" }]);
  head = openBrowser(context);
  await signIn(head, "head@example.org");
});
afterAll(() => database.drop());

const report = async () =>
  (
    (await head.get(reportPage, "/claims/2026/p-1", { year: "2026", period: "p-1" })).body as {
      view: { total: { days: number; listed: number } };
    }
  ).view;

test("the file for CALPADS is made when every row passes, and taking it out is on record with its settings", async () => {
  const year = { year: "2026" };
  const file = await head.get(stasFile, "/f", year);
  expect(file.body).toContain('"1234561001","016125960010","1"');
  const [entry] =
    await database.admin`select pupil_ids, after from audit_entry where action = 'recovered days taken out for CALPADS'`;
  expect(entry?.pupil_ids).toEqual([1001]);
  expect(entry?.after.settings).toContainEqual(["Below a minimum day", "Whole hours of each session count"]);
  const page = (await head.get(stasPage, "/p", year)).body as { settings: { term: string }[] };
  expect(page.settings.map(({ term }) => term)).toContain("Below a minimum day");
  await database.admin`update pupil set state_id = null where pupil_id = 1001`;
  expect((await head.get(stasFile, "/f", year)).to).toBe("/claims/2026/stas");
  expect(await problems()).toEqual([["SSID", 1001]]);
  await database.admin`update pupil set state_id = '1234561001' where pupil_id = 1001`;
});

const problems = async () =>
  (
    (await head.get(stasPage, "/p", { year: "2026" })).body as {
      problems: { check: string; pupilId: number }[];
    }
  ).problems.map(({ check, pupilId }) => [check, pupilId]);
/** Make-ups with the district's code in a new list of a school, week by week, and one of a Saturday school. */
async function list(schoolId: number, studentNumber: number, count: number, from = "2026-08-24") {
  const [reading] = await database.admin<{ id: number }[]>`insert into aeries_makeup_reading
    (school_id, file_name, row_count, by, at) values (${schoolId}, 'M.csv', ${count}, 1, now()) returning id::int`;
  await database.admin`insert into aeries_makeup (school_id, reading_id, student_number, on_date, code)
    select ${schoolId}, ${reading!.id}, ${studentNumber}, ${from}::date + 7 * n, case n when ${count} then 'S' else 'M' end
    from generate_series(0, ${count}) n`;
}

test("AR-CAP-2: days that Aeries has already stand in the file and on the report, and count toward the ten", async () => {
  await list(10, 1, 3);
  const file = await head.get(stasFile, "/f", { year: "2026" });
  expect(file.body).toContain('"1234561001","016125960010","4"');
  expect((await report()).total).toMatchObject({ days: 2, listed: 3 });
  await list(10, 1, 10);
  expect((await report()).total).toMatchObject({ days: 1, listed: 10 });
});

test("STAS0739 and STAS0740E1: a file that CALPADS would refuse is not made, and the page names the pupil", async () => {
  await list(10, 1, 11);
  expect((await head.get(stasFile, "/f", { year: "2026" })).to).toBe("/claims/2026/stas");
  expect(await problems()).toEqual([["STAS0739", 1001]]);
  await list(10, 3, 6);
  await list(20, 3, 5, "2026-10-12");
  expect((await head.get(stasFile, "/f", { year: "2026" })).to).toBe("/claims/2026/stas");
  expect(await problems()).toEqual([["STAS0740E1", 1003]]);
  await list(20, 3, 4, "2026-10-12");
  expect(await problems()).toEqual([]);
  expect((await head.get(stasFile, "/f", { year: "2026" })).body).toContain(
    '"1234561003","016125960020","4"',
  );
});
