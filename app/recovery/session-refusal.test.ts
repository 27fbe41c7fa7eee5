import { describe, expect, it } from "vitest";
import type { CertificationDocument, TeacherFacts } from "./certification.ts";
import { type ProposedSession, type SessionFacts, sessionRefusals } from "./session-refusal.ts";
import { defaultRecoverySettings as settings } from "./settings.ts";

const date = Temporal.PlainDate.from("2026-09-10");
const at = (hours: number, minutes = 0) => hours * 60 + minutes;

const proposed: ProposedSession = {
  date,
  startsAt: at(16),
  endsAt: at(17),
  room: "B12",
  capacity: 20,
  teachers: 1,
  grades: [3, 4],
};

const teacher: TeacherFacts = {
  name: "Ann Abe",
  educatorId: "1000000501",
  hiredOn: Temporal.PlainDate.from("2020-08-01"),
  leftOn: null,
  active: true,
  documents: [],
};
const document = (change: Partial<CertificationDocument>): CertificationDocument => ({
  document: "MS 1",
  validFrom: null,
  expiresOn: null,
  employedByAgency: true,
  ...change,
});

const facts: SessionFacts = {
  today: date.subtract({ days: 1 }),
  day: { date, dayNumber: 19, holidayCode: "", attendanceMonth: 1, monthLocked: false },
  bells: [
    { period: "1", startsAt: at(8), endsAt: at(12), date: null },
    { period: "2", startsAt: at(12, 45), endsAt: at(15, 45), date: null },
  ],
  teacher,
  teacherSessions: [],
  roomSessions: [],
  settings,
};

function refusals(change: Partial<ProposedSession>, otherwise: Partial<SessionFacts> = {}) {
  return sessionRefusals({ ...proposed, ...change }, { ...facts, ...otherwise }).map(({ field, rule }) => [
    field,
    rule,
  ]);
}

