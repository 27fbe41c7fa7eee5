import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../../../tests/access/test-browser.ts";
import { contextOn, movingClock } from "../../../tests/access/test-context.ts";
import { addPerson, signIn } from "../../../tests/access/test-people.ts";
import { layOutSmallDistrict } from "../../../tests/database/small-district.ts";
import { createTestDatabase, type TestDatabase } from "../../../tests/database/test-database.ts";
import { loader } from "./route.tsx";

const clock = movingClock("2026-10-14T17:00:00Z");
let database: TestDatabase;
let world: ReturnType<typeof contextOn>;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  world = contextOn(database, clock);
  await addPerson(world.context, "officer@example.org", [{ schoolId: 10, role: "compliance officer" }]);
  await addPerson(world.context, "clerk@example.org", [{ schoolId: 10, role: "attendance clerk" }]);
});
afterAll(() => database.drop());

const at = "/schools/10/compliance/views";
const views = async () =>
  (await database.admin`select page, pupil_ids from pupil_view order by id`).map((row) => ({ ...row }));

test("looking up who saw a pupil is itself on record; the list of all is not about one pupil", async () => {
  const browser = openBrowser(world.context);
  await signIn(browser, "officer@example.org");
  expect(await browser.get(loader, at, { schoolId: "10" })).toMatchObject({
    body: { rows: [], fileHref: null },
  });
  expect(await views()).toEqual([]);
  await browser.get(loader, `${at}?pupil=1001`, { schoolId: "10" });
  expect(await views()).toEqual([{ page: "record of views", pupil_ids: [1001] }]);
  const again = await browser.get(loader, `${at}?pupil=1001`, { schoolId: "10" });
  expect(again.body).toMatchObject({
    fileHref: "/schools/10/compliance/pupil-views.csv?pupil=1001",
    rows: [{ who: "officer", page: "record of views", pupils: "student ID 1001" }],
  });
});

test("another school's record is not there, and a clerk may not open this one", async () => {
  const officer = openBrowser(world.context);
  await signIn(officer, "officer@example.org");
  expect((await officer.get(loader, "/schools/20/compliance/views", { schoolId: "20" })).status).toBe(404);
  const clerk = openBrowser(world.context);
  await signIn(clerk, "clerk@example.org");
  expect((await clerk.get(loader, at, { schoolId: "10" })).status).toBe(403);
});

test("what is no number is taken out of the address, and the page says what to type", async () => {
  const browser = openBrowser(world.context);
  await signIn(browser, "officer@example.org");
  for (const typed of ["Delgado", "1001 Delgado", "1e5", "12345678901"]) {
    const query = new URLSearchParams({ pupil: typed, by: "1", from: "2026-10-01" });
    const sent = await browser.get(loader, `${at}?${query}`, { schoolId: "10" });
    expect(sent).toMatchObject({ status: 302, to: `${at}?by=1&from=2026-10-01&unread=pupil` });
    expect((await browser.get(loader, sent.to!, { schoolId: "10" })).body).toMatchObject({
      form: {
        typed: { pupil: "", from: "2026-10-01" },
        errors: { pupil: expect.stringContaining("number") },
      },
    });
  }
});
