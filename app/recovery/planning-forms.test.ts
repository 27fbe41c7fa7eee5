import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { action as plan } from "#app/routes/schools.$schoolId.recovery.sessions.new/route.tsx";
import { action as setDefaults } from "#app/routes/schools.$schoolId.settings_.recovery/route.tsx";
import { openRecoveryOffice } from "../../tests/recovery/staff-of-a-session.ts";
import type { FormReply } from "./form-reply.ts";

let office: Awaited<ReturnType<typeof openRecoveryOffice>>;
beforeAll(async () => {
  office = await openRecoveryOffice();
});
afterAll(async () => {
  vi.useRealTimers();
  await office.database.drop();
});
const school = { schoolId: "10" };
const form = {
  date: "2026-10-17",
  startsAt: "08:00",
  endsAt: "12:30",
  room: "1",
  teacherId: "502",
  subject: "Mathematics",
  lowGrade: "1",
  highGrade: "6",
  capacity: "20",
};
const errorsOf = (answer: { body: unknown }) => (answer.body as FormReply).errors;

test("what is wrong with a plan comes back as 400, a sentence a field, with what was typed", async () => {
  const wrong = { ...form, date: "soon", capacity: "many", room: " " };
  const refused = await office.people.coordinator.post(plan, "/new", wrong, school);
  expect(refused.status).toBe(400);
  expect(refused.body).toEqual({
    errors: {
      date: "Enter a date as year-month-day, such as 2026-09-03.",
      room: "Enter the room.",
      capacity: "Enter how many pupils the session has places for, at least 1.",
    },
    values: Object.fromEntries(Object.entries(wrong).map(([name, value]) => [name, [value]])),
  });
  const empty = await office.people.coordinator.post(plan, "/new", {}, school);
  expect(Object.keys(errorsOf(empty)).toSorted()).toEqual(Object.keys(form).toSorted());
  const overlap = { ...form, date: "2026-10-19" };
  const law = await office.people.coordinator.post(plan, "/new", overlap, school);
  expect(errorsOf(law).startsAt).toContain("A session has to lie outside it.");
  expect((await office.people.abe.post(plan, "/new", form, school)).status).toBe(403);
});

test("a school's defaults are set by its administrator, field by field or not at all", async () => {
  expect((await office.people.coordinator.post(setDefaults, "/d", {}, school)).status).toBe(403);
  const wrong = await office.people.principal.post(
    setDefaults,
    "/d",
    { lowGrade: "6", highGrade: "1" },
    school,
  );
  expect(errorsOf(wrong)).toEqual({
    highGrade: "The highest grade is below the lowest. Choose it again.",
  });
  expect(
    (await office.people.principal.post(setDefaults, "/d", { room: "Gym", startsAt: "15:30" }, school))
      .status,
  ).toBe(302);
  const [row] = await office.database.admin`select recovery_defaults from school where id = 10`;
  expect(row?.recovery_defaults).toEqual({ room: "Gym", startsAt: 930 });
});
