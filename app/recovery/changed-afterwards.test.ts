import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as weekPage } from "#app/routes/schools.$schoolId.recovery._index/route.tsx";
import { loader as sessionPage } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId._index/route.tsx";
import { addAbsentPupils } from "../../tests/recovery/saturday.ts";
import { openRecoveryOffice } from "../../tests/recovery/staff-of-a-session.ts";
import type { SessionView } from "./session-view.ts";

let office: Awaited<ReturnType<typeof openRecoveryOffice>>;
let coming: string;
let over: string;
/** Two afternoons at 3:00 pm, when school has ended: one to come on Monday, one over since Thursday. Pupil 3001 is in both. */
beforeAll(async () => {
  office = await openRecoveryOffice();
  await addAbsentPupils(office.database.admin, 2);
  coming = await afternoon("2026-10-19");
  over = await afternoon("2026-10-15");
  for (const pupilId of [3001, 3002])
    await office.database
      .admin`insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, by, at)
      values (10, ${over}, ${pupilId}, 900, 960, 1, now())`;
});
afterAll(() => office.close());

async function afternoon(date: string): Promise<string> {
  const { admin } = office.database;
  const [row] = await admin`insert into recovery_session
    (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
    values (10, ${date}, 900, 960, '1', 501, 'Mathematics', 1, 6, 20, now()) returning id::text`;
  for (const pupilId of [3001, 3002])
    await admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, at)
      values (10, ${row!.id}, ${pupilId}, 'booked', 1, now())`;
  return row!.id as string;
}
const view = async (sessionId: string) => {
  const answer = await office.people.coordinator.get(sessionPage, "/s", { schoolId: "10", sessionId });
  return (answer.body as { view: SessionView }).view;
};
const troubleOf = async (sessionId: string, pupilId: number) =>
  (await view(sessionId)).roster.find((row) => row.pupilId === pupilId)?.trouble;
const inWeek = async (sessionId: string) => {
  const answer = await office.people.coordinator.get(weekPage, "/w", { schoolId: "10" });
  const { sessions } = answer.body as { sessions: { id: number; troubles: string[] }[] };
  return sessions.find(({ id }) => String(id) === sessionId)?.troubles ?? [];
};
const waits = "Its minutes stay out of claims until an administrator decides.";

test("as planned, nothing is said", async () => {
  for (const id of [coming, over]) {
    const { troubles, held, roster } = await view(id);
    expect([troubles, held, roster.map(({ trouble }) => trouble)]).toEqual([[], [], [null, null]]);
  }
});

test("bells that change put a session to come and one that is over into the school day, and each page says what to do", async () => {
  const { admin } = office.database;
  await admin`update bell_period set ends_at = 930 where school_id = 10`;
  const sentence =
    "School runs from 8:00 am to 3:30 pm on October 19, 2026. A session has to lie outside it. The calendar or the bells have changed since it was planned. Cancel it and plan it anew, or have the calendar corrected in Aeries.";
  expect((await view(coming)).troubles).toEqual([sentence]);
  expect(await inWeek(coming)).toEqual([sentence]);
  expect((await view(coming)).held).toEqual([]);
  expect((await view(over)).held).toEqual([
    `By the calendar and the bells as they are now, school ran from 8:00 am to 3:30 pm on October 15, 2026, so the session lay in it from 3:00 pm to 3:30 pm. (AR-SES-1) ${waits}`,
  ]);
  await admin`update bell_period set ends_at = 900 where school_id = 10`;
});

test("a calendar in which a free day becomes a school day does as much", async () => {
  const { admin } = office.database;
  const school = (code: string) =>
    admin`update calendar_day set holiday_code = ${code} where school_id = 10 and date in ('2026-10-15', '2026-10-19')`;
  await school("#");
  await admin`update recovery_session set starts_at = 600 where id in (${coming}, ${over})`;
  await admin`insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, by, at) values (10, ${over}, 3001, 600, 960, 1, now())`;
  expect([(await view(coming)).troubles, (await view(over)).held]).toEqual([[], []]);
  await school("");
  expect((await view(coming)).troubles[0]).toContain("have the calendar corrected in Aeries");
  expect((await view(over)).held[0]).toContain("(AR-SES-1)");
  await admin`update recovery_session set starts_at = 900 where id in (${coming}, ${over})`;
});

test("a pupil who leaves is named on the session to come; time in one before the last day stays as it is", async () => {
  const { admin } = office.database;
  const left = (on: string | null) =>
    admin`update pupil set inactive_code = 'N', left_on = ${on} where pupil_id = 3002`;
  await left("2026-10-15");
  expect(await troubleOf(coming, 3002)).toBe(
    "No longer at this school since October 15, 2026. Give the place back.",
  );
  expect(await troubleOf(over, 3002)).toBe(null);
  await left("2026-10-14");
  expect(await troubleOf(over, 3002)).toBe(
    "No longer at this school since October 14, 2026, before this session. Correct the times, or have the pupil's record corrected in Aeries.",
  );
  await left("2026-10-19");
  expect(await troubleOf(coming, 3002)).toBe(null);
  await left(null);
  expect([await troubleOf(coming, 3002), await troubleOf(over, 3002)]).toEqual([
    "No longer at this school. Give the place back.",
    null,
  ]);
});

test("a teacher who is removed is told on both, with what to do", async () => {
  const { admin } = office.database;
  const whatToDo = "Let another teacher join and this one leave, or cancel the session.";
  await admin`update staff set left_on = '2026-10-16' where id = 501`;
  expect((await view(coming)).troubles).toEqual([
    `Ann Abe left the district on October 16, 2026. ${whatToDo}`,
  ]);
  expect((await view(over)).held).toEqual([]);
  await admin`update staff set left_on = '2026-10-14' where id = 501`;
  expect((await view(over)).held).toEqual([
    `Ann Abe left the district on October 14, 2026. Nobody qualified was there from 3:00 pm to 4:00 pm. (AR-SES-2) ${waits}`,
  ]);
  await admin`delete from section_staff where staff_id = 501`;
  await admin`delete from staff_school where staff_id = 501`;
  await admin`delete from staff where id = 501`;
  expect((await view(coming)).troubles).toEqual([
    `Unknown teacher is no longer listed in Aeries. ${whatToDo}`,
  ]);
  const { held, whoAttests } = await view(over);
  expect(held[0]).toContain("A teacher whom Aeries does not list");
  expect(whoAttests).toContain("Add a teacher who was there to the session");
});
