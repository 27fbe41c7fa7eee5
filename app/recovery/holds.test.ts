import { expect, test } from "vitest";
import type { TeacherFacts } from "./certification.ts";
import { groundOf, type HoldFacts, holdsOf, isHeld, stillAnswers } from "./holds.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const teacher = (name: string, change: Partial<TeacherFacts> = {}): TeacherFacts => ({
  name,
  educatorId: "1",
  hiredOn: null,
  leftOn: null,
  active: true,
  documents: [],
  ...change,
});
const stays = (count: number, inAt: number, outAt: number | null, grade: 4 | "K" = 4) =>
  Array.from({ length: count }, () => ({ grade, inAt, outAt }));
const facts = (change: Partial<HoldFacts>): HoldFacts => ({
  session: { date: day("2026-10-17"), startsAt: 480, endsAt: 720, plannedLead: 501 },
  teachers: new Map([[501, teacher("Ann Abe")]]),
  teaching: [{ teacherId: 501, startsAt: 480, endsAt: 720 }],
  stays: stays(20, 480, 720),
  schoolDay: null,
  settings: { mixedRatio: "strict" },
  ...change,
});

test("twenty pupils with a teacher who holds a document are no reason to hold a session", () => {
  expect(holdsOf(facts({}))).toEqual([]);
});

test("one minute with a pupil too many holds it, and names the minute, the count and the limit", () => {
  const [hold, ...more] = holdsOf(
    facts({ stays: [...stays(15, 480, 601), ...stays(5, 600, 720), ...stays(1, 600, 720)] }),
  );
  expect(more).toEqual([]);
  expect(hold).toMatchObject({
    rule: "AR-SES-7",
    name: "ratio exceeded",
    reason:
      "At 10:00 am: 21 pupils with 1 teacher: over the limit of 20 (20 pupils to a teacher in grades 1 to 12). Over it from 10:00 am to 10:01 am.",
    peak: { at: "10:00 am", pupils: 21, limit: 20 },
  });
  expect(holdsOf(facts({ stays: [...stays(15, 480, 600), ...stays(20, 600, 720)] }))).toEqual([]);
});

test("who stands at the door before it begins, or is fetched after it, is not counted", () => {
  expect(holdsOf(facts({ stays: [...stays(20, 470, 720), ...stays(1, 470, 480)] }))).toEqual([]);
  expect(holdsOf(facts({ stays: [...stays(20, 480, 720), ...stays(1, 720, 730)] }))).toEqual([]);
  expect(holdsOf(facts({ stays: stays(21, 470, 730) }))[0]?.peak?.at).toBe("8:00 am");
});

test("a second teacher raises the limit while there, if they may supervise", () => {
  const crowd = (second: TeacherFacts, endsAt = 720) =>
    facts({
      stays: stays(21, 480, null),
      teachers: new Map([
        [501, teacher("Ann Abe")],
        [502, second],
      ]),
      teaching: [
        { teacherId: 501, startsAt: 480, endsAt: 720 },
        { teacherId: 502, startsAt: 480, endsAt },
      ],
    });
  expect(holdsOf(crowd(teacher("Bo Bell")))).toEqual([]);
  expect(holdsOf(crowd(teacher("Bo Bell"), 600))[0]?.peak).toMatchObject({ at: "10:00 am", limit: 20 });
  expect(holdsOf(crowd(teacher("An Aide", { educatorId: "" }))).map(({ rule }) => rule)).toEqual([
    "AR-SES-7",
  ]);
});

const lapsed = (name: string) =>
  teacher(name, {
    documents: [{ document: "MS", validFrom: null, expiresOn: day("2026-10-16"), employedByAgency: true }],
  });
const teaching = (teacherId: number, startsAt: number, endsAt: number) => ({ teacherId, startsAt, endsAt });

test("a lead who leaves pupils with a colleague whose document has lapsed leaves time without a teacher", () => {
  const both = new Map([
    [501, teacher("Ann Abe")],
    [502, lapsed("Bo Bell")],
  ]);
  const left = facts({ teachers: both, teaching: [teaching(501, 480, 600), teaching(502, 480, 720)] });
  expect(holdsOf(left)).toEqual([
    {
      rule: "AR-SES-2",
      name: "nobody qualified",
      reason:
        "Bo Bell's certification document lapsed on October 16, 2026. Nobody qualified was there from 10:00 am to 12:00 pm.",
      spans: [{ startsAt: 600, endsAt: 720 }],
      faults: [{ teacherId: 502, fault: "document lapsed" }],
      peak: null,
    },
  ]);
  expect(holdsOf({ ...left, teaching: [teaching(501, 480, 720), teaching(502, 480, 720)] })).toEqual([]);
  expect(holdsOf({ ...left, stays: stays(20, 480, 600) })).toEqual([]);
});

test("a qualified teacher who comes late leaves the time before without one, where pupils were there", () => {
  const late = facts({ teaching: [teaching(501, 510, 720)] });
  expect(holdsOf(late).map(({ rule, reason }) => [rule, reason])).toEqual([
    ["AR-SES-2", "Nobody qualified was there from 8:00 am to 8:30 am."],
  ]);
  expect(holdsOf({ ...late, stays: stays(20, 510, 720) })).toEqual([]);
});

