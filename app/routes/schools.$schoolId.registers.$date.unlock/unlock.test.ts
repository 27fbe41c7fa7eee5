import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Oak, openOak } from "../../../tests/page/oak.ts";
import { action, loader } from "./route.tsx";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-30T17:00:00Z");
});
beforeEach(async () => {
  await school.database.empty("register_unlock", "audit_entry", "audit_head");
});
afterAll(() => school.close());

const params = { schoolId: 10, date: "2026-09-01" };
const path = "/schools/10/registers/2026-09-01/unlock";
const wish = { reason: "late notes", untilDay: "2026-11-02", untilTime: "17:00" };
const rows = () =>
  school.admin`select on_date::text as day, section_number, until, reason from register_unlock`;

test("an administrator opens one class until a time on the school's clocks, with a reason, on record", async () => {
  const pat = await school.principal();
  const shown = await pat.get(loader, `${path}?section=101`, params);
  expect(shown.body.view).toMatchObject({ section: "Room 1", can: true, monthLocked: true });
  const done = await pat.post(action, `${path}?section=101`, params, { ...wish, scope: "class" });
  expect([done.status, done.to]).toEqual([302, "/schools/10/registers?date=2026-09-01"]);
  // The clocks go back on the Sunday between, so five in the afternoon is then an hour later in Greenwich.
  expect(await rows()).toEqual([
    { day: "2026-09-01", section_number: 101, until: new Date("2026-11-03T01:00:00Z"), reason: "late notes" },
  ]);
  expect(await school.admin`select action, by, reason from audit_entry`).toEqual([
    { action: "register opened for changes", by: pat.userId, reason: "late notes" },
  ]);
});

test("or every class of the day", async () => {
  await (await school.principal()).post(action, `${path}?section=101`, params, { ...wish, scope: "day" });
  expect(await rows()).toMatchObject([{ section_number: null }]);
});

test("an end that has passed, no reason, a Sunday and a day to come are refused, and nothing is opened", async () => {
  const pat = await school.principal();
  const send = async (fields: Partial<typeof wish>, date = "2026-09-01") =>
    (await pat.post(action, path, { schoolId: 10, date }, { ...wish, ...fields })).status;
  expect(await send({ untilDay: "2026-10-29" })).toBe(422);
  expect(await send({ reason: " " })).toBe(400);
  expect(await send({ untilTime: "25:00" })).toBe(400);
  expect(await send({}, "2026-10-25")).toBe(422);
  expect(await send({}, "2026-11-02")).toBe(422);
  expect(await rows()).toEqual([]);
});

test("a clerk may not, and a class of another school is not found", async () => {
  expect((await (await school.clerk()).post(action, path, params, wish)).status).toBe(403);
  expect((await (await school.principal()).get(loader, `${path}?section=201`, params)).status).toBe(404);
});
