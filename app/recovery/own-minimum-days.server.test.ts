import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "#app/context.ts";
import { actorAs, layOutSmallDistrict } from "../../tests/database/small-district.ts";
import {
  clockAt,
  createTestDatabase,
  silentLog,
  type TestDatabase,
} from "../../tests/database/test-database.ts";
import { addAttestedSession } from "../../tests/recovery/attested-session.ts";
import { pupilLedger } from "./ledger.server.ts";
import { enterMinimumDay, readMinimumDayEntries } from "./own-minimum-days.server.ts";
import { settleClaims } from "./settle-claims.server.ts";
import { readStandings } from "./standings.server.ts";

const clock = clockAt("2026-11-20T17:00:00Z");
const clerk = actorAs("attendance clerk", 10);
const adams = { schoolId: 10, pupilId: 1001 };
const jobs = { enqueue: async () => {} };
let database: TestDatabase;
let context: Context;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  const settings = { timeZone: "America/Los_Angeles" };
  context = { door: database.web, clock, log: silentLog, settings } as Context;
  for (const date of ["2026-10-01", "2026-10-02"])
    await database.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
      values (10, 2026, ${date}, '', 1001, 'aeries', 'I', now())`;
  for (const date of ["2026-10-03", "2026-10-10", "2026-10-17"])
    await addAttestedSession(database.admin, { schoolId: 10, date, stays: { 1001: [[480, 600]] } });
});
afterAll(() => database.drop());

const enter = (from: string, minutes: number | null) =>
  database.web.asActor(clerk, (tx) =>
    enterMinimumDay(tx, clerk, { now: clock.now(), jobs }, adams, {
      ...{ from: Temporal.PlainDate.from(from), minutes },
      reason: "Program of October 1",
    }),
  );
const settled = async () => {
  await settleClaims({ ...context, door: database.worker });
  const rows = await database.admin`select absence_date::text as absence, earned_date::text as earned
    from recovery_claim_in_force where pupil_id = 1001 order by 1`;
  return rows.map(({ absence, earned }) => [absence, earned]);
};
/** The days earned, and the minutes kept, as the pupil's page says and as places are given by. */
const earned = async () => {
  const ledger = await pupilLedger(context, clerk, 1001, clock.today());
  const standings = await readStandings(context, { schoolId: 10, through: clock.today() }, [1001]);
  const standing = standings.standing(1001, clock.today());
  const [page, place] = [ledger!.standing!.credit, standing!.credit];
  expect([place.earnedOn.map(String), place.bankedMinutes, place.minimumDay.minutes]).toEqual([
    page.earnedOn.map(String),
    page.bankedMinutes,
    page.minimumDay.minutes,
  ]);
  return [page.earnedOn.map(String), page.bankedMinutes, page.minimumDay.minutes];
};

test("each session counts by the minimum day that the pupil had on its date, and claims follow", async () => {
  expect(await earned()).toEqual([["2026-10-10"], 120, 240]);
  expect(await settled()).toEqual([["2026-10-01", "2026-10-10"]]);
  expect(await enter("2026-10-05", 120)).toBe("entered");
  expect(await earned()).toEqual([["2026-10-10", "2026-10-17"], 120, 120]);
  expect(await settled()).toEqual([
    ["2026-10-01", "2026-10-10"],
    ["2026-10-02", "2026-10-17"],
  ]);
  // Taken back from a day on: what was before stays counted as it was then.
  expect(await enter("2026-10-12", null)).toBe("entered");
  expect(await earned()).toEqual([["2026-10-10", "2026-10-17"], 0, 240]);
});

test("what is so already is not entered again, nor anything for a pupil of another school", async () => {
  expect(await enter("2026-10-20", null)).toBe("the same");
  const wish = { from: clock.today(), minutes: 100, reason: "x" };
  const gomez = { schoolId: 10, pupilId: 2001 };
  expect(
    await database.web.asActor(clerk, (tx) =>
      enterMinimumDay(tx, clerk, { now: clock.now(), jobs }, gomez, wish),
    ),
  ).toBe("unknown");
  expect(await database.admin`select minutes from pupil_minimum_day order by id`).toEqual([
    { minutes: 120 },
    { minutes: null },
  ]);
});

test("a teacher sees the entries of a guest in their session, as they see the guest, and of nobody else", async () => {
  const bell = actorAs("teacher", 10, { userId: 502, staffId: 502 });
  const seen = () => database.web.asActor(bell, (tx) => readMinimumDayEntries(tx, adams));
  expect(await seen()).toEqual([]);
  const [session] =
    await database.admin`insert into recovery_session (school_id, on_date, starts_at, ends_at, room,
      teacher_id, subject, low_grade, high_grade, capacity, created_at)
    values (10, '2026-11-21', 480, 600, '1', 502, 'Mathematics', -1, 12, 20, now()) returning id`;
  await database.admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, by, at)
    values (10, ${session!.id}, 1001, 'booked', 1, 1, now())`;
  expect((await seen()).map(({ minutes }) => minutes)).toEqual([null, 120]);
});
