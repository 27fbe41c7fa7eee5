import { afterAll, beforeAll, expect, test } from "vitest";
import { hashToken } from "#app/access/token.server.ts";
import { action as planByScript } from "#app/routes/api.recovery-sessions/route.ts";
import { loader as weekPage } from "#app/routes/schools.$schoolId.recovery._index/route.tsx";
import {
  loader as newProgram,
  action as planProgram,
} from "#app/routes/schools.$schoolId.recovery.programs.new/route.tsx";
import { loader as seasonPage } from "#app/routes/schools.$schoolId.recovery.seasons.$seasonId._index/route.tsx";
import { action as planSeason } from "#app/routes/schools.$schoolId.recovery.seasons.new/route.tsx";
import { loader as sessionPage } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId._index/route.tsx";
import { action as teachers } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.teachers/route.tsx";
import {
  loader as newSession,
  action as plan,
} from "#app/routes/schools.$schoolId.recovery.sessions.new/route.tsx";
import { addAbsentPupils } from "../../tests/recovery/saturday.ts";
import { openRecoveryOffice } from "../../tests/recovery/staff-of-a-session.ts";
import type { ProposedView } from "./season/season-page.tsx";
import type { SessionReply } from "./session-page.tsx";
import type { SessionView } from "./session-view.ts";

let office: Awaited<ReturnType<typeof openRecoveryOffice>>;
const school = { schoolId: "10" };
const entries: [staffId: number, from: string | null, through: string | null, ours: boolean][] = [
  [504, null, "2027-06-30", true],
  [508, null, "2026-10-20", true],
  [509, null, null, false],
  [510, "2026-11-01", null, true],
];
beforeAll(async () => {
  office = await openRecoveryOffice();
  const { admin } = office.database;
  await addAbsentPupils(admin, 12);
  await admin`insert into staff (id, last_name, first_name, educator_id, hired_on, active) values
    (508, 'Lapse', 'Lu', '1000000508', '2015-08-01', true), (509, 'Partner', 'Pat', '1000000509', '2015-08-01', true),
    (510, 'Novice', 'Ned', '', '2015-08-01', true)`;
  await admin`insert into staff_school (school_id, staff_id) values (10, 508), (10, 509), (10, 510)`;
  for (const [staffId, from, through, ours] of entries)
    await admin`insert into teacher_credential (staff_id, document, valid_from, expires_on, employed_by_agency, by, at)
      values (${staffId}, 'MS', ${from}, ${through}, ${ours}, 1, now())`;
  await admin`insert into api_token (name, hash, scopes, schools, created_at, expires_at)
    values ('test', ${hashToken("good-token-0123456789abcdef")}, ${["recovery:write"]}, ${[10]}, '2026-08-01', '2027-08-01')`;
});
afterAll(() => office.close());

const session = {
  date: "2026-10-24",
  startsAt: "08:00",
  endsAt: "12:30",
  room: "1",
  teacherId: "504",
  subject: "Mathematics",
  lowGrade: "1",
  highGrade: "6",
  capacity: "20",
};
const lapsed = "Lu Lapse's certification document lapsed on October 20, 2026.";
const partner = "Pat Partner holds a document, but is not employed by this agency.";
const errorsOf = (answer: { body: unknown }) => (answer.body as SessionReply).errors;
const planned = (change: Partial<typeof session>) =>
  office.people.coordinator.post(plan, "/new", { ...session, ...change }, school);
let sessionId: string;
const at = () => ({ ...school, sessionId });

test("forms name whoever may lead, now or later: by a verified document, or by the number in Aeries alone", async () => {
  for (const page of [newSession, newProgram]) {
    const { teachers } = (await office.people.coordinator.get(page, "/new", school)).body as {
      teachers: { name: string }[];
    };
    expect(teachers.map(({ name }) => name)).toEqual([
      "Abe, Ann",
      "Bell, Bo",
      "Dole, Di",
      "Lapse, Lu",
      "Novice, Ned",
    ]);
  }
});

test("AR-31, AR-SES-2: a session is planned with the documents of its day", async () => {
  expect(errorsOf(await planned({ teacherId: "508" })).teacherId).toContain(lapsed);
  expect(errorsOf(await planned({ teacherId: "509" })).teacherId).toContain(partner);
  expect(errorsOf(await planned({ teacherId: "510" })).teacherId).toContain("only from November 1, 2026");
  expect((await planned({ teacherId: "508", date: "2026-10-18", room: "2" })).status).toBe(302);
  const answer = await planned({});
  sessionId = answer.to!.split("/").at(-1)!;
});

