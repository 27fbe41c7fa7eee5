import { afterAll, expect, test } from "vitest";
import type { Context } from "#app/context.ts";
import { silentLog } from "../../tests/database/test-database.ts";
import { asks, bookingDesk } from "../../tests/recovery/booking-desk.ts";
import { cancelSession } from "./cancellation.server.ts";
import { runFillPlaces } from "./fill-places.server.ts";
import { fillPlaces } from "./places.server.ts";

const { author, book, clock, database, holding, jobs, planner, pupils, release, session, standings, close } =
  await bookingDesk(32);
afterAll(close);

test("a freed place goes to the one in line with the most days to recover, in the same transaction", async () => {
  const at = await session({ capacity: 1 });
  await book(at, [asks(pupils[0]!)]);
  await book(at, [asks(pupils[1]!, 2), asks(pupils[2]!, 5), asks(pupils[3]!, 5)]);
  expect(await release(at, pupils[0]!)).toEqual([pupils[2]]);
  expect(await holding(at, "booked")).toEqual([pupils[2]]);
  expect(await holding(at, "waiting")).toEqual([pupils[3], pupils[1]]);
});

test("who declined is not offered a place again, neither from the line nor by booking", async () => {
  const at = await session({ capacity: 1 });
  await book(at, [asks(pupils[0]!), asks(pupils[1]!, 1)]);
  await release(at, pupils[1]!, "declined");
  expect(await release(at, pupils[0]!)).toEqual([]);
  const again = await book(at, [asks(pupils[1]!)]);
  expect(again).toMatchObject({ placed: [], left: [{ pupilId: pupils[1], why: "declined" }] });
});

test("nothing is filled once the session has begun, and nobody is booked", async () => {
  const date = Temporal.PlainDate.from("2027-05-15");
  const at = await session({ date, capacity: 1 });
  await book(at, [asks(pupils[0]!), asks(pupils[1]!)]);
  const begun = { at: clock.now(), today: date, minute: 480 };
  expect(await release(at, pupils[0]!, "released", begun)).toEqual([]);
  expect(await holding(at, "waiting")).toEqual([pupils[1]]);
  expect(await book(at, [asks(pupils[2]!)], begun)).toEqual({ ok: false, why: "begun" });
  const minuteBefore = { ...begun, minute: 479 };
  const filled = await database.web.asActor(planner, (tx) =>
    fillPlaces(tx, at, { author, now: minuteBefore, standings }),
  );
  expect(filled).toEqual([pupils[1]]);
});

test("a place stays with whoever was signed in, and in a session that is attested or cancelled; a no-show's is given back", async () => {
  const date = Temporal.PlainDate.from("2027-05-22");
  const at = await session({ date });
  const { admin } = database;
  await book(at, [asks(pupils[0]!), asks(pupils[1]!), asks(pupils[2]!)]);
  const came = async (pupilId: number, inAt: number | null, outAt: number | null) => {
    await admin`insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, reason, by, at)
      values (10, ${at.sessionId}, ${pupilId}, ${inAt}, ${outAt}, 'by hand', 1, now())`;
  };
  await came(pupils[0]!, 480, null);
  await came(pupils[1]!, 480, 500);
  const running = { at: clock.now(), today: date, minute: 520 };
  const back = (pupilId: number) => release(at, pupilId, "released", running);
  expect(await back(pupils[0]!)).toMatch(/^This pupil was signed in to this session, so the place stays\./);
  expect(await back(pupils[1]!)).toMatch(/^This pupil was signed in/);
  await came(pupils[1]!, null, null);
  expect(await back(pupils[1]!)).toEqual([]);
  await admin`insert into recovery_attestation (school_id, session_id, by, at, through_presence_id, pupil_count, minutes_total, statement)
    select 10, ${at.sessionId}, 1, now(), max(id), 1, 0, '' from recovery_presence where session_id = ${at.sessionId}`;
  expect(await back(pupils[2]!)).toBe(
    "The teacher has attested this session, so its places stay as they are.",
  );
  expect(await holding(at, "booked")).toEqual([pupils[0], pupils[2]]);
  const called = await session();
  await book(called, [asks(pupils[0]!)]);
  await admin`insert into recovery_cancellation (school_id, session_id, reason, by, at) values (10, ${called.sessionId}, 'ill', 1, now())`;
  expect(await release(called, pupils[0]!)).toBe(
    "This session was cancelled, so its places stay as they are.",
  );
});

test("a cancelled session frees its pupils, and the job gives them the places they waited for", async () => {
  const date = Temporal.PlainDate.from("2027-05-08");
  const full = await session({ date, capacity: 1 });
  const other = await session({ date, teacherId: 502 });
  await book(full, [asks(pupils[0]!), asks(pupils[1]!)]);
  await book(other, [asks(pupils[1]!)]);
  expect(await release(full, pupils[0]!)).toEqual([]);
  const doing = { author: { ...author, by: 1 }, at: clock.now(), today: clock.today(), jobs };
  const cancel = () => database.web.asActor(planner, (tx) => cancelSession(tx, other, "teacher ill", doing));
  expect(await cancel()).toBe(null);
  expect(await cancel()).toBe("already cancelled");
  const queued =
    await database.admin`select data from pgboss.job where name = 'fill-places' and singleton_key = ${`10/${full.sessionId}`}`;
  expect(queued[0]?.data).toEqual(full);
  const context = {
    door: database.worker,
    clock,
    log: silentLog,
    settings: { timeZone: "America/Los_Angeles" },
  };
  await runFillPlaces(context as Context, full);
  expect(await holding(full, "booked")).toEqual([pupils[1]]);
});

test("the ratio holds where the capacity alone would not", async () => {
  const at = await session({ lowGrade: -1, capacity: 10 });
  await database.admin`update recovery_session set capacity = 14 where id = ${at.sessionId}`;
  await book(at, [asks(1004, 9, 0), ...pupils.slice(0, 12).map((id) => asks(id))]);
  expect(await holding(at, "booked")).toHaveLength(10);
  expect(await holding(at, "waiting")).toHaveLength(3);
});

test("a booking puts the family's yes and the change on record", async () => {
  const at = await session();
  await book(at, [asks(pupils[5]!)]);
  const elections =
    await database.admin`select answer, said_by from recovery_election where pupil_id = ${pupils[5]!} order by id desc limit 1`;
  expect(elections[0]).toEqual({ answer: "yes", said_by: "mother, by phone" });
  const entries =
    await database.admin`select action, pupil_ids from audit_entry where subject = ${`recovery session ${at.sessionId}`} order by id`;
  expect(entries.map(({ action }) => action)).toEqual(["recovery session created", "recovery place booked"]);
  expect(entries[1]?.pupil_ids).toEqual([pupils[5]]);
});
