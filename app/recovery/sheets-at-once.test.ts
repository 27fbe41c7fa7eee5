import { afterAll, beforeAll, expect, test } from "vitest";
import { action } from "#app/routes/schools.$schoolId.recovery.sheets/route.tsx";
import { type Oak, oak, openOak } from "../../tests/page/oak.ts";
import { addAbsentPupils } from "../../tests/recovery/saturday.ts";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-17T21:00:00Z");
  await school.admin`insert into recovery_session
    (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
    values (10, '2026-10-17', 480, 750, '1', 501, 'Math', -1, 6, 20, now())`;
});
afterAll(() => school.close());

test("more sheets at once than there are connections wait for each other, and none for a second connection", async () => {
  const pupils = await addAbsentPupils(school.admin, 12);
  const principal = await school.principal();
  const answers = await Promise.all(
    pupils.map((id) =>
      principal.post(action, "/x", oak, {
        pasted: `Student number,Date,In,Out\n${id},2026-10-17,8:00,12:00\n`,
        saidBy: "signed forms",
      }),
    ),
  );
  expect(answers.map(({ body }) => body?.done)).toEqual(pupils.map(() => ({ stays: 1, sessions: 1 })));
});
