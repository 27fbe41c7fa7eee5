import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#app/access/actor.ts";
import { actorAs, layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { pageOf } from "./pages.ts";
import { pageSize, searchChanges, searchChoices, searchViews, viewsOfPupil } from "./search.server.ts";
import { readSearch, searchQuery } from "./search.ts";
import { viewsFile } from "./views-file.ts";

const zone = "America/Los_Angeles";
const officer = actorAs("compliance officer", 10);
const teacher = actorAs("teacher", 10, { staffId: 501 });
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clockAt("2026-10-14T17:00:00Z"));
  await layOutSmallDistrict(database.admin);
  const { admin } = database;
  await admin`insert into user_account (email, name, password_hash) values ('a@example.org', 'Ann', ''), ('b@example.org', 'Bo', '')`;
  await admin`insert into user_role (user_id, school_id, role, granted_at) values (1, 10, 'attendance clerk', now())`;
  const entries: [school: number, at: string, by: number | null, action: string, pupils: number[]][] = [
    [10, "2026-10-13T06:59:59Z", 1, "register taken", [1001, 1002]],
    [10, "2026-10-13T07:00:00Z", 1, "absence code mapped", []],
    [10, "2026-10-14T06:59:59Z", 2, "register taken", [1001]],
    [10, "2026-10-14T07:00:00Z", null, "sync finished", []],
    [20, "2026-10-13T12:00:00Z", 2, "register taken", [1001, 2001]],
  ];
  for (const [school, at, by, action, pupils] of entries) {
    await admin`insert into audit_entry (school_id, at, by, actor, action, subject, pupil_ids)
      values (${school}, ${at}, ${by}, 'worker', ${action}, 'x', ${pupils})`;
    if (by !== null && pupils.length > 0)
      await admin`insert into pupil_view (school_id, at, by, page, pupil_ids) values (${school}, ${at}, ${by}, 'register', ${pupils})`;
  }
});
afterAll(() => database.drop());

const asking = (query: string) => readSearch(new URLSearchParams(query)).search;
const changes = (query: string, schoolId = 10, actor: Actor = officer) =>
  database.web
    .asActor(actor, (tx) => searchChanges(tx, schoolId, asking(query), zone))
    .then((found) => found.rows.map((row) => row.id));
const views = (query: string, schoolId = 10, actor: Actor = officer) =>
  database.web
    .asActor(actor, (tx) => searchViews(tx, schoolId, asking(query), zone))
    .then((found) => found.rows.map((row) => row.who));

test("changes are found by pupil, person, action and day of the district, newest first", async () => {
  expect(await changes("")).toEqual([4, 3, 2, 1]);
  expect(await changes("pupil=1001")).toEqual([3, 1]);
  expect(await changes("by=2")).toEqual([3]);
  expect(await changes("what=register+taken")).toEqual([3, 1]);
  expect(await changes("from=2026-10-13&to=2026-10-13")).toEqual([3, 2]);
  expect(await changes("from=2026-10-13&pupil=1002")).toEqual([]);
});

test("views are found the same way", async () => {
  expect(await views("pupil=1001")).toEqual(["Bo", "Ann"]);
  expect(await views("by=1&what=register")).toEqual(["Ann"]);
  expect(await views("to=2026-10-12")).toEqual(["Ann"]);
});

test("the record of another school does not exist, and a teacher sees none", async () => {
  expect(await changes("", 20)).toEqual([]);
  expect(await views("", 20)).toEqual([]);
  expect(await changes("", 10, teacher)).toEqual([]);
  expect(await views("", 10, teacher)).toEqual([]);
  const other = await database.web.asActor(officer, (tx) => viewsOfPupil(tx, 20, 1001));
  expect(other).toEqual([]);
});

test("the choices name who holds a role here and who is on its record", async () => {
  const choices = await database.web.asActor(officer, (tx) => searchChoices(tx, 10, "changes"));
  expect(choices).toEqual({
    people: [
      { id: 1, name: "Ann" },
      { id: 2, name: "Bo" },
    ],
    whats: ["absence code mapped", "register taken", "sync finished"],
  });
});

test("a long record comes in pages", async () => {
  await database.admin`insert into audit_entry (school_id, at, actor, action, subject)
    select 10, '2026-10-15T12:00:00Z', 'worker', 'counted', n::text from generate_series(1, ${pageSize + 7}) n`;
  const found = await database.web.asActor(officer, (tx) =>
    searchChanges(tx, 10, asking("what=counted&page=2"), zone),
  );
  expect(pageOf(found, pageSize, (page) => searchQuery(asking("what=counted"), page))).toEqual({
    from: pageSize + 1,
    to: pageSize + 7,
    total: pageSize + 7,
    previousHref: "?what=counted",
    nextHref: null,
  });
});

test("what cannot be read is told, and never taken for a name", () => {
  const read = readSearch(new URLSearchParams("pupil=Adams&from=2026-13-01&to=yesterday"));
  expect(Object.keys(read.errors)).toEqual(["pupil", "from", "to"]);
  expect(searchQuery(read.search)).toBe("");
  expect(readSearch(new URLSearchParams("from=2026-10-02&to=2026-10-01")).errors.to).toMatch(
    /before the first/,
  );
});

test("the file for a parent has each view in the district's time, and no formula", async () => {
  const rows = await database.web.asActor(officer, (tx) => viewsOfPupil(tx, 10, 1001));
  expect(viewsFile([...rows, { at: rows[0]!.at, who: '=1+"1"', page: "pupil" }], zone)).toBe(
    [
      '"Date","Time","Seen by","Page"',
      '"2026-10-12","23:59:59","Ann","register"',
      '"2026-10-13","23:59:59","Bo","register"',
      '"2026-10-12","23:59:59","\'=1+""1""","pupil"',
      "",
    ].join("\r\n"),
  );
});

test.each([
  "+275760-09-13",
  "0000-01-01",
  "-000001-01-01",
  "20261014",
  "2026-10-14T00:00",
  "9999-12-31",
])("a day written as %s is told, not searched for", (text) => {
  const { search, errors } = readSearch(new URLSearchParams({ from: text, to: text }));
  expect(search).toMatchObject({ from: null, to: null });
  expect(errors).toEqual({
    from: "Enter the first day as a date.",
    to: "Enter the last day as a date.",
  });
});
