import { afterAll, beforeAll, expect, test } from "vitest";
import { altering } from "../../../tests/aeries/altering.ts";
import { type SyncedDistrict, startSyncedDistrict } from "../../../tests/aeries/synced-district.ts";

let here: SyncedDistrict;
beforeAll(async () => {
  here = await startSyncedDistrict();
  await here.district();
});
afterAll(() => here.close());

/** What Postgres takes neither in text nor in JSON: the letter NUL and half of a character of two parts. */
const halves = "\ud83d and \ude00";
const school = 40;

test("a bad row with letters that Postgres refuses waits in quarantine, and the others are stored", async () => {
  let sent = 0;
  const url = await altering(here.stand, "/contacts", (row) => {
    sent++;
    if (sent > 3) return row;
    return {
      ...row,
      // Two that differ by such letters alone are two rows.
      SequenceNumber: sent === 1 ? "x\0y" : sent === 2 ? "xy" : `x${halves}`,
      MailingName: { "a\0b": `c\0${halves} 😀`, slashes: "\\u0000 \\\\ \\ud83d" },
    };
  });
  const aeries = here.clientOf(url);
  await here.school(school, { context: { ...here.context, aeries } });
  aeries.close();
  expect((await here.newest(school)).contacts).toMatchObject({
    outcome: "ok",
    counts: { read: sent, appeared: sent - 3, quarantined: 3 },
  });
  const waiting = await here.admin`select key, raw -> 'MailingName' as name from quarantine
    where school_id = ${school} and resource = 'contacts' order by key`;
  expect(waiting.map((row) => row.key.replace(/^StudentID \d+, SequenceNumber /, ""))).toEqual(
    expect.arrayContaining(["xy", "x\ufffd and \ufffd"]),
  );
  expect(waiting).toHaveLength(3);
  expect(waiting[0]!.name).toEqual({ ab: "c\ufffd and \ufffd 😀", slashes: "\\u0000 \\\\ \\ud83d" });
});
