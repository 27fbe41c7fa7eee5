import { expect, test } from "vitest";
import type { TeacherFacts } from "./certification.ts";
import { type HoldFacts, holdsOf, isHeld } from "./holds.ts";

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

test("a session counts once every hold is decided for it, and not before", () => {
  const counts = { decision: { decision: "counts" as const, reason: "" } };
  const out = { decision: { decision: "kept out" as const, reason: "" } };
  expect(isHeld([])).toBe(false);
  expect(isHeld([counts])).toBe(false);
  expect(isHeld([counts, { decision: null }])).toBe(true);
  expect(isHeld([counts, out])).toBe(true);
});
