import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "#app/context.ts";
import { loader as sessionPage } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId._index/route.tsx";
import { action as book } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.bookings/route.tsx";
import { action as changePlaces } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.capacity/route.tsx";
import { action as release } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.release/route.tsx";
import { addAbsentPupils } from "../../tests/recovery/saturday.ts";
import { openRecoveryOffice } from "../../tests/recovery/staff-of-a-session.ts";
import { runReleaseLeft } from "./release-left.server.ts";
import type { SessionView } from "./session-view.ts";

let office: Awaited<ReturnType<typeof openRecoveryOffice>>;
let worker: Context;
beforeAll(async () => {
  office = await openRecoveryOffice();
  worker = { ...office.context, door: office.database.worker };
  const { admin } = office.database;
  await addAbsentPupils(admin, 21);
  await admin`update pupil set family_key = 7 where pupil_id in (3013, 3015)`;
});
afterAll(() => office.close());

let week = 0;
/** A Saturday session with so many places, the first pupils booked, in the order given. */
async function session(capacity: number, pupils: readonly number[]) {
  const date = Temporal.PlainDate.from("2026-10-17").add({ weeks: week++ });
  const [row] = await office.database.admin`insert into recovery_session
    (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
    values (10, ${date.toString()}, 480, 720, '1', 501, 'Mathematics', 1, 6, ${capacity}, now()) returning id::text`;
  const at = { schoolId: "10", sessionId: row!.id as string };
  for (const pupilId of pupils) expect((await booking(at, [pupilId])).status).toBe(302);
  return at;
}
type At = Awaited<ReturnType<typeof session>>;
const booking = (at: At, pupils: readonly number[]) =>
  office.people.coordinator.post(
    book,
    "/b",
    [
      ...pupils.map((id) => ["pupil", String(id)] as [string, string]),
      ["agreed", "on"],
      ["saidBy", "mother"],
    ],
    at,
  );
const giveBack = (at: At, pupilId: number) =>
  office.people.coordinator.post(
    release,
    "/r",
    { releasedPupil: String(pupilId), step: "released", releaseReason: "ill" },
    at,
  );
const view = async (at: At) =>
  ((await office.people.coordinator.get(sessionPage, "/s", at)).body as { view: SessionView }).view;
const booked = async (at: At) => (await view(at)).roster.map(({ pupilId }) => pupilId);
const miss = (pupilId: number, from: string, days: number, code: string, school = 10) => office.database
  .admin`
  insert into mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, at)
  select ${school}, 2026, d.date, '', ${pupilId}, 'aeries', 101, ${code}, now() from calendar_day d
  where d.school_id = ${school} and d.date >= ${from} order by d.date limit ${days}`;

test("a place that becomes free passes over who left, whose family said no since, who studies at home; the page says so", async () => {
  const { admin } = office.database;
  await admin`insert into absence_code (school_id, code, title, abbreviation, type_code, counts_for_ada, is_suspension,
    is_partial_day_truant, is_temporarily_not_enrolled, independent_study, flag_category)
    values (10, 'H', 'Study', 'H', 1, true, false, false, false, 'C', 'IS_ADA')`;
  const at = await session(1, [3001, 3002, 3003, 3004, 3005]);
  await admin`update pupil set inactive_code = 'N', left_on = '2026-10-14' where pupil_id = 3002`;
  await admin`insert into recovery_election (school_id, pupil_id, answer, said_by, at) values (10, 3003, 'no', 'father', now())`;
  await miss(3004, "2026-09-24", 16, "H");
  expect((await view(at)).waiting.map(({ pupilId, passedOver }) => [pupilId, passedOver])).toEqual([
    [3002, "The pupil is not enrolled in this agency."],
    [3003, "Recovery is voluntary, and the family has declined."],
    [3004, "16 schooldays running in independent study: more than 15, so not while it lasts."],
    [3005, null],
  ]);
  expect((await giveBack(at, 3001)).status).toBe(302);
  expect(await booked(at)).toEqual([3005]);
});

test("who studies at home for long at another school of the district is passed over as well, as a booking refuses them", async () => {
  const { admin } = office.database;
  await admin`insert into absence_code (school_id, code, title, abbreviation, type_code, counts_for_ada, is_suspension,
    is_partial_day_truant, is_temporarily_not_enrolled, independent_study, flag_category)
    values (20, 'H', 'Study', 'H', 1, true, false, false, false, 'C', 'IS_ADA')`;
  const at = await session(1, [3001, 3021, 3020]);
  await miss(3021, "2026-09-24", 16, "H", 20);
  const why = "16 schooldays running in independent study: more than 15, so not while it lasts.";
  expect((await view(at)).waiting.map(({ pupilId, passedOver }) => [pupilId, passedOver])).toEqual([
    [3021, why],
    [3020, null],
  ]);
  expect((await giveBack(at, 3001)).status).toBe(302);
  expect(await booked(at)).toEqual([3020]);
  const refused = await booking(await session(1, []), [3021]);
  expect(JSON.stringify(refused.body)).toContain(`Sam Pupil3021 cannot be booked. ${why}`);
});

