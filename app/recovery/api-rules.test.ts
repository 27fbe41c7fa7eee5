import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as claimRoute from "#app/routes/api.rules.recovery-claim/route.ts";
import * as creditRoute from "#app/routes/api.rules.recovery-credit/route.ts";
import * as ratioRoute from "#app/routes/api.rules.recovery-ratio/route.ts";
import { contextOn } from "../../tests/access/test-context.ts";
import { callApi, layToken } from "../../tests/api/script.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { claimAnswer } from "./api-claim.ts";
import { creditAnswer } from "./api-credit.ts";
import { ratioAnswer } from "./api-ratio.ts";

const clock = clockAt("2026-10-14T17:00:00Z");
let database: TestDatabase;
let world: ReturnType<typeof contextOn>;
let token: string;
let reader: string;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  world = contextOn(database, clock);
  token = await layToken(database, ["rules:ask"], []);
  reader = await layToken(database, ["attendance:read"], [10]);
});
afterAll(() => database.drop());

const routes = { credit: creditRoute, claim: claimRoute, ratio: ratioRoute };
const ask = (rule: keyof typeof routes, body: unknown, as: { token?: string | undefined } = { token }) =>
  callApi(world.context, routes[rule].action, `/api/rules/recovery-${rule}`, { ...as, body });

/** Sessions on successive dates from September 5; an inner list is several on one date. */
const on = (...dates: (number | number[])[]) =>
  dates.flatMap((minutes, index) =>
    [minutes]
      .flat()
      .map((each) => ({ date: `2026-09-${String(5 + index).padStart(2, "0")}`, minutes: each })),
  );
const times = (count: number, minutes: number) => on(...Array<number>(count).fill(minutes));

