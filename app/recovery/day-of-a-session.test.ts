import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as sessionPage } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId._index/route.tsx";
import { action as attest } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.attestation/route.tsx";
import { action as enterTimes } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.presence/route.tsx";
import { action as release } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.release/route.tsx";
import {
  action as correct,
  loader as staysOf,
} from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.stays.$pupilId._index/route.tsx";
import { action as move } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.stays.$pupilId.reattribution/route.tsx";
import { action as tapAtDoor } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.taps/route.tsx";
import { action as savedTap } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.taps_.saved/route.ts";
import { addAbsentPupils } from "../../tests/recovery/saturday.ts";
import { openRecoveryOffice } from "../../tests/recovery/staff-of-a-session.ts";
import { SessionPage, type SessionReply } from "./session-page.tsx";
import type { SessionView } from "./session-view.ts";
import type { StaysView } from "./stays-page.tsx";

let office: Awaited<ReturnType<typeof openRecoveryOffice>>;
let people: (typeof office)["people"];
let pupils: number[];
let at: { schoolId: string; sessionId: string };
beforeAll(async () => {
  office = await openRecoveryOffice();
  people = office.people;
  const { admin } = office.database;
  pupils = await addAbsentPupils(admin, 22);
  const [row] =
    await admin`insert into recovery_session (school_id, on_date, starts_at, ends_at, room, teacher_id, subject,
      low_grade, high_grade, capacity, breaks, created_at)
    values (10, '2026-10-17', 480, 720, '1', 501, 'Mathematics', 1, 6, 25,
      ${admin.json([{ startsAt: 600, endsAt: 620, what: "recess" }])}, now()) returning id::text`;
  at = { schoolId: "10", sessionId: row!.id };
  for (const pupilId of pupils.slice(0, 21))
    await admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, at)
      values (10, ${row!.id}, ${pupilId}, 'booked', 1, now())`;
  await to("08:00");
});
afterAll(() => office.close());

/** Goes to a minute of the Saturday. */
async function to(time: string, date = "2026-10-17") {
  const wanted = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime("America/Los_Angeles");
  office.clock.move(office.clock.now().until(wanted.toInstant()));
  await office.enter();
}
const view = async (who: keyof typeof people = "abe") =>
  ((await people[who].get(sessionPage, "/s", at)).body as { view: SessionView }).view;
const row = async (pupilId: number) => (await view()).roster.find((one) => one.pupilId === pupilId);
const errorsOf = (answer: { body: unknown }) => (answer.body as SessionReply).errors;
const tap = (way: "in" | "out", pupilId: number, who: keyof typeof people = "abe") =>
  people[who].post(tapAtDoor, "/t", { [way]: String(pupilId) }, at);
const stay = (pupilId: number) => ({ ...at, pupilId: String(pupilId) });
const written = async () =>
  (await office.database.admin`select count(*)::int as n from recovery_presence`)[0]!.n;

test("a tap signs in at this minute and goes back to the row; the same tap again changes nothing", async () => {
  const answer = await tap("in", 3001);
  expect([answer.status, answer.to]).toEqual([302, `/schools/10/recovery/sessions/${at.sessionId}#p3001`]);
  await tap("in", 3001);
  expect(await written()).toBe(1);
  expect(await row(3001)).toMatchObject({ where: "in", words: "In since 8:00 am", code: "01" });
  expect((await view()).inside).toMatchObject({
    here: 1,
    expected: 20,
    left: 0,
    words: "19 more may enter.",
  });
  expect((await tap("in", 3002, "bell")).status).toBe(409);
  expect((await people.abe.post(tapAtDoor, "/t", { in: "x" }, at)).status).toBe(400);
});

test("a page from before the hour does not take the place of a pupil in the room, and what was typed stays", async () => {
  const typed = { releasedPupil: "3001", step: "released", releaseReason: "ill" };
  const answer = await people.coordinator.post(release, "/r", typed, at);
  const reply = answer.body as SessionReply;
  expect([answer.status, reply.form, reply.values]).toEqual([
    400,
    "release",
    { releasedPupil: ["3001"], step: ["released"], releaseReason: ["ill"] },
  ]);
  expect(reply.errors.releasedPupil).toMatch(/^This pupil was signed in to this session/);
  expect(await row(3001)).toMatchObject({ where: "in" });
  const page = (await people.coordinator.get(sessionPage, "/s", at)).body as Parameters<
    typeof SessionPage
  >[0];
  const html = renderToStaticMarkup(createElement(SessionPage, { ...page, reply }));
  expect(html).toMatch(/name="releaseReason"[^>]*value="ill"/);
});

