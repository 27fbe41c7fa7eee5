import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as inviteMany } from "#app/routes/schools.$schoolId.recovery.invitations._index/route.tsx";
import { loader as sessionPage } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId._index/route.tsx";
import { action as book } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.bookings/route.tsx";
import {
  loader as invitations,
  action as invite,
} from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.invitations._index/route.tsx";
import { action as answer } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.invitations.answers/route.tsx";
import { actorAs } from "../../tests/database/small-district.ts";
import { addAbsentPupils } from "../../tests/recovery/saturday.ts";
import { openRecoveryOffice } from "../../tests/recovery/staff-of-a-session.ts";
import { BookingForm } from "./booking-form.tsx";
import type { InvitationsReply } from "./families/invitations-page.tsx";
import type { InvitationsView } from "./families/invitations-view.ts";
import type { InviteManyView } from "./families/invite-many.server.ts";
import { standingsInLine } from "./line-standings.server.ts";
import { NextStep } from "./next-step.tsx";
import { otherYear } from "./other-year.ts";
import { keptPlan } from "./season/plan.ts";
import { readSeason } from "./season/season.server.ts";
import type { SessionView } from "./session-view.ts";

/** The last day of the year and the first of the next: AR-25. Four pupils missed a day in September 2026. */
const [june, july] = ["1", "2"];
const today = Temporal.PlainDate.from("2027-06-15");
let office: Awaited<ReturnType<typeof openRecoveryOffice>>;
beforeAll(async () => {
  office = await openRecoveryOffice();
  const { admin } = office.database;
  await addAbsentPupils(admin, 4);
  for (const date of ["2027-06-25", "2027-07-06"])
    await admin`insert into recovery_session (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
      values (10, ${date}, 480, 750, '1', 501, 'Mathematics', 1, 6, 20, now())`;
  const wanted = Temporal.Instant.from(`${today}T17:00:00Z`);
  office.clock.move(office.clock.now().until(wanted));
  await office.enter();
});
afterAll(() => office.close());

const at = (sessionId: string) => ({ schoolId: "10", sessionId });
const coordinator = () => office.people.coordinator;
const days = async (sessionId: string) =>
  Object.fromEntries(
    (
      await office.database.admin`select pupil_id as id, recoverable_days as days from recovery_place
        where session_id = ${sessionId} order by 1`
    ).map(({ id, days }) => [id, days]),
  );
const why = otherYear(Temporal.PlainDate.from("2027-07-06"), today)!;

test("AR-25: June 25 is of the year of June 15, July 6 of the next", () => {
  expect(otherYear(Temporal.PlainDate.from("2027-06-25"), today)).toBeNull();
  expect(otherYear(Temporal.PlainDate.from("2027-07-06"), today.add({ days: 16 }))).toBeNull();
  expect(why).toBe(
    "Absences of 2026-27 cannot be made up in a session of 2027-28 (AR-ABS-7), so nobody is offered one or invited to it before July 1, 2027.",
  );
});

test("a session of July offers nobody by last year's absences and says why; one of June does", async () => {
  const view = async (id: string) =>
    ((await coordinator().get(sessionPage, "/s", at(id))).body as { view: SessionView }).view;
  expect((await view(june!)).candidates).toMatchObject({ total: 4, whyNobody: null });
  const next = await view(july!);
  expect(next.candidates).toMatchObject({ total: 0, whyNobody: why });
  expect(renderToStaticMarkup(createElement(BookingForm, { view: next, reply: null }))).toContain(why);
  const step = (view: SessionView) => renderToStaticMarkup(createElement(NextStep, { view }));
  expect([step(next), step(await view(june!))]).toEqual(["", expect.stringContaining("invite families")]);
});

test("a place or a turn in July is given by no day of this year, however it is asked for", async () => {
  const { admin } = office.database;
  const booking = { pupil: "3001", agreed: "on", saidBy: "mother" };
  for (const id of [june!, july!]) {
    await admin`update recovery_session set capacity = 2 where id = ${id}`;
    expect((await coordinator().post(book, "/b", booking, at(id))).status).toBe(302);
    const yes = { answeredPupil: "3002", answer: "yes", answerSaidBy: "father" };
    expect((await coordinator().post(answer, "/a", yes, at(id))).status).toBe(302);
    await coordinator().post(book, "/b", { ...booking, pupil: "3003" }, at(id));
  }
  expect(await days(june!)).toEqual({ 3001: 1, 3002: 1, 3003: 1 });
  expect(await days(july!)).toEqual({ 3001: 0, 3002: 0, 3003: 0 });
  const line = (id: string) =>
    standingsInLine(office.context, { schoolId: 10, sessionId: Number(id) }, today);
  expect((await line(june!)).get(3003)).toMatchObject({ days: 1 });
  expect((await line(july!)).get(3003)).toMatchObject({ days: 0 });
});

test("no family is told that July makes up for a day of this year", async () => {
  const page = (await coordinator().get(invitations, "/i", at(july!))).body as { view: InvitationsView };
  expect(page.view).toMatchObject({ candidates: [], whyNobody: why });
  const sent = await coordinator().post(invite, "/i", { pupil: "3004", first: "4" }, at(july!));
  expect([sent.status, (sent.body as InvitationsReply).errors[""]]).toEqual([
    400,
    "The session is in another school year, in which absences of this one cannot be made up. Invite families once that year has begun.",
  ]);
  const { view } = (await coordinator().get(inviteMany, "/i?session=1&session=2", { schoolId: "10" }))
    .body as { view: InviteManyView };
  expect(view.chosen).toMatchObject({
    otherYear: why,
    candidates: [{ pupilId: 3004, sessions: 1 }],
  });
  const [row] = await office.database.admin`select count(*)::int as n from recovery_message`;
  expect(row!.n).toBe(0);
});

test("a season that is planned in June by the days of this year holds nothing in July, and says why", async () => {
  const plan = keptPlan.parse({
    ...{ dates: ["2027-06-26", "2027-07-03"], times: [{ startsAt: 780, endsAt: 1020 }] },
    ...{ rooms: [{ room: "2", seats: 20 }], subject: "Mathematics", minimumFill: 1, siblings: "always" },
    teachers: [{ teacherId: 502, startsAt: 0, endsAt: 1440, weekday: null }],
    ...{
      bands: [],
      leftOut: { sessions: [], teachers: [], pupils: [] },
      locked: {},
      seats: {},
      changes: null,
    },
  });
  const planner = actorAs("recovery coordinator", 10);
  const { input, barred, withTeacher } = await readSeason(office.context, planner, plan, today);
  expect(input.offers.map(({ date }) => `${date}`)).toEqual(["2027-06-26"]);
  expect(barred.map(({ offer, why }) => [`${offer.date}`, why])).toEqual([["2027-07-03", why]]);
  expect(withTeacher.every(({ date }) => date.month === 6)).toBe(true);
});