describe("a proposed session", () => {
  it("with nothing against it is not refused", () => {
    expect(refusals({})).toEqual([]);
    expect(refusals({ startsAt: at(15, 45), endsAt: at(16, 45) })).toEqual([]);
    expect(refusals({ startsAt: at(7), endsAt: at(8) })).toEqual([]);
    expect(refusals({}, { today: date })).toEqual([]);
  });

  it("AR-LEA-2: is refused where the agency is a charter that may not offer recovery, and only there", () => {
    const asKind = (agency: typeof settings.agency) => refusals({}, { settings: { agency } });
    expect(asKind("nonclassroom_charter")).toEqual([["date", "AR-LEA-2"]]);
    expect(asKind("partnership_charter")).toEqual([["date", "AR-LEA-2"]]);
    expect(asKind("classroom_charter")).toEqual([]);
    expect(asKind("county_office")).toEqual([]);
  });

  it("AR-34: 3:30 to 4:30 on a day that ends at 3:45 overlaps school", () => {
    const [refusal] = sessionRefusals({ ...proposed, startsAt: at(15, 30), endsAt: at(16, 30) }, facts);
    expect(refusal).toEqual({
      field: "startsAt",
      rule: "AR-SES-1",
      sentence: "School runs from 8:00 am to 3:45 pm on September 10, 2026. A session has to lie outside it.",
    });
  });

  it("at lunch is within the school day", () => {
    expect(refusals({ startsAt: at(12), endsAt: at(12, 45) })).toEqual([["startsAt", "AR-SES-1"]]);
  });

  it("may begin earlier on a day with its own shorter schedule", () => {
    const early = { period: "1", startsAt: at(8), endsAt: at(12, 30), date };
    expect(refusals({ startsAt: at(13), endsAt: at(15) }, { bells: [...facts.bells, early] })).toEqual([]);
  });

  it("may be held in school hours on a holiday or a weekend", () => {
    const during = { startsAt: at(9), endsAt: at(11) };
    expect(refusals(during, { day: { ...facts.day!, holidayCode: "#" } })).toEqual([]);
    expect(refusals(during, { day: null })).toEqual([]);
  });

  it("on a school day without a known bell schedule cannot be judged", () => {
    expect(refusals({}, { bells: [] })).toEqual([["date", "AR-SES-1"]]);
  });

  it.each<[string, Partial<TeacherFacts>, string]>([
    [
      "AR-31 a credentialed employee of a contractor",
      { documents: [document({ employedByAgency: false })] },
      "is not employed by this agency. Choose a teacher who may lead it on that day.",
    ],
    ["an aide", { educatorId: " " }, "has no certification document on record"],
    ["a teacher who starts later", { hiredOn: date.add({ days: 1 }) }, "hired on September 11, 2026, later"],
    ["a teacher who has left", { leftOn: date.subtract({ days: 1 }) }, "left the district on September 9"],
    ["a teacher who is inactive", { active: false }, "no longer active"],
    [
      "a document that runs out before",
      { documents: [document({ expiresOn: date.subtract({ days: 1 }) })] },
      "lapsed on September 9, 2026",
    ],
    [
      "a document that begins after",
      { documents: [document({ validFrom: date.add({ days: 1 }) })] },
      "only from September 11, 2026",
    ],
  ])("cannot be led by %s", (_, change, words) => {
    const [refusal, ...more] = sessionRefusals(proposed, { ...facts, teacher: { ...teacher, ...change } });
    expect(refusal).toMatchObject({
      field: "teacher",
      rule: "AR-SES-2",
      sentence: expect.stringContaining(words),
    });
    expect(more).toEqual([]);
  });

  it("needs a teacher, a document counts through its last day, and stands in for a number in Aeries", () => {
    expect(refusals({}, { teacher: null })).toEqual([["teacher", "AR-SES-2"]]);
    const lastDay = [document({ expiresOn: date })];
    expect(refusals({}, { teacher: { ...teacher, documents: lastDay } })).toEqual([]);
    expect(refusals({}, { teacher: { ...teacher, educatorId: null, documents: lastDay } })).toEqual([]);
  });

  it("is not double-booked, though one may follow another", () => {
    const other = [{ startsAt: at(16, 30), endsAt: at(17, 30) }];
    expect(refusals({}, { teacherSessions: other, roomSessions: other })).toEqual([
      ["teacher", null],
      ["room", null],
    ]);
    expect(refusals({}, { roomSessions: [{ startsAt: at(17), endsAt: at(18) }] })).toEqual([]);
  });

  it("has its times in order, on one day that is still to come", () => {
    const later = { today: date.add({ days: 1 }) };
    expect(refusals({}, later)).toEqual([["date", null]]);
    expect(refusals({ endsAt: at(15, 50), startsAt: at(16) })).toEqual([["endsAt", null]]);
    expect(refusals({ endsAt: at(16) })).toEqual([["endsAt", null]]);
    expect(refusals({ startsAt: at(23), endsAt: at(25) })).toEqual([["endsAt", null]]);
    expect(refusals({ startsAt: at(24), endsAt: at(25) }).map(([field]) => field)).toEqual([
      "startsAt",
      "endsAt",
    ]);
  });

  it("has at least one place; how many may be filled is for the ratio as places are given out", () => {
    expect(refusals({ capacity: 25 })).toEqual([]);
    expect(refusals({ capacity: 0 })).toEqual([["capacity", null]]);
    expect(refusals({ capacity: 7.5 })).toEqual([["capacity", null]]);
  });

  it("is open to at least one grade", () => {
    expect(refusals({ grades: [] })).toEqual([["highGrade", null]]);
    expect(refusals({ grades: [8] })).toEqual([]);
  });

  it("is told everything that speaks against it at once", () => {
    const many = refusals({ endsAt: at(25), capacity: 0 }, { teacher: null, today: date.add({ days: 1 }) });
    expect(many.map(([field]) => field)).toEqual(["date", "endsAt", "teacher", "capacity"]);
  });
});