describe("POST /api/rules/recovery-credit", () => {
  type Case = [string, Record<string, unknown>, ReturnType<typeof on>, number[], number[]];
  test.each<Case>([
    ["AR-01 grade 4, 3 x 80", { grade: "4" }, times(3, 80), [180, 0, 180], [1, 0]],
    ["AR-02 grade 4, 4 x 60", { grade: 4 }, times(4, 60), [240, 1, 0], [1, 0]],
    ["AR-03 grade 5, 60 + 90 + 60 + 60", { grade: "5" }, on(60, 90, 60, 60), [240, 1, 0], [1, 30]],
    ["AR-05 grade 3, 5 x 115", { grade: 3 }, times(5, 115), [300, 1, 70], [2, 115]],
    ["AR-06 grade 8, 16 x 120", { grade: "8" }, times(16, 120), [1920, 8, 0], [8, 0]],
    ["AR-07 grade 5, a Saturday of 480", { grade: "5" }, on(480), [240, 1, 0], [1, 0]],
    ["AR-09 grade 2, a Saturday of 230", { grade: "2" }, on(230), [230, 1, 0], [1, 0]],
    ["AR-10 grade 2, 4 x 60", { grade: 2 }, times(4, 60), [240, 1, 10], [1, 10]],
    ["AR-12 grade 4, 45 + 45 on a date", { grade: "4" }, on([45, 45]), [0, 0, 0], [0, 90]],
    ["AR-13 continuation, 3 x 60", { grade: 11, program: "continuation" }, times(3, 60), [180, 1, 0], [1, 0]],
    [
      "AR-14 community day, 6 x 60",
      { grade: "9", program: "community_day" },
      times(6, 60),
      [360, 1, 0],
      [1, 0],
    ],
    ["kindergarten, 3 x 60", { grade: "K" }, times(3, 60), [180, 1, 0], [1, 0]],
    ["an own minimum day of 120", { grade: 4, minimum_day_minutes: 120 }, times(2, 60), [120, 1, 0], [1, 0]],
  ])("%s", async (_, pupil, sessions, hours, minutes) => {
    const answer = await ask("credit", {
      program: "regular",
      minimum_day_minutes: null,
      ...pupil,
      sessions,
    });
    expect([answer.status, answer.type]).toEqual([200, "application/json"]);
    const body = creditAnswer.parse(answer.body);
    expect([body.credited_minutes, body.earned_days, body.banked_minutes]).toEqual(hours);
    expect(body.steps.map((step) => step.date)).toEqual([...new Set(sessions.map(({ date }) => date))]);
    const every = await ask("credit", { ...pupil, sessions, settings: { rounding: "MINUTES" } });
    expect([every.body.earned_days, every.body.banked_minutes]).toEqual(minutes);
  });

  test("AR-07 and AR-12 under their other settings", async () => {
    const carry = await ask("credit", { grade: 5, sessions: on(480), settings: { dailyExcess: "CARRY" } });
    expect(carry.body).toMatchObject({ credited_minutes: 480, earned_days: 1, banked_minutes: 240 });
    const date = await ask("credit", {
      grade: 4,
      sessions: on([45, 45]),
      settings: { rounding: "HOUR_PER_DATE" },
    });
    expect(date.body).toMatchObject({ credited_minutes: 60, earned_days: 0, banked_minutes: 60 });
    const drop = await ask("credit", {
      grade: 2,
      sessions: times(4, 60),
      settings: { remainder230: "DROP" },
    });
    expect(drop.body).toMatchObject({ credited_minutes: 240, earned_days: 1, banked_minutes: 0 });
  });

  test("says why, and where the law says so", async () => {
    const { body } = await ask("credit", { grade: "2", sessions: on(230) });
    expect(Object.keys(body).toSorted()).toEqual(Object.keys(creditAnswer.shape).toSorted());
    expect(body.steps).toEqual([
      {
        date: "2026-09-05",
        minutes: 230,
        credited_minutes: 230,
        reason:
          "230 minutes attended reach the minimum day of 230: 230 credited. With them a minimum day of 230 minutes is full: one day earned.",
      },
    ]);
    expect(body.citations).toContain("EC 46112");
  });

  test.each<[string, unknown, string[]]>([
    [
      "every bad field",
      {
        grade: "13",
        program: "charter",
        minimum_day_minutes: 0,
        sessions: [
          { date: "2026-02-30", minutes: 60 },
          { date: "2026-10-03", minutes: 1441 },
          { date: "2026-10-03", minutes: -1 },
          { minutes: 59.5 },
        ],
        settings: { rounding: "UP", dailyExces: "CARRY" },
      },
      [
        "grade",
        "program",
        "minimum_day_minutes",
        "sessions.0.date",
        "sessions.1.minutes",
        "sessions.2.minutes",
        "sessions.3.date",
        "sessions.3.minutes",
        "settings.rounding",
        "settings.dailyExces",
      ],
    ],
    ["nothing sent", {}, ["grade", "sessions"]],
    ["a list", [], ["body"]],
    ["over a thousand sessions", { grade: 4, sessions: Array(1001).fill(on(60)[0]) }, ["sessions"]],
  ])("names %s", async (_, body, fields) => {
    const answer = await ask("credit", body);
    expect([answer.status, answer.type]).toEqual([400, "application/problem+json"]);
    expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
  });

  test("tells by a sentence of no minutes, and of more on a date than it has", async () => {
    const sessions = [
      { date: "2026-10-03", minutes: 0 },
      { date: "2026-10-10", minutes: 1000 },
      { date: "2026-10-10", minutes: 441 },
      { date: "2026-10-10", minutes: 60 },
    ];
    const { status, body } = await ask("credit", { grade: 4, sessions });
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      { field: "sessions.0.minutes", detail: "A whole number from 1 to 1440." },
      {
        field: "sessions.2.minutes",
        detail: "The sessions of 2026-10-10 come to 1441 minutes. A date has 1440.",
      },
    ]);
  });

  test("takes a thousand sessions", async () => {
    const first = Temporal.PlainDate.from("2025-07-01");
    const sessions = Array.from({ length: 1000 }, (_, index) => ({
      date: first.add({ days: index % 300 }).toString(),
      minutes: 60,
    }));
    expect((await ask("credit", { grade: 4, sessions })).body).toMatchObject({ earned_days: 250 });
  });
});

/** Every Thursday from September 3, 2026, so that no week is crowded, and the Saturday after. */
const weekly = (count: number, from: string) =>
  Array.from({ length: count }, (_, index) => Temporal.PlainDate.from(from).add({ weeks: index }).toString());
const absent = (count: number, category = "EXCUSED", from = "2026-09-03") =>
  weekly(count, from).map((date) => ({ date, category }));
const saturdays = (count: number) => weekly(count, "2026-09-05");