test("nobody joins whose document does not hold on its day; a document without a number does", async () => {
  const join = (teacherId: number) =>
    office.people.coordinator.post(
      teachers,
      "/t",
      { teacherStep: "joined", joinsOrLeaves: String(teacherId) },
      at(),
    );
  expect(errorsOf(await join(508)).joinsOrLeaves).toContain(lapsed);
  expect(errorsOf(await join(509)).joinsOrLeaves).toContain(partner);
  const { view } = (await office.people.coordinator.get(sessionPage, "/s", at())).body as {
    view: SessionView;
  };
  expect(view.planning?.others.map(({ name }) => name)).toEqual(["Abe, Ann", "Bell, Bo"]);
  expect((await join(501)).status).toBe(302);
});

test("a program leaves out the dates on which a teacher's document has lapsed, each with the reason", async () => {
  const { date: _, ...every } = session;
  const form = {
    ...every,
    kind: "saturday",
    name: "Saturday Academy",
    startsOn: "2026-10-17",
    endsOn: "2026-10-31",
    teacherId: "508",
    teacher2: "502",
    room: "3",
  };
  const shown = await office.people.coordinator.get(
    newProgram,
    `/new?${new URLSearchParams({ ...form, show: "1" })}`,
    school,
  );
  const { dates } = (shown.body as { shown: { dates: { date: string; will: string; why: string | null }[] } })
    .shown;
  expect(dates.map(({ date, will }) => [date, will])).toEqual([
    ["2026-10-17", "meet"],
    ["2026-10-24", "refused"],
    ["2026-10-31", "refused"],
  ]);
  expect(dates[1]?.why).toContain(lapsed);
  const all = await office.people.coordinator.post(
    planProgram,
    "/new",
    [...Object.entries(form), ["seen", "2026-10-17"], ["seen", "2026-10-24"]],
    school,
  );
  expect(all.status).toBe(400);
});

test("a season plans a teacher on the dates of their documents, and says which others it leaves out", async () => {
  const answer = await office.people.coordinator.post(
    planSeason,
    "/n",
    {
      name: "Fall Saturdays",
      subject: "Mathematics",
      from: "2026-10-17",
      through: "2026-10-31",
      weekday: "6",
      "startsAt.1": "13:00",
      "endsAt.1": "17:00",
      "room.1": "1",
      "seats.1": "8",
      "teacher.1": "508",
      "teacher.2": "509",
      bands: "spans",
      minimumFill: "2",
      siblings: "when free",
    },
    school,
  );
  const season = { ...school, seasonId: answer.to!.split("/").at(-1)! };
  const { proposed } = (await office.people.coordinator.get(seasonPage, "/s", season)).body as {
    proposed: ProposedView;
  };
  expect(proposed.sessions.map(({ date, teachers }) => [date, teachers])).toEqual([
    ["2026-10-17", "Lu Lapse"],
  ]);
  expect(proposed.unable).toEqual([
    `${lapsed} So no session is planned with them on October 24, 2026 and 1 more day.`,
    `${partner} So no session is planned with them on October 17, 2026 and 2 more days.`,
  ]);
  expect([proposed.barred, proposed.idle]).toEqual([[], []]);
});

test("the API refuses as the form does", async () => {
  const post = async (teacher: number) => {
    const request = new Request("https://ap.example.org/api/recovery-sessions", {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: "Bearer good-token-0123456789abcdef" },
      body: JSON.stringify({
        school_id: 10,
        date: "2026-10-25",
        capacity: 15,
        starts_at: "08:00",
        ends_at: "12:00",
        room: "5",
        teacher_id: teacher,
        subject: "Reading",
        low_grade: 1,
        high_grade: 6,
      }),
    });
    const answer = await planByScript({ request, context: office.context, params: {} } as never);
    return [answer.status, await answer.text()] as const;
  };
  const [status, words] = await post(508);
  expect([status, words.includes(lapsed)]).toEqual([422, true]);
});

test("a document that is found to end before a planned session is told on its page and in the week, with what to do", async () => {
  await office.database
    .admin`insert into teacher_credential (staff_id, document, expires_on, employed_by_agency, by, at)
    values (504, 'MS', '2026-10-22', true, 1, now())`;
  const words =
    "Di Dole's certification document lapsed on October 22, 2026. Let another teacher join and this one leave, or cancel the session.";
  const { view } = (await office.people.coordinator.get(sessionPage, "/s", at())).body as {
    view: SessionView;
  };
  expect(view.troubles).toEqual([words]);
  const week = (await office.people.coordinator.get(weekPage, "/w?week=2026-10-19", school)).body as {
    sessions: { id: number; troubles: string[] }[];
  };
  expect(week.sessions.find(({ id }) => String(id) === sessionId)?.troubles).toEqual([words]);
});