test("a gap between two teachers is one, and so is the time after the last has gone", () => {
  const gaps = facts({
    teaching: [teaching(501, 480, 540), teaching(501, 600, 700)],
    stays: stays(1, 470, 730),
  });
  expect(holdsOf(gaps)[0]?.spans).toEqual([
    { startsAt: 540, endsAt: 600 },
    { startsAt: 700, endsAt: 720 },
  ]);
});

test("who took it over from the one it was planned with is asked for a document; a session nobody taught is held", () => {
  const aide = teacher("An Aide", { educatorId: "" });
  const taken = {
    teachers: new Map([[502, aide]]),
    teaching: [{ teacherId: 502, startsAt: 480, endsAt: 720 }],
  };
  expect(holdsOf(facts(taken)).map(({ reason }) => reason.slice(0, 7))).toEqual(["An Aide"]);
  expect(holdsOf(facts({ teaching: [] })).map(({ name }) => name)).toEqual(["nobody taught it"]);
});

test("a teacher who may not supervise holds it, beside whatever else does", () => {
  const holds = holdsOf(
    facts({ teachers: new Map([[501, lapsed("Ann Abe")]]), stays: stays(11, 480, null, "K") }),
  );
  expect(holds.map(({ rule, name }) => [rule, name])).toEqual([
    ["AR-SES-2", "document lapsed"],
    ["AR-SES-7", "ratio exceeded"],
  ]);
});

test("AR-SES-1: time in the school day holds a session, where pupils were in it then", () => {
  const late = facts({ schoolDay: { startsAt: 470, endsAt: 510 } });
  expect(holdsOf(late)).toMatchObject([
    {
      rule: "AR-SES-1",
      name: "in the school day",
      reason:
        "By the calendar and the bells as they are now, school ran from 7:50 am to 8:30 am on October 17, 2026, so the session lay in it from 8:00 am to 8:30 am.",
      spans: [{ startsAt: 480, endsAt: 510 }],
    },
  ]);
  expect(holdsOf({ ...late, stays: stays(20, 510, 720) })).toEqual([]);
});

const crowded = (count: number, inAt: number, outAt: number, more: HoldFacts["stays"] = []) =>
  holdsOf(facts({ stays: [...stays(20, 480, 720), ...stays(count, inAt, outAt), ...more] }))[0]!;

test("a decision speaks of what it was about and of less, never of more or of something else", () => {
  const decided = groundOf(crowded(2, 570, 600));
  expect(stillAnswers(decided, crowded(2, 570, 600))).toBe(true);
  expect(stillAnswers(decided, crowded(1, 575, 590))).toBe(true);
  expect(stillAnswers(decided, crowded(15, 570, 600))).toBe(false);
  expect(stillAnswers(decided, crowded(2, 570, 601))).toBe(false);
  expect(stillAnswers(decided, crowded(2, 570, 600, stays(1, 660, 670)))).toBe(false);
  expect(stillAnswers(decided, crowded(2, 660, 690))).toBe(false);
  expect(stillAnswers(null, crowded(2, 570, 600))).toBe(false);
});

test("a limit that falls is a worse breach, with as many pupils", () => {
  const two = (endsAt: number) =>
    holdsOf(
      facts({
        stays: stays(41, 480, 720),
        teachers: new Map([
          [501, teacher("Ann Abe")],
          [502, teacher("Bo Bell")],
        ]),
        teaching: [teaching(501, 480, 720), teaching(502, 480, endsAt)],
      }),
    )[0]!;
  expect(stillAnswers(groundOf(two(720)), two(600))).toBe(false);
  expect(stillAnswers(groundOf(two(600)), two(720))).toBe(true);
});

test("a decision about one teacher's fault says nothing of another's, or of longer time without one", () => {
  const without = (change: Partial<TeacherFacts>, endsAt = 720, id = 501) =>
    holdsOf(
      facts({
        teachers: new Map([[id, teacher("Ann Abe", change)]]),
        teaching: [teaching(id, 480, endsAt)],
      }),
    ).find(({ rule }) => rule === "AR-SES-2")!;
  const number = { educatorId: "" };
  const decided = groundOf(without(number));
  expect(stillAnswers(decided, without(number))).toBe(true);
  expect(stillAnswers(decided, without({ active: false }))).toBe(false);
  expect(stillAnswers(decided, without(number, 720, 502))).toBe(false);
  expect(stillAnswers(groundOf(without({}, 700)), without({}, 600))).toBe(false);
  expect(stillAnswers(groundOf(without({}, 600)), without({}, 700))).toBe(true);
});

test("a session counts once every hold is decided for it, and not before", () => {
  const counts = { decision: { decision: "counts" as const, reason: "" } };
  const out = { decision: { decision: "kept out" as const, reason: "" } };
  expect(isHeld([])).toBe(false);
  expect(isHeld([counts])).toBe(false);
  expect(isHeld([counts, { decision: null }])).toBe(true);
  expect(isHeld([counts, out])).toBe(true);
});
