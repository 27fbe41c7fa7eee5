import { describe, expect, test } from "vitest";
import { plausibleDays } from "./day.ts";
import { parseRows } from "./rows.ts";
import { studentRow } from "./student.ts";

const plausible = plausibleDays(Temporal.PlainDate.from("2026-09-03"));

const one = <T>(parsed: { good: T[]; bad: unknown[] }): T => {
  expect(parsed.bad).toEqual([]);
  expect(parsed.good).toHaveLength(1);
  return parsed.good[0] as T;
};

const student = {
  StudentID: 10001,
  SchoolCode: 10,
  StudentNumber: 1,
  StateStudentID: "1000000001",
  LastName: " Sample ",
  FirstName: "Ana",
  MiddleName: "",
  Grade: 9,
  Birthdate: "2011-02-03T00:00:00",
  StudentMobilePhone: "5550001111",
  RaceCode1: "700",
  EthnicityCode: "N",
  MailingAddress: "2 Oak",
  MailingAddressCity: "Anytown",
  MailingAddressState: "CA",
  MailingAddressZipCode: "95000",
  MailingAddressZipExt: "",
  InactiveStatusCode: " ",
  CounselorNumber: 5001,
  HomeRoomTeacherNumber: "0",
  SchoolEnterDate: "2026-08-12T00:00:00",
};

describe("a pupil", () => {
  test("is trimmed, blank is null, 0 is no one, and what we do not need is not there", () => {
    const value = one(parseRows(studentRow(plausible), [student]));
    expect(value).toMatchObject({
      pupilId: 10001,
      lastName: "Sample",
      middleName: null,
      birthdate: "2011-02-03",
      inactiveStatusCode: null,
      counselorStaffId: 5001,
      homeRoomTeacherNumber: null,
      mailingAddress: { street: "2 Oak", city: "Anytown", state: "CA", zip: "95000" },
    });
    expect(JSON.stringify(value)).not.toMatch(/700|5550001111/);
  });

  test("carries a name of an older version as today's", () => {
    const { StudentID, ...old } = student;
    const legacy = { ...old, PermanentID: 7, CorrespondanceLanguageCode: "01" };
    expect(one(parseRows(studentRow(plausible), [legacy]))).toMatchObject({
      pupilId: 7,
      correspondenceLanguage: "01",
    });
    const both = { ...student, PermanentID: 7 };
    expect(one(parseRows(studentRow(plausible), [both])).pupilId).toBe(StudentID);
  });

  test("may be 70 years old, not enrolled 40 years ago", () => {
    const adult = { ...student, Birthdate: "1956-02-03T00:00:00" };
    expect(one(parseRows(studentRow(plausible), [adult])).birthdate).toBe("1956-02-03");
    const { bad } = parseRows(studentRow(plausible), [
      { ...student, SchoolEnterDate: "1986-08-12T00:00:00" },
    ]);
    expect(bad[0]?.reason).toBe("SchoolEnterDate is more than 25 years ago.");
  });

  test("that cannot be read keeps only fields that we read, and never stops the rest", () => {
    const wrong = { ...student, Grade: "ninth" };
    const { good, bad } = parseRows(studentRow(plausible), [wrong, null, [], "row", student]);
    expect(good).toHaveLength(1);
    expect(bad[0]).toMatchObject({
      key: "SchoolCode 10, StudentNumber 1, StudentID 10001",
      reason: "Grade is not a whole number.",
    });
    expect(Object.keys(bad[0]?.raw as object)).not.toContain("RaceCode1");
    expect(Object.keys(bad[0]?.raw as object)).not.toContain("StudentMobilePhone");
    expect(bad.slice(1).map((row) => row.reason)).toEqual(Array(3).fill("The row is not a record."));
  });

  test("name with a NUL, which Postgres refuses, is read without it", () => {
    const value = one(parseRows(studentRow(plausible), [{ ...student, FirstName: "A\u0000na\t" }]));
    expect(value.firstName).toBe("A na");
  });

  test.each([
    ["StudentID", { StudentID: 0 }],
    ["StudentID", { StudentID: 2 ** 31 }],
    ["StudentID", { StudentID: 1.5 }],
    ["StudentID", { StudentID: undefined }],
    ["LastName", { LastName: ["x"] }],
    ["LastName", { LastName: "x".repeat(2000) }],
    ["Birthdate", { Birthdate: "2011-02-30T00:00:00" }],
    ["Birthdate", { Birthdate: "1811-02-03T00:00:00" }],
    ["Birthdate", { Birthdate: "2/3/2011" }],
    ["Birthdate", { Birthdate: 1234 }],
  ])("with a wrong %s (%j) is a bad row that names the field", (name, change) => {
    const { good, bad } = parseRows(studentRow(plausible), [{ ...student, ...change }]);
    expect(good).toEqual([]);
    expect(bad[0]?.reason).toMatch(new RegExp(`^${name} .*\\.$`));
  });
});