test("more places and a booking beside the line pass over them too", async () => {
  const at = await session(1, [3006, 3007, 3008]);
  const { admin } = office.database;
  await admin`update pupil set inactive_code = 'N' where pupil_id = 3007`;
  await office.people.coordinator.post(changePlaces, "/p", { places: "2" }, at);
  expect(await booked(at)).toEqual([3006, 3008]);
  await admin`update recovery_session set capacity = 3 where id = ${at.sessionId}`;
  expect((await booking(at, [3009])).status).toBe(302);
  expect(await booked(at)).toEqual([3006, 3008, 3009]);
  await admin`update pupil set inactive_code = '' where pupil_id = 3007`;
});

test("the line is ranked by the days of now, on the page and when a place is given out", async () => {
  const at = await session(1, [3010, 3011, 3012]);
  await miss(3012, "2026-09-28", 3, "U");
  expect((await view(at)).waiting.map(({ pupilId, days }) => [pupilId, days])).toEqual([
    [3012, 4],
    [3011, 1],
  ]);
  await giveBack(at, 3010);
  expect(await booked(at)).toEqual([3012]);
  const [step] = await office.database.admin`select recoverable_days from recovery_place
    where session_id = ${at.sessionId} and pupil_id = 3012 order by id desc limit 1`;
  expect(step?.recoverable_days).toBe(4);
});

test("a booking takes no place from somebody in line who has come to gain more", async () => {
  const at = await session(1, [3016, 3017]);
  await office.database.admin`update recovery_session set capacity = 2 where id = ${at.sessionId}`;
  await miss(3017, "2026-09-28", 2, "U");
  await miss(3018, "2026-09-28", 1, "U");
  expect((await booking(at, [3018])).status).toBe(302);
  expect(await booked(at)).toEqual([3016, 3017]);
});

test("of those with as many days a brother or sister of somebody in the session is given the one place", async () => {
  const at = await session(2, [3013, 3019, 3014, 3015]);
  expect((await view(at)).waiting.map(({ pupilId }) => pupilId)).toEqual([3015, 3014]);
  await giveBack(at, 3019);
  expect(await booked(at)).toEqual([3013, 3015]);
});

test("the job gives back the places of who left, after their last day, tells it on the page and loses nothing", async () => {
  const { admin } = office.database;
  const today = await session(2, []);
  await admin`update recovery_session set on_date = '2026-10-16', starts_at = 540, ends_at = 600 where id = ${today.sessionId}`;
  await admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, at)
    values (10, ${today.sessionId}, 3020, 'booked', 1, now())`;
  const [before, after] = [await session(1, [3020, 3009]), await session(1, [3020, 3009])];
  const last = (await view(before)).date;
  await admin`update pupil set inactive_code = 'N', left_on = ${last} where pupil_id = 3020`;
  await runReleaseLeft(worker, { schoolId: 10 });
  await runReleaseLeft(worker, { schoolId: 10 });
  expect([await booked(today), await booked(before), await booked(after)]).toEqual([[3020], [3020], [3009]]);
  const long = Temporal.PlainDate.from(last).toLocaleString("en-US", { dateStyle: "long" });
  expect((await view(after)).gaveBack).toEqual([
    `Sam Pupil3020 is no longer at this school since ${long}, so the place was given back. If the pupil returns, book again.`,
  ]);
  const steps =
    await admin`select pupil_id, step, reason, by from recovery_place where session_id = ${after.sessionId} order by id`;
  expect(steps.map(({ pupil_id, step, reason }) => [pupil_id, step, reason])).toEqual([
    [3020, "booked", null],
    [3009, "waiting", null],
    [3020, "released", `left this school on ${long}`],
    [3009, "booked", "from the waiting list"],
  ]);
  const [entry] = await admin`select actor, action, pupil_ids from audit_entry
    where subject = ${`recovery session ${after.sessionId}`} and reason like 'left this school%'`;
  expect(entry).toEqual({ actor: "release-left", action: "recovery place released", pupil_ids: [3020] });
  await admin`update pupil set inactive_code = '', left_on = null where pupil_id = 3020`;
  expect((await view(after)).gaveBack).toEqual([]);
});

test("a pupil who holds a place and may not come any more is named on the page, with what to do", async () => {
  const at = await session(2, [3009]);
  await office.database.admin`insert into recovery_election (school_id, pupil_id, answer, said_by, at)
    values (10, 3009, 'no', 'mother', now())`;
  expect((await view(at)).roster[0]?.trouble).toBe(
    "Recovery is voluntary, and the family has declined. Give the place back.",
  );
});
