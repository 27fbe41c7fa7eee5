import type { ActionFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPostedSheet } from "#app/recovery/sheet-reply.ts";
import { loader as held } from "#app/routes/held.$id/route.tsx";
import { openBrowser } from "../../tests/access/test-browser.ts";
import { contextOn, movingClock } from "../../tests/access/test-context.ts";
import { addPerson, signIn } from "../../tests/access/test-people.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { requireActor } from "./require-actor.server.ts";

const clock = movingClock("2026-10-14T17:00:00Z");
const email = "clerk@example.org";
let database: TestDatabase;
let world: ReturnType<typeof contextOn>;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  world = contextOn(database, clock);
  await addPerson(world.context, email, [{ schoolId: 10, role: "attendance clerk" }]);
});
afterAll(() => database.drop());

/** Stands for any page with a form. */
const saving = async ({ context, request, params }: ActionFunctionArgs) => {
  await requireActor(context, request, "attendance:record", params.schoolId);
  return null;
};

test("a form with a password is not kept, not even sealed", async () => {
  const browser = openBrowser(world.context);
  await signIn(browser, email);
  clock.move({ hours: 13 });
  const form = { current: "old secret words", password: "seven quiet herons", again: "seven quiet herons" };
  const { to } = await browser.post(saving, "/account/password", form, { schoolId: "10" });
  expect(to).toMatch(/^\/sign-in/);
  expect(to).not.toContain("held");
  expect(await database.admin`select 1 from held_form`).toHaveLength(0);
});

/** What the page of the kept form shows, of a form that was sent after its session had ended. */
async function keptOf(form: FormData) {
  clock.move({ hours: 13 });
  const browser = openBrowser(world.context);
  await signIn(browser, email);
  clock.move({ minutes: 46 });
  const { to } = await browser.post(saving, "/schools/10/recovery/sheets", form, { schoolId: "10" });
  const [, id = ""] = /held%2F([0-9a-f-]{36})/.exec(to ?? "") ?? [];
  await signIn(browser, email);
  const { body } = await browser.get(held, `/held/${id}`, { id });
  return body as { what: string; fields: [string, string][] };
}

test("a sheet is kept as the text it holds, and says the same when it is sent from there", async () => {
  const rows = "Student number,Date,In,Out\r\n1,2026-10-17,9:00,12:00\r\n2,2026-10-17,9:00,Zoë\r\n";
  const form = new FormData();
  form.append("file", new File([rows], "Saturday, October.csv", { type: "text/csv" }));
  form.append("pasted", "something that was typed as well");
  form.append("saidBy", "by telephone");
  const { what, fields } = await keptOf(form);
  expect(what).toBe("A sheet of times");
  expect(fields).toEqual([
    ["fileName", "Saturday, October.csv"],
    ["text", rows],
    ["pasted", "something that was typed as well"],
    ["saidBy", "by telephone"],
  ]);
  const again = new FormData();
  for (const [name, value] of fields) again.append(name, value);
  const read = await readPostedSheet(again);
  expect(read).toEqual(await readPostedSheet(form));
  expect(read).toMatchObject({ fileName: "Saturday, October.csv", rows: { length: 3 } });
});

test("a file that is no text is not kept, and what else was sent is", async () => {
  const form = new FormData();
  form.append("file", new File([new Uint8Array([80, 75, 3, 4, 0, 0])], "book.xlsx"));
  form.append("saidBy", "by telephone");
  expect((await keptOf(form)).fields).toEqual([["saidBy", "by telephone"]]);
});
