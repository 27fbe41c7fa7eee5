import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as calls } from "#app/routes/schools.$schoolId.recovery.call-list/route.tsx";
import { loader as sheet } from "#app/routes/schools.$schoolId.recovery.call-list[.]csv/route.ts";
import { loader as overview } from "#app/routes/schools.$schoolId.recovery.overview/route.tsx";
import { openFrame } from "#app/ui/page.tsx";
import { type Oak, oak, openOak } from "../../../tests/page/oak.ts";
import { layOutClaimedDays } from "../../../tests/recovery/claimed-days.ts";
import { addAbsentPupils } from "../../../tests/recovery/saturday.ts";
import { OverviewPage } from "./overview-page.tsx";

let district: Oak;
beforeAll(async () => {
  district = await openOak("2026-11-02T17:00:00Z");
  const { admin } = district;
  await layOutClaimedDays(admin);
  await addAbsentPupils(admin, 5);
  await admin`update pupil set inactive_code = 'I', left_on = '2026-10-30' where pupil_id = 3005`;
  await admin`insert into recovery_session (school_id, id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
    overriding system value values (10, 3, '2026-11-07', 480, 720, '1', 501, 'Science', 1, 6, 20, '2026-10-01T00:00:00Z')`;
  await admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, at) values
    (10, 3, 3001, 'booked', 1, '2026-10-20T00:00:00Z'), (10, 1, 1001, 'booked', 1, '2026-10-01T00:00:00Z'), (10, 1, 3002, 'booked', 1, '2026-10-01T00:00:00Z')`;
  await admin`insert into recovery_election (school_id, pupil_id, answer, said_by, by, at) values (10, 3003, 'no', 'father', 901, '2026-10-10T18:00:00Z')`;
  await admin`insert into recovery_message (school_id, pupil_id, session_id, kind, channel, language, by, at)
    values (10, 3004, 3, 'invitation', 'letter', 'en', 901, '2026-10-20T18:00:00Z')`;
  await admin`insert into contact (school_id, pupil_id, seq, sort_order, mailing_name, relationship, phone, holds_educational_rights, wants_attendance_notices)
    values (10, 3002, 1, 1, 'Pat Pupil', 'Mother', '555-0100', true, true)`;
});
afterAll(() => district.close());

test("the call list has who can still gain, with the next step and whom to call, and nobody else", async () => {
  const principal = await district.principal();
  const { body } = await principal.get(calls, "/c", oak);
  expect(body.rows.map(({ pupilId, days, next }) => [pupilId, days, next])).toEqual([
    [3001, 1, "Booked for Sat, Nov 7, 2026"],
    [3002, 1, "Invite"],
    [3003, 1, "Declined: ask again only if the family wishes"],
    [3004, 1, "Invited, no answer yet: call about Sat, Nov 7, 2026"],
  ]);
  expect(body.rows[1]).toMatchObject({ contact: "Pat Pupil (Mother)", phone: "555-0100" });
  const [seen] = await district.admin`select pupil_ids from pupil_view where page = 'recovery call list'`;
  expect(seen?.pupil_ids).toEqual([3001, 3002, 3003, 3004]);
  expect((await (await district.auditor()).get(calls, "/c", oak)).status).toBe(403);
});

test("taking the list out as a sheet is a change on record", async () => {
  const principal = await district.principal();
  expect((await principal.get(sheet, "/c.csv", oak)).status).toBe(200);
  const [entry] =
    await district.admin`select pupil_ids, after from audit_entry where action = 'recovery call list taken out'`;
  expect(entry).toEqual({ pupil_ids: [3001, 3002, 3003, 3004], after: { pupils: 4 } });
});

test("the overview counts who can gain, seats, no-shows and days, and knows no dollars that nobody entered", async () => {
  const auditor = await district.auditor();
  const { view } = (await auditor.get(overview, "/o", oak)).body;
  expect(view).toMatchObject({
    gain: { pupils: 4, days: 4 },
    worthOfGain: null,
    seats: { sessions: 1, free: 19, all: 20 },
    noShows: { missing: 1, booked: 2 },
    days: { earned: 2, claimed: 2 },
    worthOfClaimed: null,
    byGrade: [{ label: "grade 4", pupils: 4, days: 4 }],
  });
  expect(view.weeks.map(({ week, earned, claimed }) => [week, earned, claimed])).toEqual([
    ["2026-10-12", 1, 1],
    ["2026-10-19", 2, 2],
    ["2026-10-26", 2, 2],
    ["2026-11-02", 2, 2],
  ]);
  // Through November 2, 2026 the small district has taught 59 days; pupil 1001 recovered the one day missed.
  expect(view.chronic.map(({ is }) => is)).toEqual([
    "0 of 6 pupils, 0.0 percent",
    "0 of 6 pupils, 0.0 percent",
  ]);
  const html = renderToStaticMarkup(createElement(OverviewPage, { frame: openFrame, view, links: null }));
  expect(html).toContain("4 pupils, 4 days: amount not set");
  expect(html.match(/<svg/g)).toHaveLength(3);
  expect(html.match(/<title id=/g)).toHaveLength(3);
  expect(html).not.toContain("NaN");
});

test("with amounts entered, days are worth what the state pays for them", async () => {
  for (const [name, value] of [
    ["lcff_4_6", "9000.00"],
    ["ada_days", "180"],
  ])
    await district.admin`insert into district_setting (name, value, effective_from, verified_by, verified_on, source, by, at)
      values (${name!}, ${value!}, '2026-07-01', 'R. Ortiz', '2026-07-01', 'CDE', 901, now())`;
  const { view } = (await (await district.auditor()).get(overview, "/o", oak)).body;
  expect([view.worthOfGain, view.worthOfClaimed]).toEqual([200, 100]);
});

test("AR-REP-7: the alternate rate takes recovered days off, the official one does not", async () => {
  const miss = (pupilId: number, from: string, through: string) => district.admin`
    insert into mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, at)
    select 10, 2026, date, '', ${pupilId}, 'aeries', 101, 'I', '2026-10-30T20:00:00Z' from calendar_day
    where school_id = 10 and date between ${from} and ${through}`;
  // With the day missed in September, six of 59 days each; one of 1001's is recovered, and one of 1004's in Aeries alone.
  for (const pupilId of [1001, 1002])
    await miss(pupilId, "2026-10-05", pupilId === 1001 ? "2026-10-09" : "2026-10-12");
  await miss(1004, "2026-10-05", "2026-10-12");
  const [reading] = await district.admin<{ id: number }[]>`insert into aeries_makeup_reading
    (school_id, file_name, row_count, by, at) values (10, 'M.csv', 1, 901, now()) returning id::int`;
  await district.admin`insert into aeries_makeup (school_id, reading_id, student_number, on_date, code)
    values (10, ${reading!.id}, 4, '2026-10-05', 'M')`;
  const { view } = (await (await district.auditor()).get(overview, "/o", oak)).body;
  expect(view.chronic.map(({ is }) => is)).toEqual([
    "3 of 6 pupils, 50.0 percent",
    "1 of 6 pupils, 16.7 percent",
  ]);
});
