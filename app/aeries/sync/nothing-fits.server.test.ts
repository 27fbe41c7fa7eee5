import { afterAll, beforeAll, expect, test } from "vitest";
import { altering } from "../../../tests/aeries/altering.ts";
import { type SyncedDistrict, startSyncedDistrict } from "../../../tests/aeries/synced-district.ts";

/** Lists of a school in which no row can be read: nothing ends for it, and the rows wait where people can see them. */
const school = 40;
let here: SyncedDistrict;
let before: Record<string, string>;
beforeAll(async () => {
  here = await startSyncedDistrict();
  await here.district();
  await here.school(school);
  const { quarantine: _, ...rows } = await here.checksums(school);
  before = rows;
});
afterAll(() => here.close());

const readAltered = async (path: string, alter: Parameters<typeof altering>[2]) => {
  const aeries = here.clientOf(await altering(here.stand, path, alter));
  await here.school(school, { full: true, context: { ...here.context, aeries } });
  aeries.close();
  return here.newest(school);
};

test.each([
  ["terms", "/terms", "StartDate"],
  ["absence_codes", "/absencecodes", "TypeCode"],
  ["students", "/students", "Grade"],
  ["contacts", "/contacts", "SequenceNumber"],
  ["sections", "/sections", "Period"],
  ["rosters", "/classes", "DateStarted"],
])("where no row of %s can be read, all wait in quarantine and nothing ends", async (resource, path, broken) => {
  let sent = 0;
  const runs = await readAltered(path, (row) => {
    sent++;
    return { ...row, [broken]: { not: "readable" } };
  });
  expect(runs[resource]).toMatchObject({ outcome: "ok", counts: { vanished: 0 } });
  const [waiting] = await here.admin`select count(*)::int as rows from quarantine
    where school_id = ${school} and resource = ${resource} and settled_at is null`;
  expect(sent).toBeGreaterThan(0);
  expect(waiting!.rows).toBe(sent);
  const { quarantine: _, ...rows } = await here.checksums(school);
  expect(rows).toEqual(before);
});

test("one row that cannot be read does not make an end of all others that are missing", async () => {
  let sent = 0;
  const runs = await readAltered("/contacts", (row) => (sent++ === 0 ? { ...row, SequenceNumber: "x" } : []));
  expect(sent).toBeGreaterThan(20);
  expect(runs.contacts).toMatchObject({
    outcome: "error",
    message: expect.stringContaining("sent nothing where it had many rows before"),
  });
  const { quarantine: _, ...rows } = await here.checksums(school);
  expect(rows).toEqual(before);
});
