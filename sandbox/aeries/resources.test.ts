import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Aeries, startAeries } from "./server.ts";

let aeries: Aeries;

beforeAll(async () => {
  aeries = await startAeries({ seed: 7, today: Temporal.PlainDate.from("2027-03-03") });
});
afterAll(() => aeries.close());

type Row = Record<string, unknown>;

const ask = (path: string, headers: Record<string, string> = { "AERIES-CERT": aeries.certificate }) =>
  fetch(`${aeries.url}/api/v5/${path}`, { headers });

async function rows(path: string): Promise<Row[]> {
  const response = await ask(path);
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as Row[];
}

describe("the stand-in's resources", () => {
  test("tell their version without a certificate and everything else only with the right one", async () => {
    const info = (await (await ask("systeminfo", {})).json()) as Row;
    expect(info.DatabaseYear).toBe("2026-2027");
    expect(info.CurrentDateTime).toMatch(/^2027-03-03T10:15:\d\d\.\d{7}-08:00$/);
    expect((await ask("schools", {})).status).toBe(401);
    expect((await ask("schools", { "AERIES-CERT": aeries.certificate.toUpperCase() })).status).toBe(401);
    expect((await ask(`schools?cert=${aeries.certificate}`, {})).status).toBe(200);
  });

  test("match paths without regard to case and refuse to write", async () => {
    expect(await rows("SCHOOLS/10/absenceCODES")).toHaveLength(14);
    const post = await fetch(`${aeries.url}/api/v5/schools/10/attendance`, {
      method: "POST",
      headers: { "AERIES-CERT": aeries.certificate },
      body: "{}",
    });
    expect(post.status).toBe(405);
    expect(await post.json()).toHaveProperty("Message");
  });

  test("list schools with the district itself and one out of use", async () => {
    const schools = await rows("schools");
    expect(schools.map((one) => one.SchoolCode)).toEqual([0, 10, 20, 30, 40, 50, 60, 999]);
    expect(schools.at(-1)!.InactiveStatusCode).not.toBe("");
    expect(await rows("schools/60")).toMatchObject([
      { AttendanceType: "Period", ScheduleType: "MasterSchedule" },
    ]);
  });

  test("give calendars with months that lock ten days after they end", async () => {
    const days = await rows("schools/10/calendar");
    expect(days.find((one) => one.CalendarDate === "2026-09-07T00:00:00")).toMatchObject({
      HolidayCode: "#",
    });
    const locked = new Set(days.filter((one) => one.AttendanceMonthLocked).map((one) => one.AttendanceMonth));
    expect([...locked]).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await rows("schools/0/calendar")).toHaveLength(days.length);
    const past = days.filter((one) => (one.TotalEnrollment as number) > 0);
    for (const one of past) expect(one.TotalApportionment).toBeLessThanOrEqual(one.TotalEnrollment as number);
  });

  test("page students and nothing else", async () => {
    const all = await rows("schools/20/students");
    const page = await rows("schools/20/students?StartingRecord=11&EndingRecord=20");
    expect(page).toEqual(all.slice(10, 20));
    expect(await rows("schools/20/students?StartingRecord=9001&EndingRecord=9100")).toEqual([]);
    const [first] = all;
    expect(await rows(`schools/20/students/sn/${first!.StudentNumber}`)).toEqual([first]);
    expect(await rows("schools/20/contacts?StartingRecord=1&EndingRecord=2")).not.toHaveLength(2);
  });

  test.each([
    ["terms", "schools/60/terms", { TermCode: "F" }],
    ["bells", "schools/60/bellschedule", { StartTime: "1905-12-30T07:25:00", CalendarDate: null }],
    ["codes", "codes/contact/RelationshipToStudentCode", { Code: "10", Description: "Mother" }],
    ["grades", "schools/60/students/grade/9", { Grade: 9 }],
    ["extended", "schools/10/students/0/extended", { SchoolCode: 10 }],
    ["enrollment", "enrollment/0/year/2026", { AcademicYear: "2026", AttendanceProgramCode: "" }],
    [
      "programs",
      "schools/10/students/0/programs?code=144",
      { ProgramCode: "144", ParticipationStartDate: null },
    ],
    ["contacts", "schools/10/contacts", { SequenceNumber: 1, RedFlag: false }],
    ["staff", "staff?title=Principal", { Title: "Principal", BirthDate: null }],
    ["sections", "schools/60/sections/1", { Period: "0", TotalStudents: 35 }],
    ["roster", "schools/60/sections/1/students", { SectionNumber: 1, CourseID: "0900" }],
    ["classes", "schools/60/classes", { SchoolCode: 60 }],
    ["courses", "courses", { ID: "HRTK" }],
    ["history", "schools/10/AttendanceHistory/summary", { StudentID: expect.any(Number) }],
    ["details", "schools/10/attendancehistory/details/year/2026-2027", { HistoryDetails: expect.any(Array) }],
    ["history codes", "schools/10/AttendanceHistory/AbsenceCodes", { SchoolYear: "2026-2027", Type: 1 }],
    ["teachers", "schools/10/teachers", { SchoolCode: 10 }],
  ])("answer for %s", async (_, path, first) => {
    expect((await rows(path))[0]).toMatchObject(first);
  });

  test("count history by the flags of the codes", async () => {
    const [pupil] = await rows("schools/10/attendance");
    const days = pupil!.AttendanceDays as { AllDayAttendanceCode: string }[];
    const [history] = await rows(`schools/10/AttendanceHistory/summary/${pupil!.StudentID}`);
    const here = (history!.HistorySummaries as Row[]).find((one) => one.SchoolCode === 10)!;
    const count = (codes: string) => days.filter((one) => codes.includes(one.AllDayAttendanceCode)).length;
    expect(here).toMatchObject({
      DaysUnexcused: count("U"),
      DaysExcused: count("IMXZ"),
      DaysTardy: count("VTL"),
    });
    expect((here.DaysPresent as number) + (here.DaysAbsence as number)).toBe(here.DaysEnrolled);
  });

  test("answer a school's whole year of attendance fast, and a window of it exactly", async () => {
    await rows("schools/60/attendance");
    const start = performance.now();
    const year = await rows("schools/60/attendance");
    expect(performance.now() - start).toBeLessThan(3000);
    const day = (await rows("schools/60/attendance?startDate=20261007&ENDDATE=20261007")) as typeof year;
    const wanted = year.flatMap((one) =>
      (one.AttendanceDays as Row[]).filter((mark) => mark.CalendarDate === "2026-10-07T00:00:00"),
    );
    expect(day.flatMap((one) => one.AttendanceDays)).toEqual(wanted);
    expect(wanted.length).toBeGreaterThan(20);
  });

  test("keep last year's database and fall back to the present one silently", async () => {
    const year = async (wanted: string) =>
      ((await (await ask(`systeminfo?DatabaseYear=${wanted}`)).json()) as Row).DatabaseYear;
    expect(await year("2025")).toBe("2025-2026");
    expect(await year("1999")).toBe("2026-2027");
    expect(await year("soon")).toBe("2026-2027");
  });
});
