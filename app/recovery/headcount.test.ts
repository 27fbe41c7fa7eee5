import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loader as page } from "#app/routes/schools.$schoolId.recovery.headcount/route.tsx";
import { loader as file } from "#app/routes/schools.$schoolId.recovery.headcount[.]csv/route.ts";
import { addAbsentPupils } from "../../tests/recovery/saturday.ts";
import { openRecoveryOffice } from "../../tests/recovery/staff-of-a-session.ts";
import { changeLabel, type HeadcountDay } from "./headcount.ts";

/** Friday, October 16, 2026, ten in the morning. */
let office: Awaited<ReturnType<typeof openRecoveryOffice>>;
let people: (typeof office)["people"];
beforeAll(async () => {
  office = await openRecoveryOffice();
  people = office.people;
  const { admin } = office.database;
  await addAbsentPupils(admin, 6);
  await admin`update pupil set grade = 0 where pupil_id = 3006`;
  const lunch = admin.json([{ startsAt: 600, endsAt: 630, what: "lunch" }]);
  const recess = admin.json([{ startsAt: 600, endsAt: 620, what: "recess" }]);
  await admin`insert into recovery_session (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, breaks, created_at) values
    (10, '2026-10-17', 480, 720, 'Gym, "B"', 501, 'Mathematics', -1, 6, 25, ${lunch}, now()),
    (10, '2026-10-17', 480, 720, '2', 502, '=SUM(A1)', 1, 6, 25, ${recess}, now()),
    (10, '2026-10-24', 480, 720, '1', 501, 'Reading', 1, 6, 25, '[]', now()),
    (10, '2026-10-24', 780, 840, '1', 501, 'Called off', 1, 6, 25, '[]', now()),
    (10, '2026-12-05', 480, 720, '1', 501, 'Beyond four weeks', 1, 6, 25, '[]', now())`;
  await admin`insert into recovery_cancellation (school_id, session_id, reason, by, at) values (10, 4, 'no room', 1, now())`;
  // Yesterday in California lasts until seven in the morning in universal time.
  const steps: [session: number, pupil: number, step: string, at: string][] = [
    [1, 3001, "booked", "2026-10-12T17:00:00Z"],
    [1, 3002, "booked", "2026-10-16T06:59:00Z"],
    [1, 3003, "booked", "2026-10-16T07:01:00Z"],
    [1, 3006, "booked", "2026-10-16T16:00:00Z"],
    [1, 3004, "waiting", "2026-10-16T16:00:00Z"],
    [2, 3004, "booked", "2026-10-12T17:00:00Z"],
    [2, 3005, "booked", "2026-10-12T17:00:00Z"],
    [2, 3005, "released", "2026-10-16T16:00:00Z"],
    [3, 3001, "booked", "2026-10-12T17:00:00Z"],
    [4, 3002, "booked", "2026-10-12T17:00:00Z"],
  ];
  for (const [session, pupil, step, at] of steps)
    await admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, at)
      values (10, ${session}, ${pupil}, ${step}, 1, ${at})`;
});
afterAll(() => office.close());

const oak = { schoolId: "10" };
const see = async (who: keyof typeof people, query = "") =>
  (await people[who].get(page, `/headcount${query}`, oak)).body as { days: HeadcountDay[]; through: string };
const lines = async (who: keyof typeof people, query = "") =>
  ((await people[who].get(file, `/headcount.csv${query}`, oak)).body as string).split("\r\n");

describe("the headcount", () => {
  test("counts who holds a place now, by session and grade, and with a meal", async () => {
    const { days, through } = await see("coordinator");
    expect(through).toBe("2026-11-12");
    expect(days.map(({ date, pupils, meals }) => [date, pupils, meals])).toEqual([
      ["2026-10-17", 5, 4],
      ["2026-10-24", 1, 0],
    ]);
    expect(
      days[0]!.rows.map(({ subject, grades, meals, pupils }) => [subject, grades, meals, pupils]),
    ).toEqual([
      ["Mathematics", "K: 1, grade 4: 3", "lunch, 10:00 am to 10:30 am", 4],
      ["=SUM(A1)", "grade 4: 1", "", 1],
    ]);
  });

  test("says what changed since yesterday ended here, and leaves cancelled sessions out", async () => {
    const { days } = await see("coordinator");
    expect(days[0]!.rows.map(({ change }) => change)).toEqual([2, -1]);
    expect(days.map(({ change }) => change)).toEqual([1, 0]);
    expect(days[1]!.rows.map(({ subject }) => subject)).toEqual(["Reading"]);
    expect([changeLabel(2), changeLabel(-1), changeLabel(0)]).toEqual(["+2", "−1", ""]);
  });

  test("shows the days asked for, half a year at most", async () => {
    const { days } = await see("coordinator", "?from=2026-10-24&through=2026-12-05");
    expect(days.map(({ date }) => date)).toEqual(["2026-10-24", "2026-12-05"]);
    expect((await see("coordinator", "?from=2026-10-24&through=2036-01-01")).through).toBe("2027-05-02");
    expect((await see("coordinator", "?from=2026-12-01&through=2026-10-01")).through).toBe("2026-12-28");
  });

  test("shows a teacher the sessions they teach", async () => {
    const { days } = await see("bell");
    expect(days.flatMap(({ rows }) => rows.map(({ subject }) => subject))).toEqual(["=SUM(A1)"]);
  });
});

describe("the headcount as a file", () => {
  test("has a line a session, names nobody, and cannot be run by a spreadsheet", async () => {
    const [titles, first, second, ...rest] = await lines(
      "coordinator",
      "?from=2026-10-17&through=2026-10-24",
    );
    expect(titles).toBe("Date,Time,Session,Room,Pupils,By grade,Meals,Since yesterday");
    expect(first).toBe(
      '2026-10-17,8:00 am to 12:00 pm,Mathematics,"Gym, ""B""",4,"K: 1, grade 4: 3","lunch, 10:00 am to 10:30 am",2 more',
    );
    expect(second).toBe("2026-10-17,8:00 am to 12:00 pm,'=SUM(A1),2,1,grade 4: 1,,1 fewer");
    expect(rest).toEqual(["2026-10-24,8:00 am to 12:00 pm,Reading,1,1,grade 4: 1,,same", ""]);
    expect((await lines("coordinator")).join()).not.toContain("Pupil300");
  });

  test("is a file of its days that nothing keeps, and another school's is not there", async () => {
    const request = { request: new Request("http://x/headcount.csv"), context: office.context };
    const answer = await people.coordinator.get(
      async ({ request, params }) => {
        const response = (await file({ request, params, context: office.context } as never)) as Response;
        return Response.json([...response.headers]);
      },
      "/headcount.csv?from=2026-10-17&through=2026-10-24",
      oak,
    );
    const headers = Object.fromEntries(JSON.parse(answer.body as string));
    expect(headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="headcount-2026-10-17-to-2026-10-24.csv"',
      "cache-control": "no-store",
    });
    expect((await people.coordinator.get(file, "/headcount.csv", { schoolId: "20" })).status).toBe(404);
    await expect(file({ ...request, params: oak } as never)).rejects.toMatchObject({ status: 302 });
  });
});
