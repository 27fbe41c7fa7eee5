import { afterAll, beforeAll, expect, test } from "vitest";
import { action } from "#app/routes/schools.$schoolId.recovery.sheets/route.tsx";
import { type Oak, oak, openOak } from "../../tests/page/oak.ts";
import { addAbsentPupils } from "../../tests/recovery/saturday.ts";

/** A week after a Saturday session of October 17. */
let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-24T18:00:00Z");
  await addAbsentPupils(school.admin, 5);
  await addSession("2026-10-17");
  await school.admin`insert into absence_code (school_id, code, title, abbreviation, type_code, counts_for_ada, is_suspension,
      is_partial_day_truant, is_temporarily_not_enrolled, independent_study, flag_category)
    values (10, 'K', 'Study', 'K', 6, true, false, false, false, 'C', 'IS_ADA')`;
});
afterAll(() => school.close());

const addSession = (date: string) =>
  school.admin`insert into recovery_session (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
    values (10, ${date}, 480, 750, '1', 501, 'Math', -1, 6, 20, now())`;
const left = (
  pupilId: number,
  on: string,
) => school.admin`update pupil set inactive_code = 'N', left_on = ${on}
  where school_id = 10 and pupil_id = ${pupilId}`;
const studied = (pupilId: number, from: string, through: string) =>
  school.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
    select 10, 2026, date, '', ${pupilId}, 'aeries', 'K', now() from calendar_day
    where school_id = 10 and date between ${from} and ${through}`;
const send = async (pupilId: number, date: string) => {
  const pasted = `Student number,Date,In,Out\n${pupilId},${date},8:00,12:00\n`;
  const { status, body } = await (await school.principal()).post(action, "/x", oak, {
    pasted,
    saidBy: "signed forms",
  });
  return { status, errors: body?.reply?.errors ?? null };
};

test("who has left since, or has studied alone for long since, was there by right: the minutes are taken over", async () => {
  await left(3001, "2026-10-19");
  await studied(3002, "2026-10-01", "2026-10-23");
  expect(await send(3001, "2026-10-17")).toEqual({ status: 200, errors: null });
  expect(await send(3002, "2026-10-17")).toEqual({ status: 200, errors: null });
});

test("who had left by then, or was in long independent study on that day, was not", async () => {
  await left(3003, "2026-10-16");
  await studied(3004, "2026-09-24", "2026-10-16");
  expect(JSON.stringify(await send(3003, "2026-10-17"))).toContain(
    "The pupil is not enrolled in this agency. The pupil has no place in this session.",
  );
  expect(JSON.stringify(await send(3004, "2026-10-17"))).toContain("17 schooldays running");
});

test("a sheet of June that comes in July writes down the days of the year that has ended", async () => {
  await addSession("2027-06-25");
  school.at("2027-07-02T18:00:00Z");
  expect(await send(3005, "2027-06-25")).toEqual({ status: 200, errors: null });
  const [place] =
    await school.admin`select recoverable_days as days from recovery_place where pupil_id = 3005`;
  expect(place).toEqual({ days: 1 });
});
