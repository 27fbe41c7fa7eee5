import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { completenessReport } from "#app/attendance/completeness-report.ts";
import { attendanceRates } from "#app/attendance/day-rate.server.ts";
import { readDayRegisters } from "#app/attendance/day-registers.server.ts";
import { schoolAttendance } from "#app/attendance/school-attendance.server.ts";
import type { RequestContext } from "#app/context.ts";
import { loader as today } from "#app/routes/schools.$schoolId._index/route.tsx";
import { loader as aeries } from "#app/routes/schools.$schoolId.aeries._index/route.tsx";
import { loader as pupil } from "#app/routes/schools.$schoolId.pupils.$pupilId._index/route.tsx";
import { loader as registers } from "#app/routes/schools.$schoolId.registers._index/route.tsx";
import {
  loader as register,
  action as saveRegister,
} from "#app/routes/schools.$schoolId.registers.$date.section.$section.($period)/route.tsx";
import { action as settings } from "#app/routes/schools.$schoolId.settings._index/route.tsx";
import { contextOf, signedIn } from "../page/signed-in.ts";
import { type SyncedDistrict, startSyncedDistrict } from "./synced-district.ts";

/** How schools keep attendance in Aeries, and what that means here: the two ways in which no register can be taken. */
let here: SyncedDistrict;
let principal: Record<number, Awaited<ReturnType<typeof signedIn>>>;
const positive = 20;
const flex = 50;
const usual = 40;
const date = "2026-10-14";

beforeAll(async () => {
  here = await startSyncedDistrict({ today: date });
  const pull = (body: object) =>
    fetch(`${here.stand.origin}/sandbox/schools`, { method: "POST", body: JSON.stringify(body) });
  await pull({ schoolCode: positive, attendanceReporting: "Positive" });
  await pull({ schoolCode: flex, scheduleType: "Flex" });
  await here.district();
  for (const id of [positive, flex, usual]) await here.school(id);
  await here.admin`update school set register_home = 'here'`;
  const { context } = contextOf(here.database, here.context.clock) as { context: RequestContext };
  const someone = (schoolId: number) =>
    signedIn(here.database, context, { name: "Pat", role: "school administrator", schoolId });
  principal = {
    [positive]: await someone(positive),
    [flex]: await someone(flex),
    [usual]: await someone(usual),
  };
});
afterAll(() => here.close());

const sentences: Record<number, string> = {
  [positive]: "counts the hours that pupils attend",
  [flex]: "flex periods",
};

describe.each([
  ["positive attendance", positive],
  ["flex periods", flex],
])("at a school of %s", (_, school) => {
  const said = expect.stringContaining(sentences[school]!);
  const aSection = async () => {
    const [row] =
      await here.admin`select section_number as id from section where school_id = ${school} limit 1`;
    return { schoolId: school, date, section: row!.id as number };
  };

  test("its page from Aeries, Today and the list of registers say so, and expect nothing", async () => {
    const pat = principal[school]!;
    const at = { schoolId: school };
    expect((await pat.get(aeries, `/schools/${school}/aeries`, at)).body.view.notTakenHere).toEqual(said);
    const shown = (await pat.get(today, `/schools/${school}`, at)).body;
    expect(shown).toMatchObject({ notTakenHere: said, lines: [] });
    const list = (await pat.get(registers, `/schools/${school}/registers`, at)).body.view;
    expect(list).toMatchObject({ noSchool: said, lines: [], nearest: null });
  });

  test("the check of completeness says so, and calls nothing missing", async () => {
    const moment = { now: here.context.clock.now().add({ hours: 12 }), timeZone: "America/Los_Angeles" };
    const day = Temporal.PlainDate.from(date);
    const [report] = await here.database.web.asSystem("test", [school], async (tx) =>
      (await readDayRegisters(tx, [school], day, moment)).map(completenessReport),
    );
    expect(report).toMatchObject({
      cannot_be_taken_here: said,
      known: false,
      taken_in: "aeries",
      school_day: true,
      expected: 0,
      missing: null,
    });
  });

  test("no register opens, and none is saved", async () => {
    const pat = principal[school]!;
    const at = await aSection();
    const path = `/schools/${school}/registers/${date}/section/${at.section}`;
    const { view } = (await pat.get(register, path, at)).body;
    expect(view).toMatchObject({ lock: { reason: said, unlockHref: null }, pupils: [] });
    expect((await pat.post(saveRegister, path, at, { seen: "0" })).status).toBe(403);
    expect(await here.admin`select 1 from register_taking where school_id = ${school}`).toHaveLength(0);
  });

  test("registers cannot be moved here", async () => {
    await here.admin`update school set register_home = 'aeries' where id = ${school}`;
    const wish = { home: "here", reason: "We want them here." };
    const answer = await principal[school]!.post(
      settings,
      `/schools/${school}/settings`,
      { schoolId: school },
      wish,
    );
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ error: { home: [said] } });
    await here.admin`update school set register_home = 'here' where id = ${school}`;
  });
});

test("where hours attended are counted nobody's days are called attended for want of a mark", async () => {
  const [row] =
    await here.admin`select pupil_id from pupil where school_id = ${positive} and inactive_code = '' limit 1`;
  const at = { schoolId: positive, pupilId: row!.pupil_id as number };
  const { view } = (await principal[positive]!.get(pupil, `/schools/${positive}/pupils/${at.pupilId}`, at))
    .body;
  expect(view.sums).toEqual({ notShown: expect.stringContaining("positive attendance") });
  const day = Temporal.PlainDate.from(date);
  const [rates, counted] = await here.database.web.asSystem("test", [positive, usual], async (tx) => [
    await attendanceRates(tx, [positive, usual], { today: day, timeZone: "America/Los_Angeles" }),
    await schoolAttendance(tx, [positive, usual], { from: day.subtract({ days: 30 }), through: day }),
  ]);
  expect(rates.map(({ schoolId }) => schoolId)).toEqual([usual]);
  expect(
    counted.map(({ school, daysCounted, shown }) => [
      school.id,
      daysCounted > 0,
      shown.attendanceRate !== null,
    ]),
  ).toEqual([
    [positive, false, false],
    [usual, true, true],
  ]);
});

test("a school that keeps exceptions by master schedule is as before", async () => {
  const pat = principal[usual]!;
  const shown = (await pat.get(today, `/schools/${usual}`, { schoolId: usual })).body;
  expect(shown.notTakenHere).toBeNull();
  expect(shown.lines.length).toBeGreaterThan(10);
});
