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
import { action as unlock } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.unlock/route.tsx";
import { action as walkIn } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.walk-ins/route.tsx";
import { action as plan } from "#app/routes/schools.$schoolId.recovery.sessions.new/route.tsx";
import { addAbsentPupils } from "../../tests/recovery/saturday.ts";
import { openRecoveryOffice } from "../../tests/recovery/staff-of-a-session.ts";
import { SessionPage, type SessionReply } from "./session-page.tsx";
import type { SessionView } from "./session-view.ts";

let office: Awaited<ReturnType<typeof openRecoveryOffice>>;
let people: (typeof office)["people"];
beforeAll(async () => {
  office = await openRecoveryOffice();
  people = office.people;
  await addAbsentPupils(office.database.admin, 3);
  await office.database
    .admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, at)
    values (10, 2026, '2026-09-21', '', 1001, 'aeries', 101, 'U', now())`;
});
afterAll(async () => {
  vi.useRealTimers();
  await office.close();
});

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
const see = async (who: keyof typeof people) =>
  (await people[who].get(sessionPage, "/s", at)).body as { view: SessionView } | string;
const view = async (who: keyof typeof people) => ((await see(who)) as { view: SessionView }).view;
const errorsOf = (answer: { body: unknown }) => (answer.body as SessionReply).errors;

test("a session is planned", async () => {
  const created = await people.coordinator.post(plan, "/new", form, school);
  expect(created.to).toMatch(/^\/schools\/10\/recovery\/sessions\/\d+$/);
  at = { ...school, sessionId: created.to!.split("/").at(-1)! };
});

test("booking needs the family's yes", async () => {
  const ids = (await view("coordinator")).candidates?.rows.map(({ pupilId }) => pupilId);
  expect(ids).toEqual([1001, 3001, 3002, 3003]);
  const without = await people.coordinator.post(book, "/b", { pupil: "3001" }, at);
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
  expect((await people.coordinator.post(book, "/b", yes, at)).status).toBe(302);
  expect((await people.abe.post(book, "/b", yes, at)).status).toBe(403);
  expect((await view("coordinator")).seats).toBe("2 of 20 places taken; nobody waits.");
});

test("a teacher sees the session they lead with its pupils, and no other", async () => {
  expect((await view("bell")).roster.map(({ pupilId }) => pupilId)).toEqual([3001, 3002]);
  expect((await view("bell")).candidates).toBe(null);
  expect((await people.abe.get(sessionPage, "/s", at)).status).toBe(404);
  const theirs = (await people.bell.get(weekPage, "/w", school)).body as { sessions: unknown[] };
  const others = (await people.abe.get(weekPage, "/w", school)).body as { sessions: unknown[] };
  expect([theirs.sessions.length, others.sessions.length]).toEqual([1, 0]);
  expect((await people.bell.get(pupilPage, "/p", { ...school, pupilId: "3001" })).status).toBe(200);
  expect((await people.bell.get(pupilPage, "/p", { ...school, pupilId: "3003" })).status).toBe(404);
  const [seen] = await office.database
    .admin`select pupil_ids from pupil_view where page = 'recovery session' order by id desc limit 1`;
  expect(seen?.pupil_ids).toEqual([3001, 3002]);
});

test("times are entered by who leads the session or by the office, for pupils with a place", async () => {
  const early = await people.bell.post(enterTimes, "/t", { "in.3001": "08:00" }, at);
  expect(errorsOf(early)).toEqual({ "": "Times can be entered from the day of the session on." });
  office.clock.move({ hours: 22 });
  await office.enter();
  const bad = await people.bell.post(
    enterTimes,
    "/t",
    { "in.3001": "09:00", "out.3001": "08:30", "in.3002": "25:00", "in.3003": "08:00" },
    at,
  );
  expect(errorsOf(bad)).toEqual({ "in.3002": "Enter a time as hours and minutes, such as 15:30." });
  const other = await people.bell.post(
    enterTimes,
    "/t",
    { "in.3001": "09:00", "out.3001": "08:30", "in.3003": "08:00" },
    at,
  );
  expect(Object.keys(errorsOf(other))).toEqual(["out.3001", "out.3003"]);
  expect((await people.abe.post(enterTimes, "/t", { "in.3001": "08:00" }, at)).status).toBe(400);
  const saved = await people.bell.post(
    enterTimes,
    "/t",
    { "in.3001": "07:50", "out.3001": "12:30", "in.3002": "08:00" },
    at,
  );
  expect(saved.status).toBe(302);
  const again = await people.bell.post(
    enterTimes,
    "/t",
    { "in.3001": "07:50", "out.3001": "12:30", "in.3002": "08:00" },
    at,
  );
  expect(again.status).toBe(302);
  const [rows] = await office.database.admin`select count(*)::int as n from recovery_presence`;
  expect(rows?.n).toBe(2);
  expect((await view("bell")).ratio).toContain("2 pupils with 1 teacher");
});

test("a pupil without a booking is taken in on the day, if they may take part", async () => {
  const send = (studentNumber: string) =>
    people.bell.post(walkIn, "/wi", { studentNumber, walkInSaidBy: "father, at the door" }, at);
  expect(errorsOf(await people.bell.post(walkIn, "/wi", { studentNumber: "x" }, at))).toEqual({
    studentNumber: "Enter the student number, digits only.",
    walkInSaidBy: "Enter who of the family said yes, and how, within 200 letters.",
  });
  expect(errorsOf(await send("999999")).studentNumber).toBe("No pupil of this school has the number 999999.");
  await office.database.admin`update pupil set inactive_code = 'I' where pupil_id = 3003`;
  expect(errorsOf(await send("3003")).studentNumber).toBe("The pupil is not enrolled in this agency.");
  expect((await send("2")).status).toBe(302);
  expect(errorsOf(await send("2")).studentNumber).toContain("has a place already");
  expect((await view("bell")).roster.map(({ pupilId, note }) => [pupilId, note])).toContainEqual([
    1002,
    "came without a booking",
  ]);
});

test("only the teacher who led the session attests, once it is over and everyone is signed out", async () => {
  expect((await people.coordinator.post(attest, "/a", {}, at)).status).toBe(403);
  expect(errorsOf(await people.abe.post(attest, "/a", {}, at))[""]).toContain(
    "Only a teacher of the session, Bo Bell,",
  );
  expect(errorsOf(await people.bell.post(attest, "/a", {}, at))[""]).toBe(
    "The session has not ended. Attest to it when it has.",
  );
  office.clock.move({ hours: 6 });
  await office.enter();
  expect(Object.keys(errorsOf(await people.bell.post(attest, "/a", {}, at)))).toEqual([
    "out.1002",
    "out.3002",
  ]);
  await people.bell.post(
    enterTimes,
    "/t",
    {
      "in.3002": "08:00",
      "out.3002": "09:30",
      "in.1002": "08:00",
      "out.1002": "09:00",
      reason: "from the sheet",
    },
    at,
  );
  expect((await people.bell.post(attest, "/a", {}, at)).status).toBe(302);
  const [row] = await office.database.admin`select pupil_count, minutes_total from recovery_attestation`;
  expect(row).toEqual({ pupil_count: 3, minutes_total: 270 + 90 + 60 });
  expect(await office.queued("settle-claims")).toBe(1);
});

const pupil = async () => {
  const { view } = (await people.coordinator.get(pupilPage, "/p", { ...school, pupilId: "3002" })).body as {
    view: { facts: { is: string }[]; leftOut: { minutes: number; reason: string }[] };
  };
  return { facts: view.facts.map(({ is }) => is), leftOut: view.leftOut };
};

test("after it the times are locked; an administrator opens them, a change needs a reason and the ledger follows", async () => {
  const change = { "in.3002": "08:00", "out.3002": "12:30" };
  const reason = { ...change, reason: "sheet read wrongly" };
  for (const who of ["bell", "coordinator", "principal"] as const)
    expect(errorsOf(await people[who].post(enterTimes, "/t", reason, at))[""]).toContain(
      "has attested these times",
    );
  office.clock.move({ minutes: 1 });
  const open = { hours: "2", unlockReason: "a sheet was misread" };
  expect((await people.coordinator.post(unlock, "/u", open, at)).status).toBe(403);
  expect(errorsOf(await people.principal.post(unlock, "/u", { hours: "9" }, at))).toEqual({
    hours: "Choose for how long.",
    unlockReason: "Say why the times are opened, within 300 letters.",
  });
  expect((await people.principal.post(unlock, "/u", open, at)).status).toBe(302);
  expect((await people.principal.post(unlock, "/u", open, at)).status).toBe(302);
  expect(errorsOf(await people.coordinator.post(enterTimes, "/t", change, at)).reason).toContain(
    "Say why they change",
  );
  expect((await pupil()).facts[0]).toMatch(/^90 minutes/);
  expect((await people.coordinator.post(enterTimes, "/t", reason, at)).status).toBe(302);
  const waits = await pupil();
  expect(waits.facts[0]).toMatch(/^90 minutes/);
  expect(waits.leftOut).toMatchObject([
    { minutes: 180, reason: expect.stringContaining("counts once the teacher attests to it. (AR-SES-3)") },
  ]);
  const [entry] = await office.database
    .admin`select action, reason, before, after from audit_entry order by school_id desc, id desc limit 1`;
  expect(entry).toMatchObject({
    action: "recovery times corrected",
    reason: "sheet read wrongly",
    before: [[3002, 1, 480, 570]],
    after: [[3002, 1, 480, 750]],
  });
  const kept = await people.coordinator.post(cancel, "/c", { cancelReason: "x" }, at);
  expect(errorsOf(kept)[""]).toBe("The session cannot be cancelled: it is attested.");
});

test("a new attestation covers the correction and locks the times; so does the end of the opening", async () => {
  expect((await view("bell")).uncovered).toBe(1);
  office.clock.move({ hours: 3 });
  await office.enter();
  expect((await view("principal")).rights).toMatchObject({ run: false, unlock: true });
  expect((await people.bell.post(attest, "/a", {}, at)).status).toBe(302);
  expect((await view("bell")).uncovered).toBe(0);
  const after = await pupil();
  expect([after.facts.slice(0, 4), after.leftOut]).toEqual([
    [
      "270 minutes in sessions that their teachers attested",
      "240 minutes",
      "1 day",
      "1 day of at most 10 in a year",
    ],
    [],
  ]);
  expect(errorsOf(await people.bell.post(attest, "/a", {}, at))[""]).toContain("nothing has changed since");
  const rows = await office.database.admin`select minutes_total from recovery_attestation order by id`;
  expect(rows.map(({ minutes_total }) => minutes_total)).toEqual([420, 600]);
});

test("giving back and cancelling ask for what is missing", async () => {
  const asked = await people.coordinator.post(release, "/r", { step: "released" }, at);
  expect(errorsOf(asked)).toEqual({
    releasedPupil: "Choose the pupil.",
    releaseReason: "Say why the place is given back.",
  });
  expect((await people.coordinator.post(cancel, "/c", {}, at)).status).toBe(400);
  const unknown = { ...school, sessionId: "999" };
  expect((await people.coordinator.post(cancel, "/c", { cancelReason: "x" }, unknown)).status).toBe(404);
  expect((await people.coordinator.get(sessionPage, "/s", unknown)).status).toBe(404);
});
