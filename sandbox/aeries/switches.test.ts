import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Aeries, startAeries } from "./server.ts";
import { defaultSwitches } from "./switches.ts";

let aeries: Aeries;
let marked: number;

beforeAll(async () => {
  aeries = await startAeries({ seed: 7, today: Temporal.PlainDate.from("2026-10-14"), prefix: "" });
  marked = [...aeries.district().marks.get(60)!.keys()][0]!;
});
afterEach(() => {
  Object.assign(aeries.switches, defaultSwitches());
});
afterAll(() => aeries.close());

type Row = Record<string, unknown>;

const get = (path: string) =>
  fetch(`${aeries.url}/api/v5/${path}`, { headers: { "AERIES-CERT": aeries.certificate } });
const body = async (path: string) => (await get(path)).json() as Promise<Row & Row[]>;

async function turn(switches: object): Promise<number> {
  const url = `${aeries.origin}/sandbox/switches`;
  return (await fetch(url, { method: "POST", body: JSON.stringify(switches) })).status;
}

describe("a switch", () => {
  test("answers no data as an empty array or 404", async () => {
    expect(await body("schools/0/students")).toEqual([]);
    await turn({ noDataAs: "404" });
    const response = await get("schools/0/students");
    expect([response.status, await response.json()]).toEqual([404, { Message: "No data found" }]);
  });

  test("shapes one pupil's attendance and one school", async () => {
    expect(await body(`schools/60/attendance/${marked}`)).toMatchObject({ StudentID: marked });
    expect(await body("schools/10")).toMatchObject([{ SchoolCode: 10 }]);
    await turn({ singleAttendanceAs: "array", schoolAs: "object" });
    expect(await body(`schools/60/attendance/${marked}`)).toMatchObject([{ StudentID: marked }]);
    expect(await body("schools/10")).toMatchObject({ SchoolCode: 10 });
  });

  test("looks a pupil up in one school or in all", async () => {
    expect(await body(`schools/10/students/${marked}`)).toEqual([]);
    await turn({ studentLookup: "ignore" });
    expect(await body(`schools/10/students/${marked}`)).toMatchObject([{ SchoolCode: 60 }]);
  });

  test("speaks the old names", async () => {
    await turn({ legacyNames: true });
    const row = await body(`schools/60/attendance/${marked}`);
    expect(row.PermanentID).toBe(marked);
    expect((row.AttendanceDays as Row[])[0]!.Periods).toHaveLength(6);
    expect(JSON.stringify(row)).not.toMatch(/StudentID|Classes/);
    const [pupil] = await body("schools/60/students");
    expect(pupil).toMatchObject({
      PermanentID: expect.any(Number),
      CouselorNumber: expect.any(Number),
      AtRiskPoints: 0,
      CorrespondanceLanguageCode: expect.any(String),
      SchoolLeaveDate: "0001-01-01T00:00:00",
    });
    expect((await body("schools"))[1]).toMatchObject({ AttendenceType: "Daily" });
    expect(JSON.stringify(await body("schools/60/students"))).not.toMatch(
      /"(StudentID|CounselorNumber|EarlyWarningPoints|CorrespondenceLanguageCode)"/,
    );
  });

  test("limits a page, and past the end there is nothing", async () => {
    const page = async (first: number, last: number) =>
      (await body(`schools/10/students?StartingRecord=${first}&EndingRecord=${last}`)).map(
        (row) => row.StudentID,
      );
    const ten = await page(1, 10);
    await turn({ mostPerPage: 4 });
    expect([await page(1, 10), await page(5, 10)]).toEqual([ten.slice(0, 4), ten.slice(4, 8)]);
    expect(await page(9, 10)).toEqual(ten.slice(8, 10));
    expect(await page(90_000, 90_010)).toEqual([]);
  });

  test("gives pages in no order, the same pupils on each however often it is asked for", async () => {
    const page = async (first: number, last: number) =>
      (await body(`schools/10/students?StartingRecord=${first}&EndingRecord=${last}`)).map((row) =>
        Number(row.StudentID),
      );
    const all = aeries.district().students.filter((one) => one.school === 10).length;
    await turn({ outOfOrder: true });
    const [one, again, other] = [await page(1, 100), await page(1, 100), await page(101, all)];
    const sorted = (ids: number[]) => ids.toSorted((a, b) => a - b);
    expect(one).not.toEqual(sorted(one));
    expect(sorted(one)).toEqual(sorted(again));
    expect(new Set([...one, ...other]).size).toBe(all);
  });

  test("sends on to another address, with the certificate or without", async () => {
    await turn({ redirectTo: "https://elsewhere.example/Login.aspx" });
    const url = `${aeries.url}/api/v5/systeminfo`;
    const response = await fetch(url, { redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([
      302,
      "https://elsewhere.example/Login.aspx",
    ]);
    expect(await turn({ redirectTo: "" })).toBe(200);
    expect((await fetch(url)).status).toBe(200);
  });

  test("refuses one security area and leaves the others open", async () => {
    await turn({ permissions: { Attendance: 403 } });
    expect((await get("schools/10/attendance")).status).toBe(403);
    expect((await get("schools/10/students")).status).toBe(200);
  });

  test("writes errors as a page", async () => {
    await turn({ errorBody: "html" });
    const response = await get("staff/1");
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
  });

  test("fails the next answers and then recovers", async () => {
    await turn({ failNext: { count: 2, status: 502 } });
    const statuses = [];
    for (let tries = 0; tries < 3; tries++) statuses.push((await get("schools")).status);
    expect(statuses).toEqual([502, 502, 200]);
  });

  test("takes its time", async () => {
    await turn({ latencyMs: 300 });
    const start = performance.now();
    await get("schools");
    expect(performance.now() - start).toBeGreaterThanOrEqual(295);
  });

  test("cuts a body short", async () => {
    await turn({ truncateBody: true });
    await expect(body("schools")).rejects.toThrow(SyntaxError);
  });

  test("sends wrong types and a date of 40 years ago in the first row only", async () => {
    await turn({ wrongTypes: true });
    const [wrong, right] = await body("schools/10/students");
    expect([typeof wrong!.StudentID, wrong!.AddressVerified]).toEqual(["string", "Y"]);
    expect([typeof right!.StudentID, right!.AddressVerified]).toEqual(["number", true]);
    await turn({ wrongTypes: false, oldDate: true });
    const days = await body("schools/10/calendar");
    expect(days.slice(0, 2).map((one) => one.CalendarDate)).toEqual([
      "1986-08-10T00:00:00",
      "2026-08-11T00:00:00",
    ]);
  });

  test("drops connections, but not the levers'", async () => {
    await turn({ dropConnections: true });
    await expect(get("schools")).rejects.toThrow("fetch failed");
    expect(await turn({ dropConnections: false })).toBe(200);
    expect((await get("schools")).status).toBe(200);
  });

  test("that does not exist is refused", async () => {
    expect(await turn({ noSuchSwitch: true })).toBe(400);
  });
});
