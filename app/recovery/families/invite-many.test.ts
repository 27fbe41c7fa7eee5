import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  action as invite,
  loader as page,
} from "#app/routes/schools.$schoolId.recovery.invitations._index/route.tsx";
import { action as print } from "#app/routes/schools.$schoolId.recovery.invitations.letters/route.ts";
import { addAbsentPupils } from "../../../tests/recovery/saturday.ts";
import { openRecoveryOffice } from "../../../tests/recovery/staff-of-a-session.ts";
import type { FormReply } from "../form-reply.ts";
import type { InviteManyView } from "./invite-many.server.ts";
import { InviteManyPage } from "./invite-many-page.tsx";

/** Friday, October 16, 2026. */
let office: Awaited<ReturnType<typeof openRecoveryOffice>>;
beforeAll(async () => {
  office = await openRecoveryOffice();
  const { admin } = office.database;
  await addAbsentPupils(admin, 4);
  await admin`update pupil set grade = 6 where pupil_id = 3004`;
  const session = (date: string, low: number, high: number) =>
    admin`insert into recovery_session (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
      values (10, ${date}, 480, 750, '1', 501, 'Mathematics', ${low}, ${high}, 20, now())`;
  await session("2026-10-17", 1, 6);
  await session("2026-10-24", 1, 5);
  await session("2026-10-31", 1, 6);
  await session("2026-10-10", 1, 6);
  await admin`insert into recovery_cancellation (school_id, session_id, reason, by, at) values (10, 3, 'no room', 1, now())`;
  await admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, at)
    values (10, 1, 3003, 'declined', 1, now())`;
});
afterAll(() => office.close());

const oak = { schoolId: "10" };
const see = async (query = "") =>
  ((await office.people.coordinator.get(page, `/i${query}`, oak)).body as { view: InviteManyView }).view;
type Answer = {
  reply: FormReply | null;
  sent: { emails: number; letters: number } | null;
  view: InviteManyView;
};
const send = async (fields: [string, string][]) => {
  const { status, body } = await office.people.coordinator.post(invite, "/i", fields, oak);
  return { status, ...(body as Answer) };
};
const two: [string, string][] = [
  ["session", "1"],
  ["session", "2"],
];

test("offers the sessions that take invitations, and none that were called off or have been", async () => {
  const view = await see();
  expect(view.sessions.map(({ id }) => id)).toEqual([1, 2]);
  expect(view.sessions[0]!.label).toBe(
    "October 17, 2026, 8:00 am: Mathematics, grades 1 to 6 (0 of 20 places taken)",
  );
  expect(view.chosen).toBeNull();
});

test("shows for each pupil to how many of the chosen sessions the family would be invited", async () => {
  const { chosen } = await see("?session=1&session=2&session=3&session=x");
  expect(chosen?.ids).toEqual([1, 2]);
  const sessions = Object.fromEntries(chosen!.candidates.map((row) => [row.pupilId, row.sessions]));
  // Too old for the second, and not offered the first again.
  expect(sessions).toEqual({ 3001: 2, 3002: 2, 3003: 1, 3004: 1 });
  const seen = await office.database
    .admin`select pupil_ids from pupil_view where page = 'recovery invitations'`;
  expect(seen.at(-1)!.pupil_ids).toEqual(expect.arrayContaining([3001, 3002, 3003, 3004]));
});

test("says at its field what is missing, and keeps what was ticked", async () => {
  const none = await send(two);
  expect([none.status, none.reply?.errors]).toEqual([
    400,
    { pupil: "Tick the pupils to invite, or say how many of the list." },
  ]);
  const many = await send([...two, ["pupil", "3001"], ["first", "many"]]);
  expect(many.reply?.errors).toEqual({ first: "Enter a whole number of at most 999." });
  const html = renderToStaticMarkup(
    createElement(InviteManyPage, {
      frame: { school: null, navigation: [], person: null, banner: null },
      view: many.view,
      reply: many.reply,
      sent: null,
    }),
  );
  expect(html).toMatch(/name="pupil" checked="" value="3001"/);
  expect(html.match(/type="hidden" name="session"/g)).toHaveLength(2);
  const gone = await send([
    ["session", "3"],
    ["first", "1"],
  ]);
  expect(gone.reply?.errors).toEqual({ session: "Choose sessions that are still to come." });
});

test("puts one letter a family on record for all of the sessions, once, and prints them together", async () => {
  const fields: [string, string][] = [...two, ["first", "10"]];
  const first = await send(fields);
  expect([first.status, first.sent]).toEqual([200, { emails: 0, letters: 4 }]);
  expect(first.view.chosen).toMatchObject({ candidates: [], newLetters: 4, letters: 4 });
  expect((await send(fields)).sent).toEqual({ emails: 0, letters: 0 });
  const [row] = await office.database.admin`select count(*)::int as n from recovery_message`;
  expect(row!.n).toBe(6);
  expect((await office.people.coordinator.post(print, "/l", [...two, ["which", "new"]], oak)).status).toBe(
    200,
  );
  expect((await see("?session=1&session=2")).chosen).toMatchObject({ newLetters: 0, letters: 4 });
});

test("who may not book may not invite", async () => {
  expect((await office.people.abe.get(page, "/i", oak)).status).toBe(403);
  expect((await office.people.abe.post(invite, "/i", two, oak)).status).toBe(403);
  expect((await office.people.abe.post(print, "/l", two, oak)).status).toBe(403);
});

test("more sessions than one letter asks about: the page says how many are left out, and what to do", async () => {
  await office.database.admin`insert into recovery_session
    (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
    select 10, '2026-11-07', 480, 750, n::text, 501, 'Mathematics', 1, 6, 20, now() from generate_series(1, 30) n`;
  const ids = (await see()).sessions.map(({ id }) => id);
  expect(ids).toHaveLength(32);
  const query = `?${ids.map((id) => `session=${id}`).join("&")}`;
  const view = await see(query);
  expect([view.chosen?.ids.length, view.leftOut]).toEqual([30, 2]);
  const frame = ((await office.people.coordinator.get(page, `/i${query}`, oak)).body as { frame: never })
    .frame;
  const html = renderToStaticMarkup(createElement(InviteManyPage, { frame, view, reply: null, sent: null }));
  expect(html).toContain("The last 2 you chose are left out: invite to them with a second letter.");
  expect((await see("?session=1")).leftOut).toBe(0);
});
