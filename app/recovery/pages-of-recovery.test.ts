import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { loader as pupilPage } from "#app/routes/schools.$schoolId.pupils.$pupilId_.recovery/route.tsx";
import { loader as weekPage } from "#app/routes/schools.$schoolId.recovery._index/route.tsx";
import { loader as sessionPage } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId._index/route.tsx";
import { action as attest } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.attestation/route.tsx";
import { action as book } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.bookings/route.tsx";
import { action as cancel } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.cancellation/route.tsx";
import { action as enterTimes } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.presence/route.tsx";
import { action as release } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.release/route.tsx";
import { action as walkIn } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.walk-ins/route.tsx";
import { action as plan } from "#app/routes/schools.$schoolId.recovery.sessions.new/route.tsx";
import { action as setDefaults } from "#app/routes/schools.$schoolId.settings_.recovery/route.tsx";
import { openBrowser, type TestBrowser } from "../../tests/access/test-browser.ts";
import { contextOn, movingClock } from "../../tests/access/test-context.ts";
import { addPerson, signIn } from "../../tests/access/test-people.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { addAbsentPupils } from "../../tests/recovery/saturday.ts";
import { SessionPage, type SessionReply } from "./session-page.tsx";
import type { SessionView } from "./session-view.ts";

const clock = movingClock("2026-10-16T17:00:00Z");
let database: TestDatabase;
const people: Record<string, TestBrowser> = {};
let world: ReturnType<typeof contextOn>;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  await addAbsentPupils(database.admin, 3);
  await database.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, at)
    values (10, 2026, '2026-09-21', '', 1001, 'aeries', 101, 'U', now())`;
  world = contextOn(database, clock);
  await addPerson(world.context, "coordinator@example.org", [{ schoolId: 10, role: "recovery coordinator" }]);
  await addPerson(world.context, "principal@example.org", [{ schoolId: 10, role: "school administrator" }]);
  await addPerson(world.context, "abe@example.org", [{ schoolId: 10, role: "teacher" }], { staffId: 501 });
  await addPerson(world.context, "bell@example.org", [{ schoolId: 10, role: "teacher" }], { staffId: 502 });
  await enter();
});
afterAll(async () => {
  vi.useRealTimers();
  await database.drop();
});

async function enter() {
  for (const name of ["coordinator", "principal", "abe", "bell"]) {
    people[name] = openBrowser(world.context);
    await signIn(people[name], `${name}@example.org`);
  }
}

const school = { schoolId: "10" };
const form = {
  date: "2026-10-17",
  startsAt: "08:00",
  endsAt: "12:30",
  room: "1",
  teacherId: "502",
  subject: "Mathematics",
  lowGrade: "1",
  highGrade: "6",
  capacity: "20",
};
let at: { schoolId: string; sessionId: string };
const see = async (who: string) =>
  (await people[who]!.get(sessionPage, "/s", at)).body as { view: SessionView } | string;
const view = async (who: string) => ((await see(who)) as { view: SessionView }).view;
const errorsOf = (answer: { body: unknown }) => (answer.body as SessionReply).errors;

test("a session is planned; what is wrong comes back as 400, a sentence a field, with what was typed", async () => {
  const wrong = { ...form, date: "soon", capacity: "many", room: " " };
  const refused = await people.coordinator!.post(plan, "/new", wrong, school);
  expect(refused.status).toBe(400);
  expect(refused.body).toEqual({
    errors: {
      date: "Enter a date as year-month-day, such as 2026-09-03.",
      room: "Enter the room.",
      capacity: "Enter how many pupils the session has places for, at least 1.",
    },
    values: Object.fromEntries(Object.entries(wrong).map(([name, value]) => [name, [value]])),
  });
  const empty = await people.coordinator!.post(plan, "/new", {}, school);
  expect(Object.keys(errorsOf(empty)).toSorted()).toEqual(Object.keys(form).toSorted());
  const overlap = { ...form, date: "2026-10-19" };
  const law = await people.coordinator!.post(plan, "/new", overlap, school);
  expect(errorsOf(law).startsAt).toContain("A session has to lie outside it.");
  expect((await people.abe!.post(plan, "/new", form, school)).status).toBe(403);
  const created = await people.coordinator!.post(plan, "/new", form, school);
  expect(created.to).toMatch(/^\/schools\/10\/recovery\/sessions\/\d+$/);
  at = { ...school, sessionId: created.to!.split("/").at(-1)! };
});

test("booking needs the family's yes", async () => {
  const ids = (await view("coordinator")).candidates?.rows.map(({ pupilId }) => pupilId);
  expect(ids).toEqual([1001, 3001, 3002, 3003]);
  const without = await people.coordinator!.post(book, "/b", { pupil: "3001" }, at);
  expect(without.status).toBe(400);
  expect(Object.keys(errorsOf(without))).toEqual(["agreed", "saidBy"]);
  const html = renderToStaticMarkup(
    createElement(SessionPage, {
      frame: { school: null, navigation: [], person: null, banner: null },
      view: await view("coordinator"),
      reply: without.body as SessionReply,
    }),
  );
  expect(html).toMatch(/<input type="checkbox" name="pupil" checked="" value="3001"/);
  const yes: [string, string][] = [
    ["pupil", "3001"],
    ["pupil", "3002"],
    ["agreed", "on"],
    ["saidBy", "mother"],
  ];
  expect((await people.coordinator!.post(book, "/b", yes, at)).status).toBe(302);
  expect((await people.abe!.post(book, "/b", yes, at)).status).toBe(403);
  expect((await view("coordinator")).seats).toBe("2 of 20 places taken; nobody waits.");
});

test("a teacher sees the session they lead with its pupils, and no other", async () => {
  expect((await view("bell")).roster.map(({ pupilId }) => pupilId)).toEqual([3001, 3002]);
  expect((await view("bell")).candidates).toBe(null);
  expect((await people.abe!.get(sessionPage, "/s", at)).status).toBe(404);
  const theirs = (await people.bell!.get(weekPage, "/w", school)).body as { sessions: unknown[] };
  const others = (await people.abe!.get(weekPage, "/w", school)).body as { sessions: unknown[] };
  expect([theirs.sessions.length, others.sessions.length]).toEqual([1, 0]);
  expect((await people.bell!.get(pupilPage, "/p", { ...school, pupilId: "3001" })).status).toBe(200);
  expect((await people.bell!.get(pupilPage, "/p", { ...school, pupilId: "3003" })).status).toBe(404);
  const [seen] =
    await database.admin`select pupil_ids from pupil_view where page = 'recovery session' order by id desc limit 1`;
  expect(seen?.pupil_ids).toEqual([3001, 3002]);
});

test("times are entered by who leads the session or by the office, for pupils with a place", async () => {
  const early = await people.bell!.post(enterTimes, "/t", { "in.3001": "08:00" }, at);
  expect(errorsOf(early)).toEqual({ "": "Times can be entered from the day of the session on." });
  clock.move({ hours: 22 });
  await enter();
  const bad = await people.bell!.post(
    enterTimes,
    "/t",
    { "in.3001": "09:00", "out.3001": "08:30", "in.3002": "25:00", "in.3003": "08:00" },
    at,
  );
  expect(errorsOf(bad)).toEqual({ "in.3002": "Enter a time as hours and minutes, such as 15:30." });
  const other = await people.bell!.post(
    enterTimes,
    "/t",
    { "in.3001": "09:00", "out.3001": "08:30", "in.3003": "08:00" },
    at,
  );
  expect(Object.keys(errorsOf(other))).toEqual(["out.3001", "out.3003"]);
  expect((await people.abe!.post(enterTimes, "/t", { "in.3001": "08:00" }, at)).status).toBe(400);
  const saved = await people.bell!.post(
    enterTimes,
    "/t",
    { "in.3001": "07:50", "out.3001": "12:30", "in.3002": "08:00" },
    at,
  );
  expect(saved.status).toBe(302);
  const again = await people.bell!.post(
    enterTimes,
    "/t",
    { "in.3001": "07:50", "out.3001": "12:30", "in.3002": "08:00" },
    at,
  );
  expect(again.status).toBe(302);
  const [rows] = await database.admin`select count(*)::int as n from recovery_presence`;
  expect(rows?.n).toBe(2);
  expect((await view("bell")).ratio).toContain("2 pupils with 1 teacher");
});

test("a pupil without a booking is taken in on the day, if they may take part", async () => {
  const send = (studentNumber: string) =>
    people.bell!.post(walkIn, "/wi", { studentNumber, walkInSaidBy: "father, at the door" }, at);
  expect(errorsOf(await people.bell!.post(walkIn, "/wi", { studentNumber: "x" }, at))).toEqual({
    studentNumber: "Enter the student number, digits only.",
    walkInSaidBy: "Enter who of the family said yes, and how, within 200 letters.",
  });
  expect(errorsOf(await send("999999")).studentNumber).toBe("No pupil of this school has the number 999999.");
  await database.admin`update pupil set inactive_code = 'I' where pupil_id = 3003`;
  expect(errorsOf(await send("3003")).studentNumber).toBe("The pupil is not enrolled in this agency.");
  expect((await send("2")).status).toBe(302);
  expect(errorsOf(await send("2")).studentNumber).toContain("has a place already");
  expect((await view("bell")).roster.map(({ pupilId, note }) => [pupilId, note])).toContainEqual([
    1002,
    "came without a booking",
  ]);
});

test("only the teacher who led the session attests, once it is over and everyone is signed out", async () => {
  expect((await people.coordinator!.post(attest, "/a", {}, at)).status).toBe(403);
  expect(errorsOf(await people.abe!.post(attest, "/a", {}, at))[""]).toContain(
    "Only the teacher who led the session",
  );
  expect(errorsOf(await people.bell!.post(attest, "/a", {}, at))[""]).toBe(
    "The session has not ended. Attest to it when it has.",
  );
  clock.move({ hours: 6 });
  await enter();
  expect(Object.keys(errorsOf(await people.bell!.post(attest, "/a", {}, at)))).toEqual(["out.3002"]);
  await people.bell!.post(enterTimes, "/t", { "in.3002": "08:00", "out.3002": "09:30" }, at);
  expect((await people.bell!.post(attest, "/a", {}, at)).status).toBe(302);
  const [row] = await database.admin`select pupil_count, minutes_total from recovery_attestation`;
  expect(row).toEqual({ pupil_count: 2, minutes_total: 270 + 90 });
});

test("after it a change needs the right to correct and a reason, and shows in the pupil's ledger", async () => {
  const change = { "in.3002": "08:00", "out.3002": "12:30" };
  expect(errorsOf(await people.bell!.post(enterTimes, "/t", change, at))[""]).toContain(
    "has attested these times",
  );
  expect(errorsOf(await people.coordinator!.post(enterTimes, "/t", change, at))[""]).toContain(
    "Say why they change",
  );
  const minutes = async () =>
    (
      (await people.coordinator!.get(pupilPage, "/p", { ...school, pupilId: "3002" })).body as {
        view: { facts: { term: string; is: string }[] };
      }
    ).view.facts.map(({ is }) => is);
  expect((await minutes())[0]).toMatch(/^90 minutes/);
  const reason = { ...change, reason: "sheet read wrongly" };
  expect((await people.coordinator!.post(enterTimes, "/t", reason, at)).status).toBe(302);
  expect((await minutes()).slice(0, 4)).toEqual([
    "270 minutes in sessions that their teachers attested",
    "240 minutes",
    "1 day",
    "1 day of at most 10 in a year",
  ]);
  const [entry] =
    await database.admin`select action, reason, before, after from audit_entry order by school_id desc, id desc limit 1`;
  expect(entry).toMatchObject({
    action: "recovery times corrected",
    reason: "sheet read wrongly",
    before: [[3002, 480, 570]],
    after: [[3002, 480, 750]],
  });
  const kept = await people.coordinator!.post(cancel, "/c", { cancelReason: "x" }, at);
  expect(errorsOf(kept)[""]).toBe("The session cannot be cancelled: it is attested.");
});

test("giving back and cancelling ask for what is missing", async () => {
  const asked = await people.coordinator!.post(release, "/r", { step: "released" }, at);
  expect(errorsOf(asked)).toEqual({
    releasedPupil: "Choose the pupil.",
    releaseReason: "Say why the place is given back.",
  });
  expect((await people.coordinator!.post(cancel, "/c", {}, at)).status).toBe(400);
  const unknown = { ...school, sessionId: "999" };
  expect((await people.coordinator!.post(cancel, "/c", { cancelReason: "x" }, unknown)).status).toBe(404);
  expect((await people.coordinator!.get(sessionPage, "/s", unknown)).status).toBe(404);
});

test("a school's defaults are set by its administrator, field by field or not at all", async () => {
  expect((await people.coordinator!.post(setDefaults, "/d", {}, school)).status).toBe(403);
  const wrong = await people.principal!.post(setDefaults, "/d", { lowGrade: "6", highGrade: "1" }, school);
  expect(errorsOf(wrong)).toEqual({ highGrade: "The highest grade is below the lowest. Choose it again." });
  expect(
    (await people.principal!.post(setDefaults, "/d", { room: "Gym", startsAt: "15:30" }, school)).status,
  ).toBe(302);
  const [row] = await database.admin`select recovery_defaults from school where id = 10`;
  expect(row?.recovery_defaults).toEqual({ room: "Gym", startsAt: 930 });
});
