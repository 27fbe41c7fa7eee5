import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#app/access/actor.ts";
import { absencesAt } from "#app/recovery/absences.server.ts";
import { type SyncedDistrict, startSyncedDistrict } from "../../tests/aeries/synced-district.ts";
import { actorAs } from "../../tests/database/small-district.ts";
import { readDayRegisters } from "./day-registers.server.ts";
import { markedDays } from "./marked-days.server.ts";
import { whyMissing } from "./missing-pupil.server.ts";
import { readPupilDay } from "./pupil-day.server.ts";
import { recordRegister } from "./record-register.server.ts";
import { readPupilYear } from "./year.server.ts";

let here: SyncedDistrict;
const school = 60;
const today = Temporal.PlainDate.from("2026-10-14");
const blockDay = Temporal.PlainDate.from("2026-10-13");
const admin = actorAs("school administrator", school);
/** English 9 in period 1, algebra in period 2 and biology in period 3, all of one rotation of grade 9. */
const [english, algebra, biology] = [1001, 2003, 3005];

beforeAll(async () => {
  here = await startSyncedDistrict({ today: today.toString() });
  await here.district();
  await here.school(school);
  await here.admin`update school set register_home = 'here' where id = ${school}`;
});
afterAll(() => here.close());

const pull = async (lever: string, body: object) => {
  const answer = await fetch(`${here.stand.origin}/sandbox/${lever}`, {
    method: "POST",
    body: JSON.stringify({ schoolCode: school, ...body }),
  });
  expect(answer.status).toBe(200);
};
const expectedOn = async (date: Temporal.PlainDate) => {
  const moment = { now: here.context.clock.now(), timeZone: "America/Los_Angeles" };
  const [day] = await here.database.web.asActor(admin, (tx) => readDayRegisters(tx, [school], date, moment));
  return new Set(day!.registers.expected.map(({ sectionId }) => sectionId));
};
const save = (actor: Actor, sectionNumber: number, date = today) =>
  here.database.web.asActor(actor, (tx) =>
    recordRegister(tx, actor, here.context, {
      schoolId: school,
      date,
      sectionNumber,
      period: null,
      marks: new Map(),
      seen: 0,
      submission: crypto.randomUUID(),
    }),
  );
const aPupilOf = async (section: number) => {
  const [row] = await here.admin`select r.pupil_id from roster r join pupil p on p.school_id = r.school_id
      and p.pupil_id = r.pupil_id and p.inactive_code = ''
    where r.school_id = ${school} and r.section_number = ${section} and r.ends_on >= ${today.toString()}
      and r.starts_on <= '2026-10-01' order by 1 limit 1`;
  return row!.pupil_id as number;
};
const whyNot = (sectionNumber: number, pupilId: number) =>
  here.database.web.asActor(admin, async (tx) => {
    const asked = { schoolId: school, date: today, today, sectionNumber };
    return (await whyMissing(tx, asked, [pupilId], "named")).get(pupilId);
  });

test("a day on which some periods meet expects their registers alone, and refuses the others with the reason", async () => {
  const before = await expectedOn(today);
  expect([english, algebra, biology].every((section) => before.has(section))).toBe(true);
  await pull("days", { date: today.toString(), periodBlockPattern: "0246" });
  await here.school(school);
  const expected = await expectedOn(today);
  expect([english, algebra, biology].map((section) => expected.has(section))).toEqual([false, true, false]);
  expect(expected.size).toBeLessThan(before.size);
  expect(await save(admin, biology)).toMatchObject({
    kind: "locked",
    reason: "Period 3 does not meet on this day.",
  });
  expect(await here.admin`select 1 from register_taking`).toHaveLength(0);
  expect(await save(admin, algebra)).toMatchObject({ kind: "saved" });
  const pupil = await aPupilOf(biology);
  expect(await whyNot(biology, pupil)).toBe("Period 3 does not meet on this day.");
  const day = await here.database.web.asActor(admin, (tx) =>
    readPupilDay(tx, { schoolId: school, pupilId: pupil, date: today }),
  );
  const classes = day!.periods.filter(({ inClass }) => inClass !== null).map(({ period }) => period);
  expect(classes).toEqual(expect.arrayContaining(["2", "4", "6"]));
  expect(classes.filter((period) => "135".includes(period))).toEqual([]);
});

test("on a B day the classes of A days are not held, and those of no such days are", async () => {
  await pull("days", { date: today.toString(), periodBlockPattern: "", abDay: "B" });
  await pull("sections", { section: english, classCalendar: "A-DAYS" });
  await pull("sections", { section: algebra, classCalendar: "B-DAYS" });
  await here.school(school);
  const expected = await expectedOn(today);
  expect([english, algebra, biology].map((section) => expected.has(section))).toEqual([false, true, true]);
  expect(await save(admin, english)).toMatchObject({
    kind: "locked",
    reason: "This class meets on A days. This is a B day.",
  });
  expect(await whyNot(english, await aPupilOf(english))).toBe("This class meets on A days. This is a B day.");
  await pull("days", { date: today.toString(), abDay: "A" });
  await here.school(school);
  const onA = await expectedOn(today);
  expect([english, algebra, biology].map((section) => onA.has(section))).toEqual([true, false, true]);
});

test("a class that meets on some weekdays, or whose track has a holiday, is not held on the others", async () => {
  await pull("sections", { section: english, classCalendar: "M--T-" });
  await pull("sections", { section: algebra, classCalendar: "MTWTF", track: "C" });
  const trackHolidays = [
    { track: "C", holidayCode: "#" },
    { track: "B", holidayCode: "%" },
  ];
  await pull("days", { date: today.toString(), abDay: "", trackHolidays });
  await here.school(school);
  const expected = await expectedOn(today);
  expect([english, algebra, biology].map((section) => expected.has(section))).toEqual([false, false, true]);
  expect([...(await expectedOn(today.add({ days: 1 })))]).toEqual(expect.arrayContaining([english, algebra]));
  expect(await save(admin, english)).toMatchObject({
    reason: "This class does not meet on this day of the week.",
  });
});

test("a day is missed whole by who was away in every class that met, and in no other count", async () => {
  const pupil = await aPupilOf(biology);
  const code = here.stand
    .district()
    .absenceCodes.get(school)!
    .find(({ kind }) => kind === "illness")!.code;
  await pull("reset", {});
  await pull("days", { date: blockDay.toString(), periodBlockPattern: "135" });
  for (const period of ["1", "3", "5"])
    await pull("marks", { studentId: pupil, date: blockDay.toString(), period, code });
  await here.school(school);
  const at = { schoolIds: [school], schoolYear: 2026, through: today };
  const [missed, marked, year] = await here.database.web.asActor(admin, async (tx) => [
    (await absencesAt(tx, at, [pupil])).get(pupil) ?? [],
    await markedDays(tx, school, { from: blockDay, through: blockDay }),
    await readPupilYear(tx, { schoolId: school, pupilId: pupil }, today),
  ]);
  const category = { category: "EXCUSED" };
  expect(missed.filter(({ date }) => date.equals(blockDay))).toMatchObject([category]);
  expect(marked.filter(({ pupilId }) => pupilId === pupil)).toMatchObject([category]);
  expect(year!.year.days.filter(({ date }) => date.equals(blockDay))).toMatchObject([category]);
});