test("who leaves and returns has two stays, late and early in words", async () => {
  await to("08:12");
  await tap("in", 3002);
  await to("09:00");
  await tap("out", 3002);
  await to("09:30");
  await tap("in", 3002);
  await to("10:40");
  await tap("out", 3002);
  expect((await row(3002))?.words).toBe(
    "8:12 am to 9:00 am, 9:30 am to 10:40 am, 12 minutes late, left 80 minutes early: 98 minutes",
  );
});

test("with script a tap answers with the row and the room, and one that waited has the minute of the tap", async () => {
  const answer = await people.abe.post(savedTap, "/t", { in: "3003", waited: "600" }, at);
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body as string)).toMatchObject({
    where: "in",
    words: "In since 10:30 am, 150 minutes late",
    room: { here: 2, full: false },
  });
  const wrong = await people.abe.post(savedTap, "/t", { out: "3004" }, at);
  expect([wrong.status, JSON.parse(wrong.body as string)]).toMatchObject([
    409,
    { where: "expected", error: "This pupil is not signed in. Tap in first, or enter both times." },
  ]);
});

test("the twenty-first pupil may not enter, and the page says why; a second teacher lets them in", async () => {
  const inside = pupils.slice(3, 20);
  for (const pupilId of inside) await tap("in", pupilId);
  expect((await view()).inside).toMatchObject({ here: 19, words: "1 more may enter." });
  await tap("in", 3002);
  expect((await view()).inside?.words).toMatch(
    /^Nobody more may enter\. With one more: 21 pupils with 1 teacher/,
  );
  const refused = await tap("in", 3021);
  expect([refused.status, errorsOf(refused).p3021]).toEqual([
    409,
    expect.stringContaining("21 pupils with 1 teacher"),
  ]);
  await office.database
    .admin`insert into recovery_session_teacher (school_id, session_id, teacher_id, step, at)
    values (10, ${at.sessionId}, 502, 'joined', '2026-10-16T10:00:00Z')`;
  expect((await tap("in", 3021, "bell")).status).toBe(302);
});

test("a tap is taken back with a reason, and what was written stays on record", async () => {
  const before = await written();
  const nothing = { "in.3021": "", "out.3021": "" };
  expect(errorsOf(await people.abe.post(correct, "/c", nothing, stay(3021)))).toEqual({
    reason: "Times that were written down change. Say why.",
  });
  const sent = { ...nothing, reason: "wrong row" };
  expect((await people.abe.post(correct, "/c", sent, stay(3021))).status).toBe(302);
  expect((await people.abe.post(correct, "/c", sent, stay(3021))).status).toBe(302);
  expect(await written()).toBe(before + 1);
  expect((await row(3021))?.where).toBe("expected");
  const page = (await people.abe.get(staysOf, "/s", stay(3021))).body as { view: StaysView };
  expect(page.view.history.map(({ times, reason }) => [times, reason])).toEqual([
    ["Coming 1 taken back", "wrong row"],
    ["In 10:40 am, out none", "–"],
  ]);
});

test("a sign-out before the sign-in is refused where it was typed, and nothing is written", async () => {
  const before = await written();
  const wrong = { "in.3021": "10:00", "out.3021": "09:00", "in.3004": "1040", "out.3004": "11:00" };
  expect(errorsOf(await people.abe.post(enterTimes, "/p", wrong, at))).toEqual({
    "out.3021": "Signed out at 9:00 am, before signing in at 10:00 am. Correct one of them.",
  });
  expect(await written()).toBe(before);
});

test("forgotten sign-outs are named once the session is over, and settled before it is attested", async () => {
  await to("12:05");
  const forgotten = (await view()).roster.filter((one) => one.forgotten);
  expect(forgotten).toHaveLength(20);
  expect(Object.keys(errorsOf(await people.bell.post(attest, "/a", {}, at)))).toContain("out.3002.3");
  const left = forgotten.flatMap(({ pupilId, stays }) => {
    const open = stays.find(({ outAt }) => outAt === "")!;
    const name = open.stay === 1 ? String(pupilId) : `${pupilId}.${open.stay}`;
    return [[`in.${name}`, open.inAt] as const, [`out.${name}`, "12:00"] as const];
  });
  expect((await people.abe.post(enterTimes, "/p", Object.fromEntries(left), at)).status).toBe(302);
  expect((await view()).roster.filter((one) => one.forgotten)).toEqual([]);
  expect((await row(3001))?.words).toBe("8:00 am to 12:00 pm: 220 minutes");
});

