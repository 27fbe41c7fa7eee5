import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { action as save } from "#app/routes/schools.$schoolId.registers.$date.section.$section.($period)/route.tsx";
import { action } from "#app/routes/schools.$schoolId.registers.$date.section.$section.marks/route.ts";
import { type Oak, openOak } from "./oak.ts";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-14T17:00:00Z");
});
beforeEach(() => school.database.empty("mark", "register_taking"));
afterAll(() => school.close());

const params = { schoolId: 10, date: "2026-10-14", section: 101 };
const register = "/schools/10/registers/2026-10-14/section/101";
const late = (minutes: string, note = "") => ({
  "mark.1001": "T",
  "minutes.1001": minutes,
  "note.1001": note,
  seen: "0",
});
/** One mark as the script sends it. The answer is a Response, which is read for its body. */
const send = async (person: Awaited<ReturnType<Oak["clerk"]>>, fields: Record<string, string>) => {
  let said: unknown;
  const reading = async (args: Parameters<typeof action>[0]) => {
    const answer = await action(args);
    said = await answer.clone().json();
    return answer;
  };
  const { status } = await person.post(reading, `${register}/marks`, params, fields);
  return { status, said };
};

test("the same code with other minutes or another note is told with both marks, and nothing is overwritten", async () => {
  const [cal, pat] = [await school.clerk(), await school.principal()];
  expect((await send(cal, late("5", "bus"))).status).toBe(200);
  expect(await send(pat, late("12"))).toEqual({
    status: 409,
    said: {
      by: "Cal Clerk",
      at: "10:00 am",
      title: "Tardy, 5 minutes late, note: bus",
      yours: "Tardy, 12 minutes late",
    },
  });
  expect(await school.admin`select minutes_late from mark`).toEqual([{ minutes_late: 5 }]);
});

test("the whole register, saved later, shows both and keeps what was typed", async () => {
  const [cal, pat] = [await school.clerk(), await school.principal()];
  await send(cal, late("5", "bus"));
  const form = { ...late("12"), submission: crypto.randomUUID() };
  const { status, body } = await pat.post(save, register, params, form);
  expect(status).toBe(409);
  const adams = (body as { view: { pupils: readonly { pupilId: number | string }[] } }).view.pupils.find(
    (one) => one.pupilId === 1001,
  );
  expect(adams).toMatchObject({
    mark: { code: "T", minutesLate: "12" },
    conflict: {
      theirs: { said: "Tardy, 5 minutes late, note: bus", by: "Cal Clerk" },
      yours: { said: "Tardy, 12 minutes late" },
    },
  });
});

test("of what the office set a teacher hears the whole mark", async () => {
  await send(await school.clerk(), late("5", "bus"));
  expect(await send(await school.teacher(), late("12"))).toEqual({
    status: 403,
    said: { error: "The office set this to Tardy, 5 minutes late, note: bus. Ask the office to change it." },
  });
});

test("a note beside present is saved with it", async () => {
  const fields = { "mark.1002": "", "note.1002": "left at ten", seen: "0" };
  expect((await send(await school.teacher(), fields)).status).toBe(200);
  expect(await school.admin`select code, note from mark`).toEqual([{ code: null, note: "left at ten" }]);
});
