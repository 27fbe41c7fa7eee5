import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Aeries, startAeries } from "./server.ts";

let aeries: Aeries;

beforeAll(async () => {
  aeries = await startAeries({ seed: 7, today: Temporal.PlainDate.from("2026-10-14") });
});
beforeEach(() => aeries.state.reset());
afterAll(() => aeries.close());

type Row = Record<string, unknown>;
type Pupil = {
  StudentID: number;
  AttendanceDays: { CalendarDate: string; AllDayAttendanceCode: string; Classes: Row[] }[];
};

async function get<T = Row[]>(path: string): Promise<T> {
  const headers = { "AERIES-CERT": aeries.certificate };
  return (await fetch(`${aeries.url}/api/v5/${path}`, { headers })).json() as Promise<T>;
}

async function pull(lever: string, body: object): Promise<{ status: number; body: Row }> {
  const response = await fetch(`${aeries.origin}/sandbox/${lever}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Row };
}

const changed = async (area: string, since: string) =>
  (await get(`StudentDataChanges/${area}/${since}`)).map((one) => one.StudentID);

/** One pupil's day, as `code` and periods, or null where there is none. */
async function dayOf(school: number, student: number, date: string) {
  const compact = date.replaceAll("-", "");
  const pupils = await get<Pupil[]>(`schools/${school}/attendance?StartDate=${compact}&EndDate=${compact}`);
  return pupils.find((one) => one.StudentID === student)?.AttendanceDays[0] ?? null;
}

const active = (school: number) =>
  aeries.district().students.find((one) => one.school === school && one.inactiveStatusCode === "")!.child
    .studentId;

describe("the levers", () => {
  test("set one mark and clear it again without a trace", async () => {
    const { students, marks } = aeries.district();
    const spotless = students.find((one) => one.school === 10 && !marks.get(10)!.has(one.child.studentId))!;
    const student = spotless.child.studentId;
    const mark = { schoolCode: 10, studentId: student, date: "2026-10-13", code: "U" };
    await pull("marks", mark);
    expect(await dayOf(10, student, "2026-10-13")).toMatchObject({ AllDayAttendanceCode: "U" });
    await pull("marks", { ...mark, code: null });
    expect(await get(`schools/10/attendance/${student}`)).toEqual([]);
  });

  test("mark one period at the high school, or all of them, which then agree", async () => {
    const student = active(60);
    const mark = { schoolCode: 60, studentId: student, date: "2026-10-13" };
    await pull("marks", { ...mark, code: null });
    await pull("marks", { ...mark, period: "3", code: "T" });
    const one = await dayOf(60, student, "2026-10-13");
    expect(one).toMatchObject({ AllDayAttendanceCode: "", Classes: [{ Period: "3", AttendanceCode: "T" }] });
    await pull("marks", { ...mark, code: "I" });
    const all = await dayOf(60, student, "2026-10-13");
    expect(all!.AllDayAttendanceCode).toBe("I");
    expect(all!.Classes.length).toBeGreaterThanOrEqual(6);
  });

  test("rename a pupil, which the change feed tells from that minute on", async () => {
    const studentId = active(20);
    await pull("students", { schoolCode: 20, studentId, lastName: "Peña-O'Neil" });
    expect(await get(`schools/20/students/${studentId}`)).toMatchObject([{ LastName: "Peña-O'Neil" }]);
    expect(await changed("student", "2026/10/14/10/15")).toEqual([studentId]);
    expect(await changed("student", "2026/10/14/11/0")).toEqual([]);
    expect(await changed("contact", "2026/10/14/10/15")).toEqual([]);
  });

  test("move a pupil to another school: records, enrollment and class follow", async () => {
    const studentId = active(10);
    await pull("students", { schoolCode: 10, studentId, moveTo: 40 });
    expect(await get(`schools/10/students/${studentId}`)).toMatchObject([{ InactiveStatusCode: "I" }]);
    expect(await get(`schools/40/students/${studentId}`)).toMatchObject([{ InactiveStatusCode: "" }]);
    const spans = await get(`enrollment/${studentId}/year/2026`);
    expect(spans.map((one) => [one.SchoolCode, one.LeaveDate])).toEqual([
      [10, "2026-10-13T00:00:00"],
      [40, null],
    ]);
    expect(await get(`schools/40/classes/${studentId}`)).toMatchObject([
      { DateStarted: "2026-10-14T00:00:00" },
    ]);
    for (const area of ["student", "enrollment", "class"]) {
      expect(await changed(area, "2026/10/14/10/0")).toContain(studentId);
    }
  });

  test("let time pass: new marks come, unverified ones settle, the feed names who moved", async () => {
    const window = "schools/10/attendance?StartDate=20261001&EndDate=20261014";
    const unverified = async () =>
      (await get<Pupil[]>(window)).flatMap((one) =>
        one.AttendanceDays.filter((day) => day.AllDayAttendanceCode === "A"),
      ).length;
    const before = await unverified();
    expect(await get("schools/20/attendance?StartDate=20261014")).toEqual([]);
    const { body } = await pull("advance", { days: 14 });
    expect(body.today).toBe("2026-10-28");
    expect(await unverified()).toBeLessThan(before);
    expect((await get("schools/20/attendance?StartDate=20261014")).length).toBeGreaterThan(50);
    expect((await changed("student", "2026/10/14/10/15")).length).toBeGreaterThan(0);
    expect((await get<Row>("systeminfo")).CurrentDateTime).toMatch(/^2026-10-28T10:15/);
  });

  test("make random changes that a sync can find", async () => {
    const attendance = async () => JSON.stringify(await get("schools/60/attendance"));
    const before = await attendance();
    const { body } = await pull("changes", { count: 60, seed: 5 });
    expect(body.edits).toHaveLength(60);
    expect(await attendance()).not.toBe(before);
    const edits = body.edits as Row[];
    const renamed = edits.filter((one) => one.kind === "student" && one.lastName).map((one) => one.studentId);
    expect(renamed.length).toBeGreaterThan(0);
    expect(await changed("student", "2026/10/14/0/0")).toEqual(expect.arrayContaining(renamed));
    const phoned = edits.filter((one) => one.kind === "contact").map((one) => one.studentId);
    expect(await changed("contact", "2026/10/14/0/0")).toEqual(expect.arrayContaining(phoned));
  });

  test("say of a day which classes meet, and of a class on which days and track", async () => {
    const date = "2026-10-15";
    const trackHolidays = [{ track: "C", holidayCode: "#" }];
    await pull("days", { schoolCode: 60, date, periodBlockPattern: "0246", abDay: "B", trackHolidays });
    await pull("sections", { schoolCode: 60, section: 1001, classCalendar: "A-DAYS", track: "C" });
    const calendar = await get("schools/60/calendar");
    expect(calendar.find((one) => one.CalendarDate === `${date}T00:00:00`)).toMatchObject({
      PeriodBlockPattern: "0246",
      ABDay: "B",
      TrackHolidays: [{ TrackCode: "C", TrackNumber: 3, HolidayCode: "#" }],
    });
    expect(await get("schools/60/sections/1001")).toMatchObject([{ ClassCalendar: "A-DAYS", Track: "C" }]);
    expect(calendar.filter((one) => one.ABDay !== "")).toHaveLength(1);
    await pull("reset", {});
    expect((await get("schools/60/calendar")).every((one) => one.PeriodBlockPattern === "")).toBe(true);
    expect(await get("schools/60/sections/1001")).toMatchObject([{ ClassCalendar: "MTWTF", Track: "" }]);
  });

  test("say of a school how it counts attendance and schedules classes", async () => {
    await pull("schools", { schoolCode: 50, attendanceReporting: "Positive", scheduleType: "Flex" });
    expect(await get("schools/50")).toMatchObject([
      { AttendanceReporting: "Positive", ScheduleType: "Flex" },
    ]);
    expect(await get("schools/40")).toMatchObject([{ AttendanceReporting: "Negative" }]);
  });

  test("keep edits while time passes, and forget them on reset", async () => {
    const student = active(30);
    await pull("marks", { schoolCode: 30, studentId: student, date: "2026-10-13", code: "T" });
    await pull("advance", { days: 7 });
    expect(await dayOf(30, student, "2026-10-13")).toMatchObject({ AllDayAttendanceCode: "T" });
    await pull("reset", {});
    const state = (await (await fetch(`${aeries.origin}/sandbox/state`)).json()) as Row;
    expect(state).toMatchObject({ today: "2026-10-14", edits: 0, changes: 0 });
  });

  test("refuse what they do not understand", async () => {
    expect(
      (await pull("marks", { schoolCode: 10, studentId: 1, date: "2026-10-13", code: "U" })).status,
    ).toBe(404);
    expect((await pull("advance", { days: -1 })).status).toBe(400);
    expect((await pull("nothing", {})).status).toBe(404);
  });
});
