import fc from "fast-check";
import { expect, test } from "vitest";
import { type ExportItem, reverseItems, type SentItem, slotKey } from "./export-item.ts";
import { type ClaimedDay, type MakeupKeys, makeupKey, outgoingMakeups } from "./outgoing-makeups.ts";
import { recoveryImportFile } from "./recovery-import-file.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const at = (hour: number) => Temporal.Instant.from(`2026-10-20T${String(hour).padStart(2, "0")}:00:00Z`);
const keys: MakeupKeys = {
  dayNumbers: new Map([
    ["2026-09-21", 29],
    ["2026-09-22", 30],
    ["2026-09-23", 31],
  ]),
  studentNumbers: new Map([
    [1001, 1],
    [1002, 2],
    [1003, 3],
  ]),
  code: "M",
};
const claim = (pupilId: number, absence: string, earned = "2026-10-17"): ClaimedDay => ({
  pupilId,
  absenceDate: day(absence),
  earnedDate: day(earned),
  subjects: ["Math"],
});
type Sent = ReadonlyMap<string, SentItem>;
const nothing: Sent = new Map();
/** What Aeries was told after an export of these items was marked as done. */
const afterDone = (sent: Sent, items: readonly ExportItem[], exportId: number): Sent =>
  new Map([
    ...sent,
    ...items.map((item) => [slotKey(item), { ...item, exportId, doneAt: at(exportId) }] as const),
  ]);
const list = (hour: number, rows: [number, string, string, string | null][]) => ({
  at: at(hour),
  makeups: new Map(
    rows.map(([number, date, code, madeUpOn]) => [
      makeupKey(number, day(date)),
      {
        ...{ studentNumber: number, date: day(date), code, comment: null },
        madeUpOn: madeUpOn === null ? null : day(madeUpOn),
      },
    ]),
  ),
});

test("a new claim is set, a withdrawn one cleared, one earned anew set again, and the rest left", () => {
  const first = outgoingMakeups(
    [claim(1001, "2026-09-21"), claim(1002, "2026-09-21"), claim(1003, "2026-09-21")],
    nothing,
    null,
    keys,
  );
  expect(first.ready.map(({ pupilId, action }) => [pupilId, action])).toEqual([
    [1001, "set"],
    [1002, "set"],
    [1003, "set"],
  ]);
  const later = outgoingMakeups(
    [claim(1001, "2026-09-21"), claim(1002, "2026-09-21", "2026-10-24")],
    afterDone(nothing, first.ready, 1),
    null,
    keys,
  );
  expect(recoveryImportFile("ATT", 10, later.ready)).toBe(
    "SC,SN,DY,ADA,ADT,ACO\r\n" + "10,2,29,M,2026-10-24,AR Sat Math 10/24/2026\r\n" + "10,3,29,,,\r\n",
  );
});

test("a list taken after the export is believed: what it lacks is sent again, what someone else set is left", () => {
  const claims = [claim(1001, "2026-09-21"), claim(1002, "2026-09-21"), claim(1003, "2026-09-22")];
  const sent = afterDone(nothing, outgoingMakeups(claims, nothing, null, keys).ready, 5);
  const before = outgoingMakeups(claims, sent, list(4, []), keys);
  expect(before).toEqual({ ready: [], held: [] });
  const after = outgoingMakeups(
    claims,
    sent,
    list(6, [
      [1, "2026-09-21", "M", null],
      [3, "2026-09-22", "S", "2026-10-10"],
    ]),
    keys,
  );
  expect(after.ready.map(({ pupilId, action }) => [pupilId, action])).toEqual([[1002, "set"]]);
  expect(after.held).toMatchObject([
    { pupilId: 1003, reason: expect.stringContaining("make-up S of October 10, 2026") },
  ]);
});

test("a withdrawn claim is cleared only where Aeries still has ours", () => {
  const sent = afterDone(nothing, outgoingMakeups([claim(1001, "2026-09-21")], nothing, null, keys).ready, 5);
  expect(outgoingMakeups([], sent, list(6, []), keys)).toEqual({ ready: [], held: [] });
  expect(outgoingMakeups([], sent, list(6, [[1, "2026-09-21", "S", null]]), keys).held).toHaveLength(1);
  expect(outgoingMakeups([], sent, list(6, [[1, "2026-09-21", "M", null]]), keys).ready).toMatchObject([
    { action: "clear", code: null, dayNumber: 29 },
  ]);
});

test("what Aeries cannot be told of is held with what to do", () => {
  const { held } = outgoingMakeups(
    [claim(1009, "2026-09-21"), claim(1001, "2026-09-26")],
    nothing,
    null,
    keys,
  );
  expect(held.map(({ reason }) => reason)).toEqual([
    expect.stringContaining("no student number"),
    expect.stringContaining("Add the day in Aeries"),
  ]);
});

const claimSet = fc
  .uniqueArray(
    fc.record({
      pupilId: fc.constantFrom(1001, 1002, 1003),
      absence: fc.constantFrom("2026-09-21", "2026-09-22", "2026-09-23"),
      earned: fc.constantFrom("2026-10-17", "2026-10-24"),
    }),
    { selector: ({ pupilId, absence }) => `${pupilId} ${absence}` },
  )
  .map((claims) => claims.map(({ pupilId, absence, earned }) => claim(pupilId, absence, earned)));
const content = (sent: Sent) =>
  [...sent.values()]
    .filter(({ action }) => action === "set")
    .map(({ pupilId, date, code, madeUpOn, comment }) => `${pupilId} ${date} ${code} ${madeUpOn} ${comment}`)
    .toSorted();

test("an export that is done leaves nothing to send; its reverse puts everything back; order never matters", () => {
  fc.assert(
    fc.property(fc.array(claimSet, { minLength: 1, maxLength: 6 }), (seasons) => {
      let sent = nothing;
      let told = nothing;
      let items: ExportItem[] = [];
      seasons.forEach((claims, index) => {
        const difference = outgoingMakeups(claims, sent, null, keys);
        expect(outgoingMakeups(claims.toReversed(), sent, null, keys)).toEqual(difference);
        items = difference.ready;
        told = sent;
        sent = afterDone(sent, items, index + 1);
        expect(outgoingMakeups(claims, sent, null, keys).ready).toEqual([]);
      });
      const reverse = reverseItems(seasons.length, items, sent, told);
      const undone = afterDone(sent, reverse.items, seasons.length + 1);
      expect(content(undone)).toEqual(content(told));
      expect(outgoingMakeups(seasons.at(-1)!, undone, null, keys).ready).toEqual(items);
    }),
  );
});

test("a reverse leaves what a later export has changed", () => {
  const first = outgoingMakeups([claim(1001, "2026-09-21"), claim(1002, "2026-09-21")], nothing, null, keys);
  const told = afterDone(nothing, first.ready, 1);
  const second = outgoingMakeups([claim(1001, "2026-09-21", "2026-10-24")], told, null, keys);
  const reverse = reverseItems(1, first.ready, afterDone(told, second.ready, 2), nothing);
  expect([reverse.items, reverse.leftOut]).toEqual([[], 2]);
});
