import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  action as adopt,
  loader as adoptions,
} from "#app/routes/schools.$schoolId.recovery.adoptions/route.tsx";
import { loader as heldSessions } from "#app/routes/schools.$schoolId.recovery.holds._index/route.tsx";
import { loader as programPage } from "#app/routes/schools.$schoolId.recovery.programs.$programId._index/route.tsx";
import { action as createProgram } from "#app/routes/schools.$schoolId.recovery.programs.new/route.tsx";
import { loader as sessionPage } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId._index/route.tsx";
import { loader as otherList } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.other-program[.]csv/route.ts";
import { action as change } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.purpose/route.tsx";
import { action as tap } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.taps/route.tsx";
import { action as plan } from "#app/routes/schools.$schoolId.recovery.sessions.new/route.tsx";
import { addAbsentPupils } from "../../tests/recovery/saturday.ts";
import { openRecoveryOffice } from "../../tests/recovery/staff-of-a-session.ts";
import { BreakFields } from "./breaks-fields.tsx";
import type { FormReply } from "./form-reply.ts";
import { ProgramPage } from "./program-page.tsx";
import type { ProgramView } from "./program-view.server.ts";
import { alongsideNotices, plainPurpose, purposeNotices, supervisedBy } from "./purpose.ts";
import { PurposeFields } from "./purpose-fields.tsx";
import { SessionPage } from "./session-page.tsx";
import type { SessionView } from "./session-view.ts";
import { defaultRecoverySettings } from "./settings.ts";

const frame = { school: null, navigation: [], person: null, banner: null };
const weighted = { ...defaultRecoverySettings, mixedRatio: "weighted" as const };

test("AR-ELO-3: beside another program the stricter rule holds, and alone the district's setting", () => {
  expect(supervisedBy(weighted, { alongside: "elop" }).mixedRatio).toBe("strict");
  expect(supervisedBy(weighted, { alongside: null }).mixedRatio).toBe("weighted");
  expect(supervisedBy(weighted, null).mixedRatio).toBe("weighted");
});

test("the forms say AR-SES-6, AR-SES-8 and AR-PUP-5 beside their fields, and AR-ELO-1 to -5 where it matters", () => {
  const field = (name: string) => ({ id: name, name });
  const html = renderToStaticMarkup(createElement(PurposeFields, { field }));
  for (const said of [purposeNotices.standard, purposeNotices.meals, purposeNotices.inPerson])
    expect(html).toContain(said.replaceAll("'", "&#x27;"));
  expect(html).toContain("Expanded Learning Opportunities Program (ELO-P)");
  expect(alongsideNotices("elop").map((notice) => notice.split(":")[0])).toEqual([
    "AR-ELO-1",
    "AR-ELO-2",
    "AR-ELO-3",
    "AR-ELO-4",
    "AR-ELO-5",
  ]);
  expect(renderToStaticMarkup(createElement(BreakFields, { field }))).toContain(
    "Meals and other breaks, which do not count",
  );
});

