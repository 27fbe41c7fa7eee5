import { describe, expect, test } from "vitest";
import { generateDistrict } from "./generate.ts";
import { measure } from "./measures.ts";
import type { District } from "./model.ts";
import { openSchools } from "./schools.ts";

const on = (today: string, seed = 7) => generateDistrict({ seed, today: Temporal.PlainDate.from(today) });
const october = on("2026-10-14");
const whole = on("2027-07-04");

const letters = (district: District, school: number, kind: string) =>
  district.absenceCodes.get(school)!.find((one) => one.kind === kind)!.code;

const rosterOn = (district: District, school: number, section: number, date: string) =>
  district.rosters.filter(
    (one) =>
      one.school === school &&
      one.section === section &&
      Temporal.PlainDate.compare(one.start, date) <= 0 &&
      Temporal.PlainDate.compare(one.end, date) >= 0,
  ).length;

describe("a generated district", () => {
  test("is the same for the same seed and day, and another for another seed", () => {
    const facts = (district: District) =>
      JSON.stringify([
        district.students.map((one) => [one.child.studentId, one.school, one.first, one.last, one.grade]),
        district.rosters.map((one) => [one.studentId, one.section]),
        [...district.marks.get(60)!].map(([id, days]) => [id, days.map((one) => [one.allDay, one.classes])]),
      ]);
    expect(facts(on("2026-10-14"))).toBe(facts(october));
    expect(facts(on("2026-10-14", 8))).not.toBe(facts(october));
  });

  test("takes less than two seconds of processor time", () => {
    const start = process.cpuUsage();
    on("2027-03-03");
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(2);
  });

  test.each([7, 3, 11])("has about 4,000 pupils and believable attendance, seed %i", (seed) => {
    const district = seed === 7 ? whole : on("2027-07-04", seed);
    const active = district.students.filter((one) => one.inactiveStatusCode === "").length;
    expect(active).toBeGreaterThan(3600);
    expect(active).toBeLessThan(4400);
    const { absenceRate, chronicShare } = measure(district);
    expect(absenceRate).toBeGreaterThan(0.06);
    expect(absenceRate).toBeLessThan(0.08);
    expect(chronicShare).toBeGreaterThan(0.17);
    expect(chronicShare).toBeLessThan(0.25);
  });

  test("runs five daily schools and a period high school with classes of real size", () => {
    expect(openSchools.map((one) => one.attendanceType)).toEqual([
      "Daily",
      "Daily",
      "Daily",
      "Daily",
      "Daily",
      "Period",
    ]);
    const sizes = october.sections
      .filter((one) => one.semester !== "S")
      .map((one) => rosterOn(october, one.school, one.number, "2026-10-14"));
    const average = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    expect(average).toBeGreaterThan(22);
    expect(average).toBeLessThan(31);
    expect(october.sections.every((one) => one.teachers.some(({ primary }) => primary))).toBe(true);
  });

  test.each([
    ["2026-08-20", 7],
    ["2027-01-20", 1],
    ["2027-06-01", 2],
    ["2027-06-01", 3],
    ["2027-06-01", 4],
  ])("keeps two full classes of 35 on %s, seed %i", (date, seed) => {
    const district = on(date, seed);
    const full = district.sections.filter((one) => rosterOn(district, one.school, one.number, date) === 35);
    expect(full.some((one) => one.school === 50 && one.lowGrade === 8)).toBe(true);
    expect(full.some((one) => one.school === 60 && one.period === "0")).toBe(true);
  });

  test("gives each meaning one letter at a school, and letters that clash between schools", () => {
    for (const codes of october.absenceCodes.values()) {
      expect(new Set(codes.map((one) => one.code)).size).toBe(codes.length);
    }
    expect(letters(october, 10, "unverified")).toBe(letters(october, 30, "activity"));
    expect(letters(october, 10, "tardy")).toBe(letters(october, 30, "unexcused"));
    const immunization = october.absenceCodes.get(50)!.find((one) => one.kind === "immunization")!;
    expect(immunization.type).toBe(3);
  });

  test.each([30, 60])("has one row at school %i with a letter that is in no table", (school) => {
    const known = new Set(october.absenceCodes.get(school)!.map((one) => one.code));
    const rows = [...october.marks.get(school)!.values()].flat().filter((one) => one.allDay !== "");
    expect(rows.filter((one) => !known.has(one.allDay))).toHaveLength(1);
  });

  test("has the pupils who make attendance hard", () => {
    const { students, enrollments } = whole;
    const schoolsOf = new Map<number, Set<number>>();
    for (const one of students.filter(({ inactiveStatusCode }) => inactiveStatusCode === "")) {
      schoolsOf.set(one.child.studentId, (schoolsOf.get(one.child.studentId) ?? new Set()).add(one.school));
    }
    expect([...schoolsOf.values()].filter((schools) => schools.size === 2).length).toBeGreaterThan(2);
    expect(enrollments.filter((one) => one.exitReason === "T160").length).toBeGreaterThan(5);
    expect(enrollments.filter((one) => one.exitReason === "160").length).toBeGreaterThan(30);
    expect(students.filter((one) => one.inactiveStatusCode === "N").length).toBeGreaterThan(0);
    expect(students.filter((one) => one.inactiveStatusCode === "*").length).toBeGreaterThan(20);
    expect(enrollments.filter((one) => one.programCode === "I").length).toBeGreaterThan(5);
    for (const code of ["144", "101", "190", "127"]) {
      expect(whole.programs.filter((one) => one.code === code).length).toBeGreaterThan(10);
    }
  });

  test("writes to three families in ten in Spanish, and spells names in full", () => {
    const families = new Map(october.students.map(({ child }) => [child.family.key, child.family]));
    const spanish = [...families.values()].filter((one) => one.correspondenceLanguage === "01").length;
    expect(spanish / families.size).toBeGreaterThan(0.25);
    expect(spanish / families.size).toBeLessThan(0.35);
    const names = october.students.map((one) => one.last).join("\n");
    for (const sign of [/ñ/, /'/, /-/, /ễ/, /^\S+ \S+$/m]) expect(names).toMatch(sign);
    expect(families.size).toBeLessThan(october.students.length * 0.85);
  });

  test("knows certificated staff from others, and who left", () => {
    const teachers = october.staff.filter((one) => one.role === "teacher");
    expect(teachers.every((one) => one.stateEducatorId !== "")).toBe(true);
    expect(
      october.staff.filter((one) => one.role === "aide").every((one) => one.stateEducatorId === ""),
    ).toBe(true);
    expect(october.staff.filter((one) => one.left).length).toBeGreaterThan(6);
    expect(new Set(october.staff.map((one) => one.email)).size).toBe(october.staff.length);
  });
});