test("times of a record that Aeries merged move to the other, with a reason and on record; nothing is erased", async () => {
  const wish = { studentNumber: "3022", moveReason: "Aeries merged 3001 into 3022" };
  expect((await people.abe.post(move, "/m", wish, stay(3001))).status).toBe(403);
  expect(errorsOf(await people.coordinator.post(move, "/m", { studentNumber: "x" }, stay(3001)))).toEqual({
    studentNumber: "Enter the student number, digits only.",
    moveReason: "Say why the times move, within 300 letters.",
  });
  const same = { ...wish, studentNumber: "3002" };
  expect(errorsOf(await people.coordinator.post(move, "/m", same, stay(3001))).studentNumber).toContain(
    "has times",
  );
  expect(errorsOf(await people.coordinator.post(move, "/m", wish, stay(3001)))).toEqual({
    movedSaidBy:
      "No answer of this pupil's family is on record for the session. Enter who said yes, and how.",
  });
  const { admin } = office.database;
  await admin`insert into recovery_election (school_id, pupil_id, session_id, answer, said_by, at)
    values (10, 3022, ${Number(at.sessionId)}, 'no', 'father', '2026-10-01T17:00:00Z')`;
  expect(errorsOf(await people.coordinator.post(move, "/m", wish, stay(3001))).movedSaidBy).toContain(
    "has declined the session",
  );
  const [other] =
    await admin`insert into recovery_session (school_id, on_date, starts_at, ends_at, room, teacher_id, subject,
      low_grade, high_grade, capacity, created_at)
    select 10, on_date, ends_at - 60, ends_at + 60, 'elsewhere', 502, 'Reading', -1, 6, 20, now()
    from recovery_session where id = ${Number(at.sessionId)} returning id`;
  const step = (
    what: string,
  ) => admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, at)
    values (10, ${other!.id}, 3022, ${what}, 1, now())`;
  await step("booked");
  const sent = { ...wish, movedSaidBy: "mother" };
  expect(errorsOf(await people.coordinator.post(move, "/m", sent, stay(3001))).studentNumber).toContain(
    "booked in another session at this time",
  );
  await step("released");
  const before = await written();
  expect(
    (await people.coordinator.post(move, "/m", { ...wish, movedSaidBy: "mother" }, stay(3001))).status,
  ).toBe(302);
  expect(await written()).toBe(before + 2);
  expect((await row(3001))?.where).toBe("expected");
  expect(await row(3022)).toMatchObject({ where: "out", words: "8:00 am to 12:00 pm: 220 minutes" });
  const [entry] = await office.database
    .admin`select pupil_ids, reason from audit_entry where action = 'recovery times moved to another pupil'`;
  expect(entry).toEqual({ pupil_ids: [3001, 3022], reason: "Aeries merged 3001 into 3022" });
  const [yes] = await office.database
    .admin`select answer, said_by, session_id is not null as here from recovery_election where pupil_id = 3022 order by id desc`;
  expect(yes).toEqual({ answer: "yes", said_by: "mother", here: true });
});

test("a pupil who had left the district before is named, with what to do; the past stays", async () => {
  await office.database
    .admin`update pupil set inactive_code = 'N', left_on = '2026-10-15' where school_id = 10 and pupil_id = 3005`;
  expect(await row(3005)).toMatchObject({
    where: "out",
    trouble:
      "No longer at this school since October 15, 2026, before this session. Correct the times, or have the pupil's record corrected in Aeries.",
  });
});

test("a teacher who left since is named with who may attest; a co-teacher can", async () => {
  expect((await view()).whoAttests).toBe(null);
  await office.database.admin`update staff set active = false, left_on = '2026-10-17' where id = 501`;
  await to("09:00", "2026-10-19");
  expect((await view("coordinator")).whoAttests).toBe(
    "Ann Abe left the district on October 17, 2026. Bo Bell can attest to this session.",
  );
  expect((await people.bell.post(attest, "/a", {}, at)).status).toBe(302);
  expect((await tap("in", 3021, "bell")).status).toBe(409);
});
