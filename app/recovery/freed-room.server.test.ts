import { afterAll, expect, test } from "vitest";
import type { Context } from "#app/context.ts";
import { actorAs } from "../../tests/database/small-district.ts";
import { silentLog } from "../../tests/database/test-database.ts";
import { type At, asks, bookingDesk } from "../../tests/recovery/booking-desk.ts";
import { changePurpose } from "./change-purpose.server.ts";
import { chooseSetting } from "./choose-setting.server.ts";
import { runFillPlaces } from "./fill-places.server.ts";
import { plainPurpose, type SessionPurpose } from "./purpose.ts";

/** A kindergartner and twelve fourth-graders with one teacher: ten by the strict rule, all thirteen by the weighted. */
const desk = await bookingDesk(12);
const { author, book, clock, database, holding, jobs, now, planner, pupils, session, standings } = desk;
afterAll(() => desk.close());

const everyone = [asks(1004, 9, 0), ...pupils.map((id) => asks(id))];
const seats = async (at: At) => [(await holding(at, "booked")).length, (await holding(at, "waiting")).length];
const mixed = () => session({ lowGrade: -1, capacity: 14 });
const asked = async () =>
  (
    await database.admin`select singleton_key as of from pgboss.job where name = 'fill-places' order by 1`
  ).map((job) => job.of);
const choose = (value: "strict" | "weighted", effectiveFrom: string) =>
  database.web.asActor(actorAs("district administrator", 10), (tx) =>
    chooseSetting(tx, actorAs("district administrator", 10), { now: clock.now(), jobs }, "mixedRatio", {
      value,
      effectiveFrom: Temporal.PlainDate.from(effectiveFrom),
      verifiedBy: "R. Ortiz",
      verifiedOn: now.today,
      source: "A letter",
    }),
  );

test("a looser ratio of the district gives the room it frees to who waits at every school, from its day on", async () => {
  const before = await mixed();
  const after = await mixed();
  for (const at of [before, after]) await book(at, everyone);
  expect([await seats(before), await seats(after)]).toEqual([
    [10, 3],
    [10, 3],
  ]);
  await choose("weighted", "2026-10-31");
  expect(await asked()).toEqual(["10", "20"]);
  const settings = { timeZone: "America/Los_Angeles" };
  const worker = { door: database.worker, clock, log: silentLog, settings, jobs } as unknown as Context;
  await runFillPlaces(worker, { schoolId: 10 });
  expect(await asked()).toEqual(["10", `10/${before.sessionId}`, `10/${after.sessionId}`, "20"]);
  for (const at of [before, after]) await runFillPlaces(worker, at);
  expect([await seats(before), await seats(after)]).toEqual([
    [10, 3],
    [13, 0],
  ]);
});

test("a session that no longer shares its room with another program gives the room to who waits", async () => {
  const at = await mixed();
  const doing = { author: { ...author, by: 1 }, now, standings };
  const change = (alongside: SessionPurpose["alongside"]) =>
    database.web.asActor(planner, (tx) => changePurpose(tx, at, { ...plainPurpose, alongside }, doing));
  expect(await change("elop")).toBeNull();
  await book(at, everyone);
  expect(await seats(at)).toEqual([10, 3]);
  expect(await change(null)).toBeNull();
  expect(await seats(at)).toEqual([13, 0]);
});