describe("on record", () => {
  let office: Awaited<ReturnType<typeof openRecoveryOffice>>;
  let at: { schoolId: string; sessionId: string };
  const oak = { schoolId: "10" };
  beforeAll(async () => {
    office = await openRecoveryOffice();
    const { admin } = office.database;
    await addAbsentPupils(admin, 8);
    await admin`insert into district_setting (name, value, effective_from, verified_by, verified_on, source, by, at)
      values ('mixedRatio', 'weighted', '2026-07-01', 'R. Ortiz', '2026-06-15', 'Counsel', 1, now())`;
  });
  afterAll(() => office.close());
  const form = {
    date: "2026-10-17",
    startsAt: "08:00",
    endsAt: "12:30",
    room: "1",
    teacherId: "501",
    subject: "Mathematics",
    lowGrade: "-1",
    highGrade: "6",
    capacity: "20",
  };
  const view = async (params = at) =>
    ((await office.people.coordinator.get(sessionPage, "/s", params)).body as { view: SessionView }).view;
  const fact = async (term: string) => (await view()).purpose.facts.find((one) => one.term === term)?.is;
  const drawn = async () => renderToStaticMarkup(createElement(SessionPage, { frame, view: await view() }));

  test("AR-PUP-5: a session is in person, which is put on record when it is planned, and nothing else can be", async () => {
    const made = await office.people.coordinator.post(plan, "/new", form, oak);
    at = { ...oak, sessionId: made.to!.split("/").at(-1)! };
    expect(await fact("Held")).toBe("In person");
    const [row] = await office.database.admin`select in_person, by, alongside from recovery_session_purpose`;
    expect(row).toMatchObject({ in_person: true, alongside: null });
    expect(row!.by).not.toBeNull();
    await expect(
      office.database
        .admin`insert into recovery_session_purpose (school_id, session_id, meals_served, in_person, at)
        values (10, ${at.sessionId}, false, false, now())`,
    ).rejects.toThrow(/recovery_session_purpose_in_person/);
  });

  test("a session of before it was asked says so, and is supervised as the district's setting has it", async () => {
    const [row] = await office.database
      .admin`insert into recovery_session (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
        values (10, '2026-11-07', 480, 750, '1', 501, 'Mathematics', -1, 6, 20, now()) returning id::text`;
    const old = await view({ ...oak, sessionId: row!.id });
    expect(old.purpose.facts).toEqual([
      {
        term: "What it is for",
        is: "Not on record: nobody was asked when it was planned. Its planner can say it on the session's page.",
      },
    ]);
    expect(old.purpose.notices).toEqual([]);
  });

  test("AR-SES-6, AR-SES-8: standard and meals are planned with the session, its break left out of the minutes", async () => {
    const made = await office.people.coordinator.post(
      plan,
      "/new",
      {
        ...form,
        date: "2026-10-24",
        standard: "CCSS.MATH.CONTENT.4.NF.B.3",
        mealsServed: "on",
        alongside: "none",
        break1What: "lunch",
        break1Starts: "10:00",
        break1Ends: "10:30",
      },
      oak,
    );
    const there = await view({ ...oak, sessionId: made.to!.split("/").at(-1)! });
    expect(there.purpose.facts.map(({ is }) => is)).toEqual([
      "CCSS.MATH.CONTENT.4.NF.B.3",
      "Served",
      "No other program",
      "In person",
    ]);
    expect(there.breaks).toBe("Left out of the minutes: 10:00 am to 10:30 am lunch.");
    const wrong = await office.people.coordinator.post(
      plan,
      "/new",
      { ...form, date: "2026-10-31", alongside: "camp", standard: "x".repeat(121), break1What: "lunch" },
      oak,
    );
    expect((wrong.body as FormReply).errors).toMatchObject({
      standard: "Keep the standard within 120 letters.",
      alongside: "Choose the other program, or that there is none.",
    });
    const noEnd = await office.people.coordinator.post(
      plan,
      "/new",
      { ...form, date: "2026-10-31", break1What: "lunch", break1Starts: "10:00" },
      oak,
    );
    expect((noEnd.body as FormReply).errors).toEqual({ break1Ends: "Enter when the break ends." });
  });

  test("AR-ELO-1: what runs beside it can be said anew until the attestation, on record with before and after", async () => {
    const sent = await office.people.coordinator.post(
      change,
      "/p",
      { standard: "", mealsServed: "on", alongside: "elop" },
      at,
    );
    expect(sent.status).toBe(302);
    await office.people.coordinator.post(
      change,
      "/p",
      { standard: "", mealsServed: "on", alongside: "elop" },
      at,
    );
    expect(await fact("At the same time")).toBe("Expanded Learning Opportunities Program (ELO-P)");
    const html = await drawn();
    for (const rule of ["AR-ELO-1", "AR-ELO-2", "AR-ELO-3", "AR-ELO-4", "AR-ELO-5"])
      expect(html).toContain(rule);
    const entries = await office.database
      .admin`select before, after from audit_entry where action = 'recovery session purpose changed'`;
    expect([...entries]).toEqual([
      { before: plainPurpose, after: { ...plainPurpose, mealsServed: true, alongside: "elop" } },
    ]);
    expect((await office.people.abe.post(change, "/p", { alongside: "none" }, at)).status).toBe(403);
    expect((await office.people.coordinator.post(change, "/p", { alongside: "camp" }, at)).status).toBe(400);
    expect(
      (await office.people.coordinator.post(change, "/p", {}, { ...oak, sessionId: "999" })).status,
    ).toBe(404);
  });

  test("AR-ELO-3: beside ELO-P the door counts strictly though the district weights, and so does what is held", async () => {
    const { admin } = office.database;
    await admin`update pupil set grade = 0 where pupil_id in (3001, 3002, 3003)`;
    const pupils = [3001, 3002, 3003, 3004, 3005, 3006, 3007, 3008, 1001, 1002, 1003];
    for (const pupil of pupils)
      await admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, at)
        values (10, ${at.sessionId}, ${pupil}, 'booked', 1, now())`;
    const morning = Temporal.Instant.from("2026-10-17T15:10:00Z");
    office.clock.move(office.clock.now().until(morning));
    await office.enter();
    for (const pupil of pupils.slice(0, 10))
      expect((await office.people.abe.post(tap, "/t", { in: String(pupil) }, at)).status).toBe(302);
    const eleventh = await office.people.abe.post(tap, "/t", { in: "1003" }, at);
    expect((eleventh.body as FormReply).errors.p1003).toContain("over the limit of 10");
    await office.people.coordinator.post(change, "/p", { alongside: "none" }, at);
    expect((await office.people.abe.post(tap, "/t", { in: "1003" }, at)).status).toBe(302);
    const held = async () =>
      (await office.people.coordinator.get(heldSessions, "/h", oak)).body as {
        waiting: { sessionId: number }[];
      };
    expect(JSON.stringify(await held())).not.toContain("AR-SES-7");
    await office.people.coordinator.post(change, "/p", { alongside: "after_school" }, at);
    expect(JSON.stringify(await held())).toContain("AR-SES-7");
  });

  test("AR-ELO-5: the other program takes out a list of its own, which is recorded, and recovery's minutes are not in it", async () => {
    const list = await office.people.abe.get(otherList, "/l", at);
    const lines = (list.body as string).split("\r\n");
    expect(lines[0]).toBe("Program,Name,Student number,Date,In,Out");
    expect(lines).toHaveLength(13);
    expect(lines).toContain(
      '"After-school program (ASES, 21st CCLC)","Pupil3004, Sam",3004,2026-10-17,08:10,',
    );
    expect(list.body).not.toMatch(/minute/i);
    const [entry] = await office.database
      .admin`select after, cardinality(pupil_ids) as pupils from audit_entry where action = 'attendance list for another program taken out'`;
    expect(entry).toEqual({ after: { program: "after_school", rows: 11 }, pupils: 11 });
    const [seen] = await office.database
      .admin`select count(*)::int as n from pupil_view where page = 'attendance list for another program'`;
    expect(seen!.n).toBe(1);
    expect((await office.people.bell.get(otherList, "/l", at)).status).toBe(404);
    await office.people.coordinator.post(change, "/p", { alongside: "none" }, at);
    expect((await office.people.abe.get(otherList, "/l", at)).status).toBe(404);
    await office.people.coordinator.post(change, "/p", { alongside: "elop" }, at);
  });

  test("an attested session keeps what it was for", async () => {
    await office.database
      .admin`insert into recovery_attestation (school_id, session_id, by, at, through_presence_id, pupil_count, minutes_total, statement)
        values (10, ${at.sessionId}, 1, now(), 0, 0, 0, '')`;
    const late = await office.people.coordinator.post(change, "/p", { alongside: "none" }, at);
    expect([late.status, (late.body as FormReply).errors]).toEqual([
      400,
      { "": "The teacher has attested this session. What it was for stays as it was then." },
    ]);
    expect(await fact("At the same time")).toBe("Expanded Learning Opportunities Program (ELO-P)");
  });

  test("AR-LEA-4: a program says that it is no replacement, what it is for, and by whom recovery was adopted", async () => {
    const made = await office.people.coordinator.post(
      createProgram,
      "/programs/new",
      {
        ...form,
        kind: "saturday",
        name: "Saturday Academy",
        startsOn: "2026-12-05",
        endsOn: "2026-12-05",
        standard: "CCSS.MATH",
        alongside: "elop",
        seen: "2026-12-05",
      },
      oak,
    );
    const params = { ...oak, programId: made.to!.split("/").at(-1)! };
    const page = async () =>
      ((await office.people.coordinator.get(programPage, "/p", params)).body as { view: ProgramView }).view;
    expect((await page()).adopted).toBe("No adoption by the board on record before it began");
    const own = await view({ ...oak, sessionId: String((await page()).sessions[0]!.id) });
    expect(own.purpose.facts[0]).toEqual({ term: "Standard", is: "CCSS.MATH" });
    expect(own.purpose.notices).toHaveLength(5);
    const adoption = { adoptedOn: "2026-06-09", body: "the governing board", reference: "item 12.b" };
    expect((await office.people.coordinator.post(adopt, "/a", adoption, oak)).status).toBe(302);
    await office.people.coordinator.post(adopt, "/a", adoption, oak);
    expect((await page()).adopted).toBe("Adopted by the governing board on June 9, 2026, item 12.b");
    const html = renderToStaticMarkup(createElement(ProgramPage, { frame, view: await page() }));
    expect(html).toContain(purposeNotices.limitedTerm);
    const listed = (await office.people.abe.get(adoptions, "/a", oak)).body as {
      adoptions: unknown[];
      may: boolean;
    };
    expect(listed).toMatchObject({ may: false, adoptions: [adoption] });
  });

  test("an adoption that cannot be is told at its field, and a teacher enters none", async () => {
    const wrong = await office.people.coordinator.post(adopt, "/a", { adoptedOn: "2027-06-09" }, oak);
    expect([wrong.status, (wrong.body as FormReply).errors]).toEqual([
      400,
      {
        adoptedOn: "This day is still to come. Enter the adoption once it is made.",
        body: "Enter who adopted it, such as the governing board.",
        reference: "Enter the item or resolution by which an auditor finds it.",
      },
    ]);
    expect((await office.people.abe.post(adopt, "/a", {}, oak)).status).toBe(403);
  });
});