describe("POST /api/rules/recovery-claim", () => {
  test.each<[string, unknown[], unknown[], string, number, number]>([
    ["AR-20", saturdays(8), absent(6), "2027-06-30", 6, 2],
    ["AR-21", saturdays(14), absent(22), "2027-06-30", 10, 4],
    [
      "AR-23",
      saturdays(4),
      [...absent(3), ...absent(2, "IMMUN_EXCLUSION", "2026-10-01")],
      "2027-06-30",
      3,
      1,
    ],
    ["AR-25 in June", ["2027-06-25", "2027-07-06"], absent(2), "2027-06-30", 1, 0],
    ["AR-25 in July", ["2027-06-25", "2027-07-06"], absent(1, "EXCUSED", "2027-09-02"), "2028-06-30", 1, 0],
    ["AR-26 on 30 June", saturdays(3), [], "2027-06-30", 0, 3],
    ["AR-26 the day after", saturdays(3), [], "2027-07-01", 0, 0],
  ])("%s", async (_, earned, absences, through, claimed, banked) => {
    const answer = await ask("claim", { earned, absences, through });
    expect(answer.status).toBe(200);
    expect(claimAnswer.parse(answer.body)).toMatchObject({ claimed_days: claimed, banked_days: banked });
    expect(answer.body.claims).toHaveLength(claimed);
  });

  test("says which absence a day makes up, what is refused and what a person should look at", async () => {
    const absences = [
      { date: "2026-09-03", category: "EXCUSED" },
      { date: "2026-09-04", category: "SUSP_OUT" },
      { date: "2026-09-08", category: "UNVERIFIED" },
    ];
    const { body } = await ask("claim", { earned: ["2026-07-06"], absences, through: "2026-12-31" });
    expect(body).toEqual({
      claimed_days: 1,
      banked_days: 0,
      claims: [{ absence_date: "2026-09-03", earned_date: "2026-07-06" }],
      refused: [
        { date: "2026-09-04", reason: "September 4, 2026 was a suspension, which cannot be recovered." },
      ],
      flagged: [
        { date: "2026-09-08", reason: "September 8, 2026 waits until the reason of the absence is known." },
      ],
      settings: { agency: "district", weekCapBasis: "BOTH", incompleteIndependentStudy: "HOLD" },
    });
  });

  test("names every bad field", async () => {
    const { status, body } = await ask("claim", {
      earned: ["2026-07-06", "July"],
      absences: [{ date: "2026-09-03", category: "SICK" }],
    });
    expect(status).toBe(400);
    const fields = body.errors.map(({ field }: { field: string }) => field);
    expect(fields).toEqual(["earned.1", "absences.0.category", "through"]);
  });
});

describe("POST /api/rules/recovery-ratio", () => {
  test.each<[string, [unknown, number][], number, boolean, number]>([
    ["AR-28 20 to 1", [[3, 20]], 1, true, 20],
    ["AR-28 21 to 1", [["3", 21]], 1, false, 20],
    ["AR-28 40 to 2", [[3, 40]], 2, true, 40],
    ["AR-29 10 to 1", [["K", 10]], 1, true, 10],
    ["AR-29 11 to 1", [["K", 11]], 1, false, 10],
  ])("%s", async (_, pupils, teachers, allowed, limit) => {
    const body = { pupils: pupils.map(([grade, count]) => ({ grade, count })), teachers };
    const answer = await ask("ratio", body);
    expect(ratioAnswer.parse(answer.body)).toMatchObject({ allowed, limit });
  });

  test("a mixed room, strict and weighted", async () => {
    const body = {
      pupils: [
        { grade: "K", count: 5 },
        { grade: 5, count: 10 },
      ],
      teachers: 1,
    };
    expect((await ask("ratio", { ...body, mixed: "strict" })).body).toMatchObject({
      allowed: false,
      limit: 10,
    });
    expect((await ask("ratio", { ...body, mixed: "weighted" })).body).toMatchObject({
      allowed: true,
      limit: 15,
    });
  });

  test("names every bad field", async () => {
    const { body } = await ask("ratio", {
      pupils: [{ grade: null, count: "6" }],
      teachers: -1,
      mixed: "loose",
    });
    const fields = body.errors.map(({ field }: { field: string }) => field);
    expect(fields).toEqual(["pupils.0.grade", "pupils.0.count", "teachers", "mixed"]);
  });
});

