import { afterAll, beforeAll, expect, test } from "vitest";
import { type Oak, oak, openOak } from "../../../tests/page/oak.ts";
import { action, loader } from "./route.tsx";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-14T17:00:00Z");
});
afterAll(() => school.close());
const homes = async () =>
  (await school.admin`select id, register_home from school order by id`).map((row) => row.register_home);

test("a principal moves the registers of one school, with a reason, on record; nobody else may", async () => {
  const wish = { home: "aeries", reason: "pilot is over" };
  expect((await (await school.clerk()).post(action, "/schools/10/settings", oak, wish)).status).toBe(403);
  const pat = await school.principal();
  const send = async (fields: Record<string, string>) =>
    (await pat.post(action, "/schools/10/settings", oak, fields)).status;
  expect(await send({ home: "aeries", reason: "" })).toBe(400);
  expect(await homes()).toEqual(["here", "here"]);
  expect(await send(wish)).toBe(302);
  expect(await homes()).toEqual(["aeries", "here"]);
  expect(await send(wish)).toBe(422);
  expect(await school.admin`select home, by, reason from register_home_change`).toEqual([
    { home: "aeries", by: pat.userId, reason: "pilot is over" },
  ]);
  expect(await school.admin`select action, before, after, reason from audit_entry`).toEqual([
    {
      action: "registers moved",
      before: { home: "here" },
      after: { home: "aeries" },
      reason: "pilot is over",
    },
  ]);
  const { body } = await pat.get(loader, "/schools/10/settings", oak);
  expect(body.view).toMatchObject({
    home: "aeries",
    changes: [{ when: "Wed, Oct 14, 2026, 10:00 am", home: "Aeries", by: "Pat Principal" }],
  });
});
