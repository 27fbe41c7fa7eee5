import { afterAll, beforeAll, expect, test } from "vitest";
import { createDoor } from "#app/access/scope.server.ts";
import type { Context } from "#app/context.ts";
import { connect } from "#server/database.ts";
import { clockAt, silentLog } from "../../tests/database/test-database.ts";
import { type At, asks, bookingDesk } from "../../tests/recovery/booking-desk.ts";
import { momentIn } from "./moment.ts";
import { bookPupils } from "./places.server.ts";
import { reattributeTimes } from "./reattribution.server.ts";
import { saveAttendance } from "./save-attendance.server.ts";
import { takeWalkIn } from "./walk-in.server.ts";

/** Two sessions of one hour on a Saturday. A pupil is booked in one while their time in the other is written down. */
const desk = await bookingDesk(3);
const { author, database, holding, jobs, now, planner, pupils, session, standings } = desk;
const date = Temporal.PlainDate.from("2026-10-24");
const clock = clockAt("2026-10-24T15:05:00Z");
const timeZone = "America/Los_Angeles";
const during = momentIn(timeZone, clock.now());
const connections = connect(database.urls.web, { max: 4, name: "web" });
const door = createDoor({ database: connections, clock, log: silentLog });
const context = { door, clock, log: silentLog, jobs, settings: { timeZone } } as unknown as Context;
let one: At;
let other: At;
beforeAll(async () => {
  one = await session({ date, room: "1" });
  other = await session({ date, room: "2", teacherId: 502 });
});
afterAll(async () => {
  await connections.close();
  await desk.close();
});

const somebodyWaits = async () => {
  const [row] = await database.admin`select exists (select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock') as waits`;
  return row!.waits as boolean;
};

/** Books a pupil in the first session, and does the work before that is committed: until it ends, or waits for it. */
async function whileBooked<T>(pupilId: number, work: () => Promise<T>): Promise<T> {
  const [booked, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const booking = door.asActor(planner, async (tx) => {
    await bookPupils(tx, one, [asks(pupilId)], "mother, by phone", { author, now, standings });
    booked.resolve();
    await goOn.promise;
  });
  await booked.promise;
  let ended = false;
  const done = work().finally(() => {
    ended = true;
  });
  while (!ended && !(await somebodyWaits())) await new Promise((after) => setTimeout(after, 20));
  goOn.resolve();
  await booking;
  return done;
}
const nowhereTwice = async (pupilId: number) => {
  expect(await holding(one, "booked")).toContain(pupilId);
  expect(await holding(other, "booked")).not.toContain(pupilId);
};

test("at the door", async () => {
  const walkIn = { studentNumber: pupils[0]!, saidBy: "father" };
  expect(
    await whileBooked(pupils[0]!, () => takeWalkIn(context, planner, other.sessionId, walkIn, during)),
  ).toBe("This pupil is booked in another session at this time.");
  await nowhereTwice(pupils[0]!);
});

test("by a sheet", async () => {
  const rows = [
    ["Student number", "Date", "In", "Out", "Session"],
    [`${pupils[1]}`, `${date}`, "8:00", "8:05", `${other.sessionId}`],
  ];
  const sheet = { rows: rows.map((cells, index) => ({ number: index + 1, cells })), fileName: "pasted" };
  const saved = await whileBooked(pupils[1]!, () =>
    saveAttendance(context, planner, sheet, { by: "forms", seen: [] }),
  );
  expect(JSON.stringify(saved)).toContain("This pupil is booked in another session at this time.");
  await nowhereTwice(pupils[1]!);
});

test("with the times of another record", async () => {
  await database.admin`insert into recovery_presence (school_id, session_id, pupil_id, in_at, by, at)
    values (10, ${other.sessionId}, 1001, 480, 1, now())`;
  const wish = { studentNumber: pupils[2]!, reason: "merged", saidBy: "father" };
  const doing = { author: { ...author, by: 1 }, now: during, leads: null, jobs };
  const refused = await whileBooked(pupils[2]!, () =>
    reattributeTimes(context, planner, { sessionId: other.sessionId, pupilId: 1001 }, wish, doing),
  );
  expect(refused?.sentence).toMatch(/^The right record is booked in another session at this time\./);
  await nowhereTwice(pupils[2]!);
});