describe.each(["credit", "claim", "ratio"] as const)("recovery-%s", (rule) => {
  test("asks for a token with the scope", async () => {
    expect((await ask(rule, {}, {})).status).toBe(401);
    const other = await ask(rule, {}, { token: reader });
    expect([other.status, other.type]).toEqual([403, "application/problem+json"]);
    expect(other.body.detail).toBe("This token does not have the scope rules:ask.");
  });

  test("refuses what is no JSON, what is too long and any other method", async () => {
    const broken = await ask(rule, '{"grade":');
    expect([broken.status, broken.type]).toEqual([400, "application/problem+json"]);
    expect((await ask(rule, `{"a":"${"a".repeat(200_000)}"}`)).status).toBe(413);
    const path = `/api/rules/recovery-${rule}`;
    const { loader, action } = routes[rule];
    for (const answer of [
      await callApi(world.context, loader, path, { token }),
      await callApi(world.context, action, path, { token, method: "PUT", body: "{}" }),
    ]) {
      expect([answer.status, answer.type]).toEqual([405, "application/problem+json"]);
      expect(answer.headers.get("Allow")).toBe("POST");
    }
  });
});

describe("settings", () => {
  const sessions = times(3, 80);
  const mixed = {
    pupils: [
      { grade: "K", count: 5 },
      { grade: 5, count: 10 },
    ],
    teachers: 1,
  };
  const study = { earned: saturdays(1), absences: absent(1, "IS_NON_ADA"), through: "2027-06-30" };

  test("left out are those that claim least, in a district that has decided nothing, and the answer says so", async () => {
    expect((await ask("credit", { grade: 4, sessions })).body.settings).toEqual({
      rounding: "HOUR_PER_SESSION",
      dailyExcess: "DISCARD",
      remainder230: "CARRY",
    });
    expect((await ask("ratio", mixed)).body).toMatchObject({ allowed: false, mixed: "strict" });
    expect((await ask("claim", study)).body).toMatchObject({
      claimed_days: 0,
      settings: { agency: "district", weekCapBasis: "BOTH", incompleteIndependentStudy: "HOLD" },
    });
  });

  describe("where the district has decided", () => {
    beforeAll(async () => {
      await database.admin`insert into district_setting (name, value, effective_from, verified_by, verified_on, source, by, at)
        select name, value, day::date, 'R. Ortiz', '2026-06-15', 'CDE FAQ', 1, now() from (values
          ('rounding', 'MINUTES', '2026-10-14'), ('rounding', 'HOUR_PER_DATE', '2026-10-15'), ('dailyExcess', 'CARRY', '2026-07-01'),
          ('mixedRatio', 'weighted', '2026-07-01'), ('incompleteIndependentStudy', 'YES', '2026-07-01')) as given (name, value, day)`;
    });
    afterAll(() => database.empty("district_setting"));

    test("left out are the district's of today", async () => {
      expect((await ask("credit", { grade: 4, sessions })).body).toMatchObject({
        earned_days: 1,
        settings: { rounding: "MINUTES", dailyExcess: "CARRY", remainder230: "CARRY" },
      });
      expect((await ask("ratio", mixed)).body).toMatchObject({ allowed: true, mixed: "weighted" });
      expect((await ask("claim", study)).body).toMatchObject({
        claimed_days: 1,
        settings: { incompleteIndependentStudy: "YES" },
      });
    });

    test("named are the caller's, each for itself: the others stay the district's", async () => {
      const named = { rounding: "HOUR_PER_SESSION" };
      expect((await ask("credit", { grade: 4, sessions, settings: named })).body).toMatchObject({
        earned_days: 0,
        settings: { rounding: "HOUR_PER_SESSION", dailyExcess: "CARRY", remainder230: "CARRY" },
      });
      expect((await ask("ratio", { ...mixed, mixed: "strict" })).body).toMatchObject({
        allowed: false,
        mixed: "strict",
      });
      const charter = { ...study, settings: { agency: "partnership_charter" } };
      expect((await ask("claim", charter)).body).toMatchObject({
        claimed_days: 0,
        settings: { agency: "partnership_charter", incompleteIndependentStudy: "YES" },
      });
    });

    test("of an answer, sent again, give it again when the district has decided otherwise", async () => {
      const credit = await ask("credit", { grade: 4, sessions });
      const claim = await ask("claim", study);
      const ratio = await ask("ratio", mixed);
      await database.empty("district_setting");
      const again = { settings: credit.body.settings };
      expect((await ask("credit", { grade: 4, sessions, ...again })).body).toEqual(credit.body);
      expect((await ask("claim", { ...study, settings: claim.body.settings })).body).toEqual(claim.body);
      expect((await ask("ratio", { ...mixed, mixed: ratio.body.mixed })).body).toEqual(ratio.body);
    });
  });
});
