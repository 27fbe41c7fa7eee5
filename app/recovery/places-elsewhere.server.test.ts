import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { asks, bookingDesk } from "../../tests/recovery/booking-desk.ts";
import { bookedMeanwhile } from "./place-rows.server.ts";
import { findSession } from "./sessions.server.ts";

const { book, database, planner, session, close } = await bookingDesk(1);
afterAll(close);

test("a pupil who is booked at another school at the same time is not booked here, though nobody here may see that school", async () => {
  const at = await session({});
  const { date } = (await database.web.asActor(planner, (tx) => findSession(tx, 10, at.sessionId)))!;
  const { admin } = database;
  const there = async (startsAt: number, endsAt: number) => {
    const [row] = await admin<{ id: number }[]>`insert into recovery_session
      (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
      values (20, ${date.toString()}, ${startsAt}, ${endsAt}, '9', 503, 'Reading', -1, 6, 20, now()) returning id::int`;
    return row!.id;
  };
  const step = (sessionId: number, what: string) => admin`insert into recovery_place
    (school_id, session_id, pupil_id, step, recoverable_days, at) values (20, ${sessionId}, 1003, ${what}, 1, now())`;
  const own = (await database.web.asActor(planner, (tx) => findSession(tx, 10, at.sessionId)))!;
  const after = await there(own.endsAt, own.endsAt + 60);
  const meanwhile = await there(own.endsAt - 1, own.endsAt + 60);
  const busy = (pupilIds: number[] | null) =>
    database.web.asActor(planner, async (tx) => [...(await bookedMeanwhile(tx, at, pupilIds))]);
  await step(after, "booked");
  expect(await busy(null)).toEqual([]);
  await step(meanwhile, "booked");
  // Pupil 2001 is at the other school alone: no business of this one.
  await admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, at)
    values (20, ${meanwhile}, 2001, 'booked', 1, now())`;
  expect(await busy(null)).toEqual([1003]);
  expect(await busy([1001])).toEqual([]);
  expect(await book(at, [asks(1003)])).toMatchObject({
    placed: [],
    left: [{ pupilId: 1003, why: "elsewhere at this time" }],
  });
  const stranger = { ...planner, schools: [20] };
  expect(
    await database.web.asActor(stranger, async (tx) => [...(await bookedMeanwhile(tx, at, null))]),
  ).toEqual([]);
  await database.web.asActor(planner, async (tx) => {
    await bookedMeanwhile(tx, at, null);
    expect(await tx.execute(sql`select distinct school_id from recovery_session`)).toEqual([
      { school_id: 10 },
    ]);
  });
  await step(meanwhile, "released");
  expect(await busy(null)).toEqual([]);
});
