import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as sessionPage } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId._index/route.tsx";
import { action as tapAtDoor } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.taps/route.tsx";
import { action as walkIn } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.walk-ins/route.tsx";
import { addAbsentPupils } from "../../tests/recovery/saturday.ts";
import { openRecoveryOffice } from "../../tests/recovery/staff-of-a-session.ts";
import type { SessionReply } from "./session-page.tsx";
import type { SessionView } from "./session-view.ts";

let office: Awaited<ReturnType<typeof openRecoveryOffice>>;
let at: { schoolId: string; sessionId: string };
beforeAll(async () => {
  office = await openRecoveryOffice();
  const { admin } = office.database;
  await addAbsentPupils(admin, 25);
  const [row] = await admin`insert into recovery_session
    (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
    values (10, '2026-10-17', 480, 720, '1', 501, 'Mathematics', 1, 6, 30, now()) returning id::text`;
  at = { schoolId: "10", sessionId: row!.id };
});
afterAll(() => office.close());

const to = async (time: string) => {
  const wanted = Temporal.PlainDateTime.from(`2026-10-17T${time}`).toZonedDateTime("America/Los_Angeles");
  office.clock.move(office.clock.now().until(wanted.toInstant()));
  await office.enter();
};
const takeIn = (pupilId: number) =>
  office.people.coordinator.post(
    walkIn,
    "/wi",
    { studentNumber: `${pupilId}`, walkInSaidBy: "father, at the door" },
    at,
  );
const sentence = (answer: { body: unknown }) => (answer.body as SessionReply).errors.studentNumber;
const step = (teacherId: number, what: "joined" | "left", time: string) => office.database.admin`
  insert into recovery_session_teacher (school_id, session_id, teacher_id, step, at)
  values (10, ${at.sessionId}, ${teacherId}, ${what}, ${`2026-10-17T${time}:00-07:00`})`;

test("hours before, a pupil is to be booked: at the door nobody asks for places or for who waits", async () => {
  await to("07:44");
  expect(sentence(await takeIn(3001))).toBe(
    "The session begins at 8:00 am. Pupils without a booking can be taken in from 7:45 am on; before that, book the pupil, so that nobody on the waiting list is passed over.",
  );
  const [rows] = await office.database.admin`select (select count(*) from recovery_place)::int as places,
    (select count(*) from recovery_presence)::int as times`;
  expect(rows).toEqual({ places: 0, times: 0 });
});

test("who comes before it begins is with the teachers of its first minute", async () => {
  await to("07:45");
  expect((await takeIn(3001)).status).toBe(302);
});

test("a colleague without a document raises no limit at the door", async () => {
  await step(504, "joined", "07:00");
  await to("08:00");
  for (let pupilId = 3002; pupilId <= 3020; pupilId++) expect((await takeIn(pupilId)).status).toBe(302);
  expect(sentence(await takeIn(3021))).toBe(
    "With this pupil the room would be over the ratio of pupils to one teacher. Nobody more can be taken in.",
  );
  const { view } = (await office.people.coordinator.get(sessionPage, "/s", at)).body as { view: SessionView };
  expect(view.inside?.words).toMatch(/^Nobody more may enter\. With one more: 21 pupils with 1 teacher/);
  expect(view.ratio).toContain("20 pupils with 1 teacher");
});

test("with no teacher in the room nobody is taken in or signed in", async () => {
  await step(504, "left", "09:00");
  await step(501, "left", "09:00");
  await to("09:10");
  expect(sentence(await takeIn(3021))).toBe(
    "No teacher is with this session now, so nobody can be taken in. Let a teacher join it first.",
  );
  await office.people.coordinator.post(tapAtDoor, "/t", { out: "3020" }, at);
  const back = await office.people.coordinator.post(tapAtDoor, "/t", { in: "3020" }, at);
  expect(back.status).toBe(409);
  const [places] = await office.database.admin`select count(*)::int as n from recovery_place`;
  expect(places?.n).toBe(20);
});
