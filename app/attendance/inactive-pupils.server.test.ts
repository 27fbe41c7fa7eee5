import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { classLists } from "#app/people/find-pupils.server.ts";
import { type SyncedDistrict, startSyncedDistrict } from "../../tests/aeries/synced-district.ts";
import { actorAs } from "../../tests/database/small-district.ts";
import { readDayRegisters } from "./day-registers.server.ts";
import { whyMissing } from "./missing-pupil.server.ts";
import { readRegister } from "./read-register.server.ts";

let here: SyncedDistrict;
const school = 30;
const clerk = actorAs("attendance clerk", school);
const today = Temporal.PlainDate.from("2026-10-14");
const yesterday = Temporal.PlainDate.from("2026-10-13");
beforeAll(async () => {
  here = await startSyncedDistrict({ today: "2026-10-14" });
  await here.district();
  await here.school(school);
});
afterAll(() => here.close());

const onRegister = (sectionNumber: number, date: Temporal.PlainDate) =>
  here.database.web.asActor(clerk, async (tx) => {
    const register = await readRegister(
      tx,
      { schoolId: school, date, sectionNumber, period: null },
      { today },
    );
    return register!.pupils.map((pupil) => pupil.pupilId).toSorted((a, b) => a - b);
  });
/** Everyone with an open span of the class, and of them those whom nothing keeps off its register. */
const rosterAndWhy = (sectionNumber: number, date: Temporal.PlainDate) =>
  here.database.web.asActor(clerk, async (tx) => {
    const spans = await tx.execute<{ id: number }>(sql`select distinct pupil_id as id from roster
      where school_id = ${school} and section_number = ${sectionNumber} order by 1`);
    const ids = spans.map(({ id }) => id);
    const why = await whyMissing(tx, { schoolId: school, date, sectionNumber, today }, ids, "named");
    return { ids, why, onIt: ids.filter((id) => why.get(id) === null) };
  });
const countedIn = async (section: number, date: Temporal.PlainDate) => {
  const now = here.context.clock.now();
  const [day] = await here.database.web.asActor(clerk, (tx) =>
    readDayRegisters(tx, [school], date, { now, timeZone: "America/Los_Angeles" }),
  );
  return day!.registers.expected.find(({ sectionId }) => sectionId === section)?.pupils;
};
const listed = async (section: number) => {
  const lists = await here.database.web.asActor(clerk, (tx) => classLists(tx, school, today));
  return lists.find((one) => one.section === section)!.pupils.map((pupil) => pupil.pupilId);
};
const section = 3005;

test("a pupil whom Aeries makes inactive leaves the register from that day on and stays on those before", async () => {
  const before = await onRegister(section, today);
  const [gone, ...rest] = before;
  expect(rest.length).toBeGreaterThan(10);
  const answer = await fetch(`${here.stand.origin}/sandbox/students`, {
    method: "POST",
    body: JSON.stringify({ schoolCode: school, studentId: gone, inactiveStatusCode: "I" }),
  });
  expect(answer.status).toBe(200);
  await here.school(school);
  const [span] = await here.admin`select ends_on::text from roster
    where school_id = ${school} and section_number = ${section} and pupil_id = ${gone!}`;
  expect(Temporal.PlainDate.compare(span!.ends_on, today)).toBe(1);

  for (const day of [today, today.add({ days: 1 })]) expect(await onRegister(section, day)).toEqual(rest);
  expect(await onRegister(section, yesterday)).toEqual(before);
  expect([await countedIn(section, today), await countedIn(section, yesterday)]).toEqual([
    rest.length,
    before.length,
  ]);
  expect((await listed(section)).toSorted((a, b) => a - b)).toEqual(rest);
  expect((await rosterAndWhy(section, today)).why.get(gone!)).toBe("Inactive at this school (code I).");
});

test.each([
  ["today", today],
  ["yesterday", yesterday],
  ["a day at the start of the year", Temporal.PlainDate.from("2026-08-14")],
  ["the next week", Temporal.PlainDate.from("2026-10-21")],
])("%s a register has the pupils whom nothing keeps off it, in every class of the school", async (_, date) => {
  const sections =
    await here.admin`select section_number as id from section where school_id = ${school} order by 1`;
  expect(sections.length).toBeGreaterThan(10);
  for (const { id } of sections) {
    expect([id, await onRegister(id, date)]).toEqual([id, (await rosterAndWhy(id, date)).onIt]);
  }
});

test("who left by a day that is over is not on its register, though the class was never ended", async () => {
  const [, pupil] = await onRegister(section, today);
  await here.admin`update enrolment set left_on = '2026-10-05' where school_id = ${school} and pupil_id = ${pupil!}`;
  await here.admin`update pupil set inactive_code = 'T' where school_id = ${school} and pupil_id = ${pupil!}`;
  const on = async (date: string) =>
    (await onRegister(section, Temporal.PlainDate.from(date))).includes(pupil!);
  expect([await on("2026-10-05"), await on("2026-10-06"), await on("2026-10-14")]).toEqual([
    true,
    false,
    false,
  ]);
});
