import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actorAs, layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { addAbsentPupils, saturday } from "../../tests/recovery/saturday.ts";
import { changeCapacity } from "./capacity.server.ts";
import type { LineStandings } from "./line-standings.server.ts";
import { momentIn } from "./moment.ts";
import { bookPupils } from "./places.server.ts";
import { recordPresence } from "./presence.server.ts";
import { joinSession, leaveSession } from "./session-teachers.server.ts";
import { troublesOf } from "./session-trouble.server.ts";
import { createSession, findSession } from "./sessions.server.ts";

const zone = "America/Los_Angeles";
const clock = clockAt("2026-10-16T17:00:00Z");
const now = momentIn(zone, clock.now());
const planner = actorAs("recovery coordinator", 10);
const author = { by: 1, actor: "recovery coordinator 1" };
const bell = actorAs("teacher", 10, { userId: 2, staffId: 502 });
const standings: LineStandings = new Map();
let database: TestDatabase;
let at: { schoolId: number; sessionId: number };
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  const pupils = await addAbsentPupils(database.admin, 25);
  await database.web.asActor(planner, async (tx) => {
    const doing = { author, at: clock.now(), today: clock.today() };
    const created = await createSession(tx, 10, { ...saturday, capacity: 30 }, doing);
    if (!created.ok) throw new Error("refused");
    at = { schoolId: 10, sessionId: created.id };
    const asking = pupils.map((pupilId) => ({ pupilId, grade: 4, familyKey: null, recoverableDays: 1 }));
    await bookPupils(tx, at, asking, "mother", { author, now, standings });
  });
});
afterAll(() => database.drop());

const seen = () => database.web.asActor(planner, (tx) => findSession(tx, 10, at.sessionId));
const join = (teacherId: number) =>
  database.web.asActor(planner, (tx) => joinSession(tx, at, teacherId, { author, now, standings }));
const leave = (teacherId: number) =>
  database.web.asActor(planner, (tx) => leaveSession(tx, at, teacherId, "ill", { author, now }));
const placesSeen = async () =>
  Number(
    (await database.web.asActor(bell, (tx) => tx.execute(sql`select count(*) as n from recovery_place`)))[0]!
      .n,
  );
const writes = () =>
  database.web
    .asActor(bell, (tx) =>
      tx.execute(sql`insert into recovery_presence (school_id, session_id, pupil_id, in_at, by, at)
        values (10, ${at.sessionId}, 3001, 480, 2, ${clock.now().toString()})`),
    )
    .then(
      () => true,
      () => false,
    );

test("one teacher has twenty pupils; the rest wait", async () => {
  expect(await seen()).toMatchObject({ booked: 20, waiting: 5 });
});

test("nobody joins without a document, from elsewhere at the same time, or alone leaves", async () => {
  expect(await join(504)).toBe(
    "Di Dole has no certification document on record: neither a number in Aeries nor an entry here. Choose a teacher who may lead it on that day.",
  );
  expect(await join(999)).toBe("Choose the certificated teacher who leads the session.");
  await database.web.asActor(planner, (tx) =>
    createSession(
      tx,
      10,
      { ...saturday, teacherId: 502, room: "2", startsAt: 700, endsAt: 760 },
      {
        author,
        at: clock.now(),
        today: clock.today(),
      },
    ),
  );
  expect(await join(502)).toBe("Bo Bell has another session from 11:40 am to 12:40 pm.");
  await database.admin`insert into recovery_cancellation select 10, id, 'x', 1, now() from recovery_session where room = '2'`;
  expect(await leave(501)).toContain("the only teacher");
});

test("a joined teacher sees and writes the session's rows, and raises its limit; a left one does neither", async () => {
  expect([await placesSeen(), await writes()]).toEqual([0, false]);
  expect(await join(502)).toBe(null);
  expect(await seen()).toMatchObject({ booked: 25, waiting: 0 });
  expect(await placesSeen()).toBe(30);
  expect(await writes()).toBe(true);
  const day = momentIn(zone, Temporal.Instant.from("2026-10-17T16:00:00Z"));
  const doing = {
    author: { by: 2, actor: "teacher 2" },
    now: day,
    reason: null,
    leads: 502,
    source: "staff" as const,
    jobs: { enqueue: () => Promise.reject(new Error("No job is expected here.")) },
  };
  const recorded = await database.web.asActor(bell, (tx) =>
    recordPresence(tx, at, [{ pupilId: 3002, inAt: 480, outAt: null }], doing),
  );
  expect(recorded).toEqual({ ok: true, changed: [3002] });
  expect(await leave(502)).toBe(null);
  expect([await placesSeen(), await writes()]).toEqual([0, false]);
  expect((await seen())!.booked).toBe(25);
});

test("says that more hold a place than who stays may have, and takes nobody's away", async () => {
  const session = (await seen())!;
  const told = () => database.web.asActor(planner, (tx) => troublesOf(tx, 10, [session], now));
  expect((await told()).get(at.sessionId)).toEqual([
    "25 pupils hold a place, and one teacher may have 20 of them. Let another teacher join, or give 5 places back. Nobody has lost a place.",
  ]);
});

test("the one who leads leaves once another is there, who then leads", async () => {
  expect(await join(502)).toBe(null);
  expect(await leave(501)).toBe(null);
  expect(await seen()).toMatchObject({
    teacherId: 502,
    teacher: "Bo Bell",
    plannedLead: 501,
    teachers: [{ id: 502, name: "Bo Bell" }],
  });
  const planned = actorAs("teacher", 10, { userId: 3, staffId: 501 });
  const theirs = () =>
    database.web.asActor(planned, (tx) => tx.execute(sql`select 1 from recovery_place limit 1`));
  expect(await theirs()).toEqual([]);
  expect(await join(501)).toBe(null);
  expect(await theirs()).toHaveLength(1);
  expect((await seen())!.teachers.map(({ id }) => id)).toEqual([501, 502]);
});

test("places are never lowered below those held", async () => {
  const change = (capacity: number) =>
    database.web.asActor(planner, (tx) => changeCapacity(tx, at, capacity, { author, now, standings }));
  expect(await change(24)).toBe(
    "25 pupils hold a place. Enter 25 or more, or give places back first: nobody loses a place unasked.",
  );
  expect((await seen())!.capacity).toBe(30);
  expect(await change(25)).toBe(null);
  expect(await seen()).toMatchObject({ capacity: 25, booked: 25 });
});
