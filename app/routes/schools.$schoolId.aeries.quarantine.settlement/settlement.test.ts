import { afterAll, beforeAll, expect, test } from "vitest";
import { type Oak, oak, openOak } from "../../../tests/page/oak.ts";
import { action } from "./route.tsx";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-14T17:00:00Z");
  await school.admin`insert into quarantine (school_id, resource, key, reason, kind, raw, first_seen_at, last_seen_at)
    values (10, 'contacts', 'k', 'The row has no name.', 'invalid', '{}', now(), now())`;
});
afterAll(() => school.close());

test("a row is settled once, with a reason, and on record", async () => {
  const clerk = await school.clerk();
  const row = { resource: "contacts", key: "k", reason: "The school is told" };
  const send = async (fields: Record<string, string>) =>
    (await clerk.post(action, "/schools/10/aeries/quarantine/settlement", oak, fields)).status;
  expect(await send({ ...row, reason: "" })).toBe(400);
  expect(await send(row)).toBe(302);
  expect(await send(row)).toBe(409);
  expect(await school.admin`select settled_by from quarantine`).toEqual([{ settled_by: clerk.userId }]);
  expect(await school.admin`select reason from audit_entry where action = 'row from Aeries settled'`).toEqual(
    [{ reason: row.reason }],
  );
});
