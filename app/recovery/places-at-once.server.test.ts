import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { createDoor, type Tx } from "#app/access/scope.server.ts";
import { connect } from "#server/database.ts";
import { silentLog } from "../../tests/database/test-database.ts";
import { type At, asks, bookingDesk } from "../../tests/recovery/booking-desk.ts";
import { holdPlaces } from "./held-places.server.ts";
import { bookPupils, bookUnlessLine } from "./places.server.ts";

const { book, clock, database, holding, now, author, planner, pupils, session, standings, close } =
  await bookingDesk(32);
afterAll(close);

/** Each on a connection of its own that is open already: none waits for another but where the work itself does. */
async function atOnce<T>(works: readonly ((tx: Tx) => Promise<T>)[]): Promise<T[]> {
  const connections = connect(database.urls.web, { max: works.length, name: "web" });
  const door = createDoor({ database: connections, clock, log: silentLog });
  await Promise.all(works.map(() => door.asActor(planner, (tx) => tx.execute(sql`select pg_sleep(0.1)`))));
  const done = await Promise.all(works.map((work) => door.asActor(planner, work)));
  await connections.close();
  return done;
}
const doing = { author, now, standings };
const booking = (at: At, pupil: ReturnType<typeof asks>) => (tx: Tx) =>
  bookPupils(tx, at, [pupil], "mother, by phone", doing);
/** As the page books where nobody stands in line. */
const bookingOfPage = (at: At, pupil: ReturnType<typeof asks>) => async (tx: Tx) =>
  bookUnlessLine(tx, at, await holdPlaces(tx, at, [pupil.pupilId]), [pupil], "mother, by phone", doing);

test("thirty people book the last five places at once: five get one, the rest stand in line, nothing is lost", async () => {
  const at = await session({ capacity: 7 });
  await book(at, [asks(pupils[30]!), asks(pupils[31]!)]);
  const answers = await atOnce(pupils.slice(0, 30).map((pupilId) => booking(at, asks(pupilId))));
  expect(answers.every(({ ok }) => ok)).toBe(true);
  const placed = answers.flatMap((answer) => (answer.ok ? answer.placed : []));
  const waiting = answers.flatMap((answer) => (answer.ok ? answer.waiting : []));
  expect(placed).toHaveLength(5);
  expect([...placed, ...waiting].toSorted()).toEqual(pupils.slice(0, 30));
  expect(await holding(at, "booked")).toHaveLength(7);
  expect(await holding(at, "waiting")).toHaveLength(25);
  const [seats] = await database.admin`select count(*)::int as n from recovery_place
    where session_id = ${at.sessionId} and step = 'booked'`;
  expect(seats?.n).toBe(7);
});

test("the same pupil booked ten times at once has one place", async () => {
  const at = await session();
  await atOnce(Array.from({ length: 10 }, () => booking(at, asks(pupils[0]!))));
  const [row] =
    await database.admin`select count(*)::int as n from recovery_place where session_id = ${at.sessionId}`;
  expect(row?.n).toBe(1);
});

test("nobody is in two sessions at once, also when both are booked at the same moment", async () => {
  const date = Temporal.PlainDate.from("2027-05-01");
  const [one, other] = [
    await session({ date }),
    await session({ date, teacherId: 502, startsAt: 720, endsAt: 780 }),
  ];
  const answers = await atOnce([booking(one, asks(pupils[0]!)), booking(other, asks(pupils[0]!))]);
  expect(answers.flatMap((answer) => (answer.ok ? answer.placed : []))).toEqual([pupils[0]]);
  expect(answers.flatMap((answer) => (answer.ok ? answer.left : []))).toEqual([
    { pupilId: pupils[0], why: "elsewhere at this time" },
  ]);
});

/** A room that holds more than one teacher may have: a session is not planned so, but a teacher may drop out of it. */
async function roomFor(grades: { lowGrade: number; highGrade: number }, planned: number, capacity: number) {
  const at = await session({ ...grades, capacity: planned });
  await database.admin`update recovery_session set capacity = ${capacity} where id = ${at.sessionId}`;
  return at;
}

test.each([
  { room: "TK and K", grade: 0, grades: { lowGrade: -1, highGrade: 0 }, most: 10, capacity: 20, people: 12 },
  { room: "grade 4", grade: 4, grades: { lowGrade: 4, highGrade: 4 }, most: 20, capacity: 30, people: 25 },
])("$people people book a pupil each at once for a room of $room with $capacity places: one teacher has $most of them, the rest stand in line", async ({
  grade,
  grades,
  most,
  capacity,
  people,
}) => {
  const at = await roomFor(grades, most, capacity);
  const asking = pupils.slice(0, people).map((pupilId) => asks(pupilId, 1, grade));
  await database.admin`update pupil set grade = ${grade} where pupil_id = any(${pupils})`;
  const answers = await atOnce(asking.map((pupil) => bookingOfPage(at, pupil)));
  expect(answers.every((answer) => answer !== "line" && answer.ok && answer.left.length === 0)).toBe(true);
  const [booked, waiting] = [await holding(at, "booked"), await holding(at, "waiting")];
  expect([booked.length, waiting.length]).toEqual([most, people - most]);
  expect([...booked, ...waiting].toSorted()).toEqual(pupils.slice(0, people));
  const [rows] = await database.admin`select count(*)::int as n from recovery_place
    where session_id = ${at.sessionId} and step = 'booked'`;
  expect(rows?.n).toBe(most);
});
